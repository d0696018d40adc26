"""The text reader: paragraphs from broken lines, furniture, one-string texts, and the law of the map to the source."""

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.errors import UnreadableError
from extractors.readers import read_document
from extractors.readers.base.encoding import Decoded, check_legible
from extractors.readers.base.lines import TextLine
from extractors.readers.dump.read import read_lines, read_text
from extractors.readers.dump.unbroken import break_up
from tests.support.paths import TESTS

CASES = yaml.safe_load((TESTS / "cases" / "reflow.yml").read_text(encoding="utf-8"))
WORDS = st.sampled_from(
    ["一、", "（一）", "1.", "（2）", "工作任务", "推进改革，", "责任单位：", "区科委", "、", "。", "（", "）", "2025年", "　", " ", "\t",
     "\n", "\n\n", "— 3 —\n", "序号", "牵头单位", "300", "亿元", "附件", "目录", "《", "》", "“", "”", "\f", "abc", "\r\n"]
)  # fmt: skip


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_paragraphs(case: dict) -> None:
    blocks, _ = read_lines(case["lines"])
    assert [block.text for block in blocks] == case["paragraphs"]


@given(st.lists(WORDS, max_size=80).map("".join))
@settings(max_examples=300)
def test_nothing_is_lost_and_every_character_knows_its_place(text: str) -> None:
    blocks, _ = read_lines(text)
    pieces = []
    for block in blocks:
        raw = "".join(text[start:end] for start, end in block.raw(0, len(block.text)))
        assert squeeze(raw) == squeeze(block.text)
        pieces += [place for start, end in block.raw(0, len(block.text)) for place in range(start, end)]
    solid = [place for place, char in enumerate(text) if not char.isspace()]
    assert sorted(place for place in pieces if not text[place].isspace()) == solid


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_encodings_and_line_ends_give_the_same_text(encoding: str, ending: str) -> None:
    text = ending.join(
        ["一、工作任务", "（一）推进改革。（责任单位：区科委）", "（二）加强宣传。（责任单位：区委宣传部）"]
    )
    document = read_text(Path("plan.txt"), text.encode(encoding))
    assert [block.text for block in document.blocks] == text.split(ending)


def test_page_numbers_are_kept_as_furniture() -> None:
    blocks, _ = read_lines("推进片区改造，\n— 12 —\n形成示范。\n")
    assert [(block.kind, block.text, block.why) for block in blocks if block.kind == "furniture"] == [
        ("furniture", "— 12 —", "page-number")
    ]


@pytest.mark.parametrize("data", [b"", b"  \n\t ", bytes(range(256)) * 40])
def test_what_is_no_text_is_refused_in_one_sentence(data: bytes) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_text(Path("broken.txt"), data)
    assert str(refused.value).startswith("broken.txt: ") and "\n" not in str(refused.value)


@pytest.mark.parametrize("wrong", ["latin-1", "cp1252", "gb18030"])
@pytest.mark.parametrize("suffix", ["txt", "md", "html", "csv"])
def test_garbled_text_is_refused(tmp_path: Path, wrong: str, suffix: str) -> None:
    item = "（一）推进老旧厂区改造提升，统筹用好存量空间。\n（二）健全服务机制，优化办事流程，压缩办理时限。\n"
    text = (20 * item).encode().decode(wrong, "replace")
    file = tmp_path / f"plan.{suffix}"
    file.write_text(f"<html><body><p>{text}</p></body></html>" if suffix == "html" else text, "utf-8")
    with pytest.raises(UnreadableError, match="garbled"):
        read_document(file)


@pytest.mark.parametrize(
    "text",
    [
        "各乡镇政府推进渠道改造工作，\n".encode("gb18030").decode("cp1252", "replace"),
        "1.锟斤拷锟斤拷\n",
        "1.\ufffd\ufffd\n",
    ],
)
def test_text_is_garbled_in_other_ways_too(text: str) -> None:
    with pytest.raises(UnreadableError, match="garbled"):
        read_text(Path("plan.txt"), (200 * text).encode())


