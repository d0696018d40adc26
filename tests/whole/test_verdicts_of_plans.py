"""What a newer plan says of twenty numbers of an older one: renamed, converted, of another scope, ranges, bounds, in prose."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from extractors import extract
from pipeline.compare import compare
from pipeline.store.results import Result
from schemas.statement import Verdict

NOTICE = """云溪市人民政府办公室关于印发《云溪市果业发展“{name}”规划》的通知

云政办发〔{year}〕7号

各县区人民政府，市政府各部门：

《云溪市果业发展“{name}”规划》已经市政府同意，现印发给你们，请认真贯彻落实。

云溪市人民政府办公室

{year}年3月5日

云溪市果业发展“{name}”规划

一、发展目标

{prose}

表1 主要指标

{table}

二、主要任务

（一）建设果园。推进标准果园建设。（责任单位：市农业农村局）

（二）办好活动。举办采摘节。（责任单位：市文化和旅游局）
"""
OLD_PROSE = "到2025年，全市建成保鲜库120座，果业从业人员达到6万人以上，亩均化肥用量控制在30公斤以内，带动农户约9000户，新增采摘园50家。"
OLD = """指标名称	单位	2020年	2025年目标
果园面积	公顷	18000	20000
规上果品加工企业	家	30	45
果品出口额	万美元	3000	6000
冷链库容	万吨	8	12
果旅接待人次	万人次	200	300
绿色果园占比	%	25	40
新增果业技术员	人	100	400
市级龙头企业	家	20	30
果品加工转化率	%	30	36—40
果园亩均用水	立方米	300	240
果农人均收入	元	18000	25000
每万人拥有果品店数	个	3	5
果品电商销售额	亿元	4	9
苗木繁育基地	个	5	8
果品质量抽检合格率	%	97	99"""
# 脱贫农户 and 新增示范采摘园 are not all of them
NEW_PROSE = "2025年，全市脱贫农户6000户，新增示范采摘园9家。到2030年，全市建成保鲜库200座。2025年，全市果业从业人员达到5.8万人，带动农户8900户。"
NEW = """指标名称	单位	2025年基期值	2030年目标值
果园总面积	万亩	31.5	36
规模以上果品加工企业数量	家	45	70
果品出口总额	亿美元	0.57	0.9
冷藏库容	万吨	13	20
果旅接待量	亿人次	0.035	0.05
绿色果园面积	万亩	9	15
果业技术员	人	900	1500
省级龙头企业	家	4	8
果品加工转化率	%	35	45
果园亩均用水	立方米	250	220
果农人均收入	万元	2.6	4
每千人拥有果品店数	个	0.4	0.6
果品电商交易额	亿元	8	15
果品质量抽检合格率	%	99	99.5"""
VERDICTS = {
    # name in the older plan: verdict, reason, difference in the older measure
    "果园面积": ("reached", "", 1000),
    "规上果品加工企业": ("reached", "", 0),
    "果品出口额": ("missed", "", -300),
    "冷链库容": ("reached", "", 1),
    "果旅接待人次": ("reached", "", 50),
    "绿色果园占比": ("not_comparable", "scope", None),
    "新增果业技术员": ("not_comparable", "increase", None),
    "市级龙头企业": ("not_comparable", "scope", None),
    "果品加工转化率": ("missed", "", -1),
    "果园亩均用水": ("missed", "", 10),
    "果农人均收入": ("reached", "", 1000),
    "每万人拥有果品店数": ("not_comparable", "scope", None),
    "果品电商销售额": ("not_comparable", "scope", None),
    "苗木繁育基地": ("not_mentioned", "", None),
    "果品质量抽检合格率": ("reached", "", 0),
    "保鲜库": ("changed", "", 80),
    "果业从业人员": ("missed", "", -0.2),
    "亩均化肥用量": ("not_mentioned", "", None),
    "农户": ("reached", "", -100),
    "采摘园": ("not_mentioned", "", None),
}


def result(name: str, year: int, prose: str, table: str) -> Result:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.txt"
        path.write_text(NOTICE.format(name=name, year=year, prose=prose, table=table), encoding="utf-8")
        ((plan, document),) = extract(path, f"yunxi-{year}")
    return Result(plan, document)


@cache
def verdicts() -> dict[str, Verdict]:
    found = compare(result("十四五", 2021, OLD_PROSE, OLD), result("十五五", 2026, NEW_PROSE, NEW), declared=True)
    return {said.name.removeprefix("全市"): said for said in found.verdicts}


@pytest.mark.parametrize("name", VERDICTS)
def test_each_number_of_the_older_plan_has_its_verdict(name: str) -> None:
    said = verdicts()[name]
    assert (said.verdict, said.reason) == VERDICTS[name][:2]
    assert said.difference == (pytest.approx(VERDICTS[name][2]) if VERDICTS[name][2] is not None else None)


def test_no_other_number_is_judged() -> None:
    assert set(verdicts()) == set(VERDICTS)
