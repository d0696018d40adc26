"""Carrier and plan told apart, and the header read, in every layout of tests/cases/notice.yml."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import extract
from extractors.language.dates import iso
from extractors.language.whitespace import squeeze_block
from extractors.lexicon import entries
from extractors.notice.issuer_names import is_issuer
from extractors.notice.recipients import receivers
from extractors.notice.titles import genre, period, place
from extractors.readers.dump.read import read_text
from extractors.splitting.part import Part
from extractors.splitting.split import split
from extractors.steps.notice import notice
from extractors.steps.references import references
from extractors.steps.step import Known, Step, run_steps
from schemas import Block, Document, Evidence, Notice, PlanHeader, Reference
from schemas.base import Model
from tests.support.paths import ROOT, TESTS

CASES = yaml.safe_load((TESTS / "cases" / "notice.yml").read_text(encoding="utf-8"))
STEPS = (Step(notice, (Notice, PlanHeader)), Step(references, (Reference,), (PlanHeader,)))


def parts_of(text: str) -> tuple[Part, ...]:
    return split(read_text(Path("sample.txt"), text.encode()), "sample")


def header_of(part: Part) -> tuple[PlanHeader, Notice]:
    known = run_steps(part, STEPS)
    return known.all(PlanHeader)[0], known.all(Notice)[0]


def evidence_of(model: Model) -> list[Evidence]:
    found: list[Evidence] = []
    for value in dict(model).values():
        for item in value if isinstance(value, tuple) else (value,):
            found += [item] if isinstance(item, Evidence) else evidence_of(item) if isinstance(item, Model) else []
    return found


def plain(value: Any) -> Any:
    return [element.value for element in value] if isinstance(value, tuple) else getattr(value, "value", None)


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_header(case: dict[str, Any]) -> None:
    parts = parts_of(case["text"])
    assert len(parts) == len(case["expect"])
    for part, expect in zip(parts, case["expect"], strict=True):
        header, elements = header_of(part)
        shown = {**dict(header), "issuers": list(header.issuers), "period": [header.period.start, header.period.end]}
        wanted = {name: value for name, value in expect.items() if name not in ("notice", "body", "carrier")}
        assert {name: shown[name] for name in wanted} == wanted
        assert {name: plain(getattr(elements, name)) for name in expect.get("notice", {})} == expect.get("notice", {})
        if "body" in expect:
            first, last = expect["body"]
            assert part.body[0].text.startswith(first)
            assert last in part.body[-1].text
        assert len(part.carrier) == expect.get("carrier", len(part.carrier))
    if "remarks" in case:
        assert [remark.code for remark in parts[0].document.remarks] == case["remarks"]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_every_element_quotes_the_source(case: dict[str, Any]) -> None:
    text = case["text"]
    for part in parts_of(text):
        for fact in (fact for model in (Notice, Reference) for fact in run_steps(part, STEPS).all(model)):
            for evidence in evidence_of(fact):
                block = part.document.block(evidence.block)
                assert block.text[evidence.start : evidence.end] == evidence.quote
                raw = "".join(text[start:end] for start, end in evidence.raw)
                assert "".join(raw.split()) == "".join(evidence.quote.split())


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_no_character_is_lost(case: dict[str, Any]) -> None:
    document = read_text(Path("sample.txt"), case["text"].encode())
    parts = split(document, "sample")
    cut = "".join(block.text for block in parts[0].document.blocks)
    assert "".join(cut.split()) == "".join("".join(block.text for block in document.blocks).split())
    placed = {block.id for part in parts for block in (*part.carrier, *part.body)}
    assert placed == {block.id for block in parts[0].document.blocks}


@pytest.mark.parametrize("entry", entries("genres"), ids=lambda entry: entry["noun"])
def test_genre_examples(entry: dict[str, Any]) -> None:
    for example in entry["examples"]:
        assert genre(example) == entry["noun"]


@pytest.mark.parametrize("entry", entries("issuers"), ids=lambda entry: entry["suffix"])
def test_issuer_examples(entry: dict[str, Any]) -> None:
    for example in entry["examples"]:
        assert example.endswith(entry["suffix"])
        assert is_issuer(example)


@pytest.mark.parametrize(
    "text", ["相关部门", "各有关单位", "加强组织领导", "一、总体要求", "某某市人民政府关于印发方案的通知"]
)
def test_what_is_no_issuer(text: str) -> None:
    assert not is_issuer(text)


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("某区数字经济行动计划（2023—2025年）", (2023, 2025)),
        ("某市2024年工作要点", (2024, 2024)),
        ("某省“十五五”能源规划", (2026, 2030)),
        ("某省国民经济和社会发展第十四个五年规划纲要", (2021, 2025)),
        ("某区三年行动方案", (None, None)),
        ("某区行动方案(2025-2035 年)", (2025, 2035)),
    ],
)
def test_period(title: str, years: tuple[int | None, int | None]) -> None:
    found = period(title)
    assert (found.start, found.end) == years


@pytest.mark.parametrize(
    ("issuers", "title", "expected"),
    [
        (("上海市闵行区人民政府办公室",), "", "闵行区"),
        (("国务院办公厅",), "", "国家"),
        (("工业和信息化部",), "", "国家"),
        (("天津市政务服务办",), "", "天津市"),
        ((), "“十四五”国家粮食规划", "国家"),
        ((), "上海市推进园区建设方案", "上海市"),
        ((), "关于加强管理的意见", None),
        (("广西壮族自治区人民政府",), "", "广西壮族自治区"),
        (("国家税务总局江北省税务局", "江北省财政厅"), "", "江北省"),
        (("国家税务总局",), "", "国家"),
        (("横洲高新技术产业开发区管理委员会",), "若干措施", "横洲高新技术产业开发区"),
        (("云川市高新区管委会",), "", "云川市"),
        (("江北省高级人民法院",), "", "江北省"),
        (("云岭大学",), "云岭大学2023年工作要点", None),
        ((), "云川市东城区数字经济行动计划", "东城区"),
        ((), "云川市老城区改造方案", "云川市"),
        ((), "云川市城区路网方案", "云川市"),
        ((), "云岭土家族苗族自治州江北市旅游方案", "江北市"),
        (("中共云川市上城区委办公室",), "", "上城区"),
    ],
)
def test_place(issuers: tuple[str, ...], title: str, expected: str | None) -> None:
    assert place(issuers, title) == expected


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        (
            "各省、自治区、直辖市人民政府，国务院各部委、各直属机构",
            ["各省、自治区、直辖市人民政府", "国务院各部委", "各直属机构"],
        ),
        ("各市、县（区）人民政府，省政府各委、办、厅、局", ["各市、县（区）人民政府", "省政府各委、办、厅、局"]),
        ("各省、自治区、直辖市、某某兵团信用体系牵头部门", ["各省、自治区、直辖市、某某兵团信用体系牵头部门"]),
        ("各区、市有关部门", ["各区", "市有关部门"]),
        ("某某兵团商务、教育、民政主管部门，市总工会", ["某某兵团商务、教育、民政主管部门", "市总工会"]),
        ("区委各部门、区人大办、各人民团体", ["区委各部门", "区人大办", "各人民团体"]),
        ("中央、省驻某市有关单位，市有关部门、单位", ["中央、省驻某市有关单位", "市有关部门、单位"]),
    ],
)
def test_receivers(text: str, bodies: list[str]) -> None:
    line = squeeze_block(Block(id="b1", kind="paragraph", text=text))
    assert [element.value for element in receivers(line, 0, len(text), "test")] == bodies


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2025年12月10日", "2025-12-10"),
        ("二〇二四年十一月三十日", "2024-11-30"),
        ("2023年2月30日", None),
        ("2021-03-05", "2021-03-05"),
        ("二OO八年二月二十六日", "2008-02-26"),
    ],
)
def test_dates(printed: str, expected: str | None) -> None:
    assert iso(printed) == expected


def test_founding_documents() -> None:
    folder = ROOT / "corpus" / "documents"
    found = []
    for name in ("minhang-2023", "minhang-2025"):
        path = folder / f"{name}.txt"
        (part,) = split(read_text(path, path.read_bytes()), name)
        found.append(header_of(part))
    (draft, _), (plan, elements) = found
    assert draft.title == "闵行区推进“大零号湾”科技创新策源功能区建设行动计划（2023—2025年）"
    assert (draft.status, draft.number, draft.issuers, draft.issued_on) == ("征求意见稿", None, (), None)
    assert (plan.number, plan.issuers, plan.issued_on) == ("闵府发〔2025〕17号", ("闵行区人民政府",), "2025-12-10")
    assert plan.place == draft.place == "闵行区"
    assert [element.value for element in elements.addressees][3:] == ["区政府各委、办、局", "各区属公司"]
    assert elements.printed_on is not None
    assert elements.printed_on.value == "2025-12-11"


def references_in(text: str) -> list[tuple[str, str, str | None]]:
    part = parts_of(text)[0]
    return [(item.kind, item.title, item.number) for item in run_steps(part, STEPS).all(Reference)]


def test_references() -> None:
    text = """某某区绿地建设方案