@pytest.mark.parametrize("text", ["Résumé des mesures adoptées à l'été.\n" * 60, "灞灞灏灏氵\n" * 60, "①②③■□" * 80])
def test_text_without_usual_characters_is_not_called_garbled(text: str) -> None:
    data = text.encode()
    check_legible("plan.txt", data, Decoded(text, "utf-8"))


def test_one_string_is_broken_at_marks_that_count_up() -> None:
    body = "推进各项改革任务落地见效，形成一批可复制可推广的经验做法。" * 8
    text = f"一、总体要求（一）指导思想。{body}（二）主要目标。{body}二、明确责任（三）加强领导。{body}（四）强化监管。依据第（一）款办理。{body}"
    parts = [part.text[:9] for part in break_up(TextLine(text, 0, 0, False))]
    assert parts == [
        "一、总体要求",
        "（一）指导思想。推",
        "（二）主要目标。推",
        "二、明确责任",
        "（三）加强领导。推",
        "（四）强化监管。依",
    ]
    assert "".join(part.text for part in break_up(TextLine(text, 0, 0, False))) == text


def test_one_string_is_broken_at_items_that_begin_with_a_date_and_after_long_headings() -> None:
    heading = "把办好民生实事和推进城乡建设紧密结合起来，着力提升公共服务供给的普惠性、均衡性和可及性水平"
    body = "完善服务设施，健全管护机制，压实各方责任，按季度通报进展情况并公开结果。" * 4
    text = f"某县分工方案。一、{heading}（一）增加托位供给。{body}1．{body}2．2026年底前建成托育园3所。{body}3．{body}（二）改造养老院。{body}"
    parts = [part.text[:7] for part in break_up(TextLine(text, 0, 0, False))]
    assert parts == [
        "某县分工方案。",
        "一、把办好民生",
        "（一）增加托位",
        "1．完善服务设",
        "2．2026年",
        "3．完善服务设",
        "（二）改造养老",
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "二、任务。1.修桥。改造危桥六座。牵头单位：县交通局。2.清河。疏浚河道。牵头单位：县水务局。",
            ["二、任务。", "1.修桥。改造危桥六座。牵头单位：县交通局。", "2.清河。疏浚河道。牵头单位：县水务局。"],
        ),
        (
            "1.改造危桥六座。（县交通局）2.疏浚河道八公里。（县水务局、县财政局）",
            ["1.改造危桥六座。（县交通局）", "2.疏浚河道八公里。（县水务局、县财政局）"],
        ),
        (
            "三、保障。（一）加强统筹。建立专班。（二）强化考核。按季通报。",
            ["三、保障。", "（一）加强统筹。建立专班。", "（二）强化考核。按季通报。"],
        ),
        (
            "1.开展三项行动：（1）修桥；（2）清河；（3）植树。（责任单位：县交通局）",
            ["1.开展三项行动：（1）修桥；（2）清河；（3）植树。（责任单位：县交通局）"],
        ),
        (
            "有下列情形之一的不予补助：（一）未按期完工；（二）挪用资金。",
            ["有下列情形之一的不予补助：（一）未按期完工；（二）挪用资金。"],
        ),
    ],
)
def test_a_short_line_is_broken_only_where_its_items_have_units_or_are_numbered_as_headings(
    text: str, parts: list[str]
) -> None:
    assert [part.text for part in break_up(TextLine(text, 0, 0, False))] == parts


def test_a_foot_that_ran_into_its_annex_is_broken_at_the_signature() -> None:
    text = "（一）加强督查。按季通报。附件：河道疏浚分工云溪市水利局2027年3月5日附件河道疏浚分工"
    parts = [part.text for part in break_up(TextLine(text, 0, 0, False))]
    assert parts == [
        "（一）加强督查。按季通报。", "附件：河道疏浚分工", "云溪市水利局", "2027年3月5日", "附件", "河道疏浚分工",
    ]  # fmt: skip


