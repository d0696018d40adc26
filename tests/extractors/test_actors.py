"""Names of what a number counts hold neither list marks nor those who do the work."""

import pytest

from extractors.commitments.sentence import commitment_numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("（三）市商务局新增鱼市15处，县商务局新增5处。", ["鱼市", "鱼市"]),
        ("Ⅱ.区残联帮扶渔民就业100人。", ["渔民就业"]),
        ("3.2市发改委争取渔业资金5亿元。", ["渔业资金"]),
        ("第一，市科技局培育渔业企业30家。", ["渔业企业"]),
        ("各县区完成改厕1.2万户。", ["改厕"]),
        ("各区共排查隐患1260处。", ["隐患"]),
        ("全市共发放渔业贷款6.5亿元。", ["渔业贷款"]),
        ("全年任务改造渔船300艘。", ["渔船"]),
        ("任务目标是新增就业4000人。", ["就业"]),
        ("开发区引进渔业项目10个。", ["渔业项目"]),
        ("东山县建设高标准鱼塘5万亩，西岭县建设3万亩。", ["高标准鱼塘", "高标准鱼塘"]),
        ("市总工会培训渔工3000人次。", ["渔工"]),
        ("市发改委渔业固定资产投资增长6%。", ["渔业固定资产投资"]),
        ("各级财政投入资金3亿元。", ["资金"]),
        ("云溪集团完成渔业投资12亿元。", ["渔业投资"]),
        ("市渔业局、市住建局分别新建码头10座、12座。", ["码头", "码头"]),
        # what is counted itself
        ("示范县创建数达到5个。", ["示范县创建数"]),
        ("新建乡镇卫生院5所。", ["乡镇卫生院"]),
        ("东港、西港吞吐量分别达到30万吨、50万吨。", ["东港吞吐量", "西港吞吐量"]),
    ],
)
def test_names_without_marks_and_actors(text: str, expected: list[str]) -> None:
    assert [number.what for number in commitment_numbers(text)] == expected