为贯彻落实《某某省绿地条例》和《某某市绿地规划》（某政发〔2022〕3号）精神，制定本方案。

一、建设口袋公园

修订完善《某某区绿地标准（试行）》（以下简称《绿地标准》），按照《绿地标准》建设，目标见附件2（表1）。

二、强化管护

落实《某某市绿地规划》，本《方案》自印发之日起施行。
"""
    assert references_in(text) == [
        ("basis", "某某省绿地条例", None),
        ("basis", "某某市绿地规划", "某政发〔2022〕3号"),
        ("mention", "某某区绿地标准（试行）", None),
        ("annex", "附件2", "2"),
        ("table", "表1", "1"),
    ]


def test_an_empty_document_has_one_part() -> None:
    document = read_text(Path("sample.txt"), "无".encode())
    (part,) = split(document, "sample")
    header, _ = list(notice(part, Known({})))
    assert isinstance(part.document, Document)
    assert isinstance(header, Notice)


PIECES = [
    "一、总体要求", "二、主要任务", "附件", "附件：1.任务表", "某某市人民政府", "2024年3月5日", "某政发〔2024〕3号", "现印发给你们，请认真执行。",
    "各县区人民政府，市政府各部门：", "某某市节水行动方案", "《某某市节水行动方案》已经市政府同意，现印发给你们。", "为推进节水，制定本方案。",
    "某某市人民政府关于印发某某市节水行动方案的通知", "（征求意见稿）", "（此件公开发布）", "抄送：市委办。", "2024年3月6日印发", "1.推广节水器具。",
    "某某市人民政府文件", "（2024年3月5日）", "《》", "〔2024〕号", "：", "的通知",
]  # fmt: skip


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40), st.sampled_from(["\n\n", "\n", ""]))
def test_any_soup_is_divided_without_loss(pieces: list[str], joint: str) -> None:
    document = read_text(Path("sample.txt"), joint.join(pieces).encode())
    parts = split(document, "sample")
    assert len({part.plan_id for part in parts}) == len(parts) >= 1
    placed = {block.id for part in parts for block in (*part.carrier, *part.body)}
    assert placed == {block.id for block in parts[0].document.blocks}
    for part in parts:
        assert len([fact for fact in notice(part, Known({})) if isinstance(fact, PlanHeader)]) == 1


def test_an_appended_document_leaves_the_first_as_it_was() -> None:
    texts = [
        case["text"] for case in CASES if "remarks" not in case and "一、" in case["text"] and "\n\n" in case["text"]
    ]
    told_apart = 0
    for first, second in pairwise(texts):
        alone, joint = parts_of(first), parts_of(first.rstrip() + "\n\n" + second)
        if len(joint) == len(alone):
            continue  # two lines of text do not tell a document from an annex
        told_apart += 1
        for before, after in zip(alone, joint, strict=False):
            left, right = (header_of(part)[0].model_dump(exclude={"bundle", "source"}) for part in (before, after))
            assert left == right
            assert [block.text for block in before.body] == [block.text for block in after.body]
        assert "documents-run-together" in [remark.code for remark in joint[0].document.remarks]
    assert told_apart >= len(texts) // 2


FORWARDED = """{title}