def test_no_break_blanks_stand_for_a_line_break() -> None:
    body = "加强日常巡查，落实管护责任。" * 30
    text = f"一、主要任务\u00a0\u00a0（一）清理河道。\u00a0\u00a0{body}\u00a0\u00a0（二）修复湿地。\u00a0\u00a0{body}"
    parts = [part.text[:7] for part in break_up(TextLine(text, 0, 0, False))]
    assert parts == ["一、主要任务", "（一）清理河道", "加强日常巡查，", "（二）修复湿地", "加强日常巡查，"]


WRAPPED = """青禾县养老服务提升方案
一、完善设施。新建社区食堂三十处，改造养老机构
十家，推动服务进家庭，形成十五分钟服务圈，满足
老年人多样化需求。（责任单位：县民政局、县财政局）
二、培育队伍。开展护理员培训，全年不少于五百人
次，落实入职奖补政策，提升服务的专业化水平，稳
定从业人员队伍。（责任单位：县人力资源社会保障
局、县教育局）
三、加强监管。定期开展安全检查，建立隐患台账，
限期整改到位，守住安全底线，做到早发现、早处置。
青禾县民政局
2024年3月8日
"""
PLAIN = """白川市关于促进夜间消费的若干措施
一、丰富业态。支持商圈延长营业时间，引进首店和品牌店，培育夜食、夜购、夜游等业态，三年内打造不少于五个集聚区，带动形成特色品牌。（责任单位：市商务局）
二、完善配套。优化夜间公交线路，增设临时停车泊位，完善亮化、环卫和公厕设施，为市民提供便利。（责任单位：市交通运输局、市城管局）
三、规范秩序。加强食品安全和治安巡查，建立商户自律机制，及时化解噪声和油烟扰民矛盾，确保夜间经济安全有序发展。（责任单位：市公安局）
四、强化宣传。组织媒体推介特色活动，发布消费地图，持续营造氛围，吸引更多市民和游客参与夜间消费。（责任单位：市委宣传部）
白川市人民政府
2024年5月6日
"""


@pytest.mark.parametrize(("first", "second"), [(WRAPPED, PLAIN), (PLAIN, WRAPPED)])
def test_documents_of_two_layouts_in_one_file_are_read_as_each_alone(first: str, second: str) -> None:
    alone = [block.text for text in (first, second) for block in read_lines(text)[0]]
    assert [block.text for block in read_lines(first + second)[0]] == alone


def set_to(characters: int, *paragraphs: str) -> str:
    """Set indented paragraphs to a grid, as a typewriter does."""
    indented = (f"　　{text}" for text in paragraphs)
    return "".join(text[at : at + characters] + "\n" for text in indented for at in range(0, len(text), characters))


def test_a_page_set_to_a_grid_is_not_taken_for_a_folded_one() -> None:
    wanted = [
        f"（{mark}）{what}，由各镇按照年度安排分批推进，逐项落实到人，每季度末把进展情况报送县政府办公室汇总，{rest}。"
        for mark, what, rest in zip(
            "一二三四五六",
            ("修缮老旧水渠", "整治村内道路", "更新灌溉泵站", "清理河道淤泥", "加固山塘水库", "改造供水管网"),
            ("限期办结", "由纪检部门督办", "逾期的予以通报", "办结一项销号一项", "年底前统一验收", "结果向社会公开"),
            strict=True,
        )
    ]
    for characters in range(20, 31):
        blocks = read_text(Path("grid.txt"), set_to(characters, *wanted).encode()).blocks
        assert [block.text for block in blocks] == wanted, characters


def test_a_list_of_names_of_one_length_stays_a_list() -> None:
    names = [f"临河市{one}{two}建设管理服务中心" for one in "东南西北中" for two in ("水利", "道路")]
    assert len({len(name) for name in names}) == 1
    blocks = read_text(Path("list.txt"), "\n".join(["参加单位如下：", *names, "以上单位各派一人。"]).encode()).blocks
    assert [block.text for block in blocks][1:-1] == names