{number}

各区县人民政府，市政府各部门：

{sentence}

{issuer}

2021年4月12日

关于深化国企改革的意见

（市国资委）

一、健全治理结构

完善董事会制度。（市国资委牵头）
"""


@pytest.mark.parametrize(
    ("title", "issuer", "sentence"),
    [
        (
            "南江市人民政府批转市国资委关于深化国企改革意见的通知",
            "南江市人民政府",
            "市政府同意市国资委《关于深化国企改革的意见》，现批转给你们，请认真贯彻执行。",
        ),
        (
            "南江市人民政府办公室转发市国资委关于深化国企改革意见的通知",
            "南江市人民政府办公室",
            "市国资委《关于深化国企改革的意见》已经市政府同意，现转发给你们，请认真贯彻执行。",
        ),
        (
            "南江市人民政府办公室转发《关于深化国企改革的意见》的通知",
            "南江市人民政府办公室",
            "现将市国资委《关于深化国企改革的意见》转发给你们，请结合实际落实。",
        ),
    ],
)
def test_forwarded_plans(title: str, issuer: str, sentence: str) -> None:
    text = FORWARDED.format(title=title, number="南政发〔2021〕9号", sentence=sentence, issuer=issuer)
    header, _ = header_of(parts_of(text)[0])
    assert (header.title, header.genre) == ("关于深化国企改革的意见", "意见")
    assert (header.issuers, header.number, header.issued_on) == ((issuer,), "南政发〔2021〕9号", "2021-04-12")


def test_the_inner_of_two_notices_issues_the_plan() -> None:
    outer = (
        "关于转发《东陵省教育厅关于印发〈东陵省校园食品安全提升方案〉的通知》的通知\n\n各县区教育局：\n\n"
        "现将《东陵省教育厅关于印发〈东陵省校园食品安全提升方案〉的通知》转发给你们，请抓好落实。\n\n"
        "河阳市教育局\n\n2024年5月20日\n\n附件\n\n"
    )
    inner = (
        "东陵省教育厅关于印发《东陵省校园食品安全提升方案》的通知\n\n东教发〔2024〕15号\n\n各市教育局：\n\n"
        "现将《东陵省校园食品安全提升方案》印发给你们，请认真贯彻执行。\n\n东陵省教育厅\n\n2024年4月28日\n\n"
        "东陵省校园食品安全提升方案\n\n一、重点任务\n\n改造后厨。（省教育厅牵头）\n"
    )
    header, found = header_of(parts_of(outer + inner)[0])
    assert (header.title, header.issuers) == ("东陵省校园食品安全提升方案", ("东陵省教育厅",))
    assert (header.number, header.issued_on) == ("东教发〔2024〕15号", "2024-04-28")
    assert [element.value for element in found.addressees] == ["各市教育局"]


def test_a_notice_named_after_its_plan_gives_it_that_title() -> None:
    text = "河阳市降低制度性交易成本工作方案的通知\n\n河政办发〔2023〕14号\n\n为减轻企业负担，制定本工作方案。\n\n一、清理隐性门槛\n"
    header, _ = header_of(parts_of(text)[0])
    assert (header.title, header.place) == ("河阳市降低制度性交易成本工作方案", "河阳市")


@pytest.mark.parametrize(
    ("title", "where"),
    [("青浦区城市更新行动方案", "青浦区"), ("临河市城市运行要点", "临河市"), ("云台县城市管理方案", "云台县")],
)
def test_a_place_before_the_word_for_city(title: str, where: str) -> None:
    assert place((), title) == where


@pytest.mark.parametrize(
    ("text", "title", "years"),
    [
        (
            "青禾县2027年河道管护实施方案为进一步改善水环境，推进河道长效管护，结合我县实际，现制定如下方案。"
            "一、主要任务（一）清理河道。清除淤泥和水面漂浮物。（县水利局负责）（二）加固堤岸。修补险段。（县水利局负责）",
            "青禾县2027年河道管护实施方案",
            (2027, 2027),
        ),
        (
            "青禾县提振消费行动方案\n\n一、任务\n\n（一）办展。办购物节。（责任单位：县商务局）\n\n本方案自2027年2月1日起施行，有效期至2027年12月31日。",
            "青禾县提振消费行动方案",
            (2027, 2027),
        ),
        (
            "青禾县提振消费行动方案\n\n一、任务\n\n（一）办展。办购物节。（责任单位：县商务局）\n\n本方案自2027年2月1日起施行，有效期至2030年1月31日。",
            "青禾县提振消费行动方案",
            (None, None),
        ),
        (
            "青禾县河道管护分工表\n\n表1 任务分工\n\n序号\t任务\t牵头单位\n1\t清理河道\t县水利局\n2\t加固堤岸\t县住建局",
            "青禾县河道管护分工表",
            (None, None),
        ),
    ],
    ids=["run-in title", "in force for one year", "in force for years", "title over a caption"],
)
def test_titles_and_years_that_the_text_gives(text: str, title: str, years: tuple[int | None, int | None]) -> None:
    header, _ = header_of(parts_of(text)[0])
    assert (header.title, header.period.start, header.period.end) == (title, *years)


@pytest.mark.parametrize("date", ["2024年3月1日", "2024.3.1", "2024.03.01", "2024-03-01", "2024/3/1"])
@pytest.mark.parametrize("between", ["\n", " ", "\n\n"])
def test_a_signature_may_have_its_date_in_figures(date: str, between: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = "清源县湿地保护行动方案\n\n一、主要任务\n（一）修复湿地。完成治理。（责任单位：县林业局）\n\n（二）整治水塘。（责任单位：县水务局）\n\n"
    path.write_text(f"{text}清源县人民政府{between}{date}\n", encoding="utf-8")
    ((plan, _),) = extract(path)
    assert (plan.plan.issuers, plan.plan.issued_on) == (("清源县人民政府",), "2024-03-01")


@pytest.mark.parametrize("between", ["\n", " "])
def test_the_signature_of_a_notice_above_its_plan_may_have_its_date_in_figures(between: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    notice = "清源县人民政府办公室关于印发清源县湿地保护行动方案的通知\n清政办发〔2024〕12号\n\n各镇人民政府：\n\n现将《清源县湿地保护行动方案》印发给你们，请认真贯彻执行。\n\n"
    plan_text = "清源县湿地保护行动方案\n\n一、主要任务\n（一）修复湿地。完成治理。（责任单位：县林业局）\n"
    path.write_text(f"{notice}清源县人民政府办公室{between}2024.3.1\n\n{plan_text}", encoding="utf-8")
    ((plan, _),) = extract(path)
    assert (plan.plan.title, plan.plan.issued_on) == ("清源县湿地保护行动方案", "2024-03-01")


def test_a_date_in_figures_under_the_title_of_a_page_is_no_signature(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    text = (
        "清源县湿地保护行动方案\n清源县人民政府\n2024-03-01\n\n一、主要任务\n（一）修复湿地。（责任单位：县林业局）\n"
    )
    path.write_text(text, encoding="utf-8")
    ((plan, _),) = extract(path)
    assert plan.plan.issued_on is None


@pytest.mark.parametrize(
    ("title", "sentence", "years"),
    [
        ("青禾县水利发展“十四五”规划", "规划期为2022—2025年。", (2022, 2025)),
        ("青禾县水利发展规划", "本规划基准年为2020年，规划期限为2021年至2025年，远期展望到2035年。", (2021, 2025)),
        ("青禾县绿化行动方案（2023—2025年）", "实施期限为2023—2027年。", (2023, 2025)),
        ("青禾县绿化行动方案", "规划到2027年建成。", (None, None)),
    ],
)
def test_years_that_the_text_states(
    tmp_path: Path, title: str, sentence: str, years: tuple[int | None, int | None]
) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(f"{title}\n{sentence}\n一、主要任务\n1.种树。（责任单位：县林业局）\n", encoding="utf-8")
    (plan, _), *_ = extract(path)
    assert (plan.plan.period.start, plan.plan.period.end) == years
