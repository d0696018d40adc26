"""The audit gives no verdict over what was not read, nor over what lies beside it."""

from pathlib import Path

import pytest

from extractors import extract
from pipeline.audit import audit
from schemas import Commitment, Coverage, Finding, Unread
from tests.support.audit import document, plan
from tests.support.plans import table_block

HEAD = "青岚县水利工作要点（2026—2028年）\n\n一、重点任务\n\n"


def findings(tmp_path: Path, body: str) -> dict[str, Finding]:
    path = tmp_path / "plan.txt"
    path.write_text(HEAD + body, encoding="utf-8")
    ((read, source),) = extract(path, "p")
    return {finding.code: finding for finding in audit(read, source)}


def test_a_task_whose_clause_was_not_read_is_not_said_to_lack_units(tmp_path: Path) -> None:
    found = findings(
        tmp_path,
        "1.疏浚渠道。清淤。（青溪理事组负责）\n\n2.修补堤坝。加固。（县水利局负责）\n\n3.植树护岸。\n\n补种柳树。\n",
    )
    assert found["clauses-not-read"]
    assert len(found["task-without-unit"].subjects) == 1
    assert found["task-without-unit"].subjects[0].endswith("task/3")


def test_an_unread_clause_below_a_task_counts_as_the_tasks(tmp_path: Path) -> None:
    found = findings(
        tmp_path, "1.疏浚渠道。清淤。\n\n逐段验收。（青溪理事组负责）\n\n2.修补堤坝。加固。（县水利局负责）\n"
    )
    assert found["clauses-not-read"]
    assert "task-without-unit" not in found


def test_an_unread_table_may_name_the_units_of_any_task(tmp_path: Path) -> None:
    table = "附件\n\n任务分工表序号工作任务阿尔法方贝塔方完成时限1疏浚渠道甲乙2027年6月2修补堤坝丙丁2027年9月3植树护岸戊己2027年12月\n"
    found = findings(tmp_path, f"1.疏浚渠道。清淤。\n\n2.修补堤坝。加固。\n\n二、保障\n\n加强统筹。\n\n{table}")
    if "clauses-not-read" in found:
        assert "task-without-unit" not in found


def test_two_lower_bounds_are_two_aims(tmp_path: Path) -> None:
    table = "主要指标\n序号\t指标名称\t单位\t2028年目标\n1\t渠道完好率\t%\t≥80\n2\t堤防达标率\t%\t≥70\n"
    found = findings(tmp_path, f"1.疏浚渠道。到2028年，渠道完好率不低于60%。（县水利局负责）\n\n{table}")
    assert found["indicator-in-prose"].verdict == "unexplained"
    assert "%%" not in found["indicator-in-prose"].message.en


def test_an_item_is_not_the_heading_that_is_missing(tmp_path: Path) -> None:
    body = "1.疏浚渠道。（县水利局负责）\n\n2.修补堤坝。（县水利局负责）\n\n三、保障措施\n\n"
    assert "numbering-gap" in findings(tmp_path, body + "（一）加强统筹。各单位通力合作。\n")


def test_parts_in_a_bracket_are_parts_of_the_number_before_it(tmp_path: Path) -> None:
    body = "1.兴修水利。推进7处水源项目，其中新建水库2座（含改建旧库1座），新建泵站3座。（县水利局负责）\n"
    assert "prose-sum" not in findings(tmp_path, body)


def test_a_list_that_is_shorter_than_its_number_is_said(tmp_path: Path) -> None:
    found = findings(tmp_path, "1.办好水节。举办开渠礼、龙舟赛、放鱼会、水车展6项活动。（县水利局负责）\n")
    assert found["count-claimed"].verdict == "unexplained"


def test_a_slip_of_the_numbering_costs_no_task(tmp_path: Path) -> None:
    items = ("1.疏浚渠道。清淤五公里。", "2.修补堤坝。加固两岸。", "2.植树护岸。补种柳树。", "4.更新水车。添置六架。")
    long = "各村逐段验收，逐月通报，年底前汇总成册，按期完成既定的建设内容。"
    text = "青岚县水利工作要点（2026—2028年）一、重点任务（一）渠系。"
    path = tmp_path / "plan.txt"
    path.write_text(text + "".join(f"{item}{long}〔责任单位：县水利局〕" for item in items), encoding="utf-8")
    ((plan, document),) = extract(path, "p")
    assert [task.title for task in plan.tasks] == ["疏浚渠道", "修补堤坝", "植树护岸", "更新水车"]
    assert {"numbering-repeat", "numbering-gap"} & {finding.code for finding in audit(plan, document)}


def dated(tmp_path: Path, body: str) -> dict[str, Finding]:
    head = "青岚县人民政府关于印发《青岚县2027年水利工作要点》的通知\n\n青政发〔2027〕3号\n\n各镇人民政府：\n\n现将《青岚县2027年水利工作要点》印发给你们。\n\n"
    sign = "青岚县人民政府\n\n2027年2月5日\n\n青岚县2027年水利工作要点\n\n"
    path = tmp_path / "notice.txt"
    path.write_text(head + sign + body, encoding="utf-8")
    ((read, source),) = extract(path, "p")
    return {finding.code: finding for finding in audit(read, source)}


def test_a_document_in_force_before_its_date_is_said(tmp_path: Path) -> None:
    body = "一、重点任务\n\n1.疏浚渠道。（县水利局负责）\n\n2.修补堤坝。（县水利局负责）\n\n本要点自{}起施行。\n"
    assert "dates-out-of-order" in dated(tmp_path, body.format("2026年1月1日"))
    assert "dates-out-of-order" not in dated(tmp_path, body.format("2027年3月1日"))


def test_a_heading_of_tasks_with_another_year_is_said(tmp_path: Path) -> None:
    body = "一、{}年重点任务\n\n1.疏浚渠道。（县水利局负责）\n\n2.修补堤坝。（县水利局负责）\n"
    assert "year-outside-period" in dated(tmp_path, body.format(2025))
    assert "year-outside-period" not in dated(tmp_path, body.format(2027))


@pytest.mark.parametrize(
    ("clause", "severity"),
    [
        ("推进渠道报修与12345热线系统对接", "info"),
        ("引导12千伏用户参与错峰提水", "info"),
        ("渠道巡查覆盖率和泵站在线率达到95%", "warning"),
    ],
)
def test_a_number_that_no_word_sets_as_an_aim_is_for_information(clause: str, severity: str) -> None:
    block = document("1.兴修水利。" + clause + "。")
    evidence = block.blocks[0].evidence(7, 7 + len(clause), "unread")
    coverage = Coverage(
        facts=0.5, prose=0, furniture=0, unread=0.5, passages=(Unread(kind="number", evidence=evidence),)
    )
    (found,) = (f for f in audit(plan(coverage=coverage), block) if f.code == "clauses-not-read")
    assert found.severity == severity


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        # a table of contents in which two entries are run together, and two lists of a compilation
        ("1.渠道管护办法..........3\n\n2.堤坝管护办法..........8 3.泵站管护办法..........12\n\n4.塘坝管护办法..........15\n\n", set()),
        ("1.疏浚渠道。清淤。\n\n2．修补堤坝。加固。\n\n2.植树护岸。补种柳树。\n\n", set()),
        ("1.疏浚渠道。清淤。\n\n2.修补堤坝。加固。\n\n2.植树护岸。补种柳树。\n\n", {"numbering-repeat"}),
        ("1.疏浚渠道。清淤。\n\n2.修补堤坝。加固。\n\n4.植树护岸。补种柳树。\n\n", {"numbering-gap"}),
        # numbers that run on through all chapters
        ("".join(f"{chapter}、第{chapter}章\n\n{n}.修渠。清淤。\n\n{n + 1}.护堤。加固。\n\n" for chapter, n in zip("二三四五", (1, 3, 5, 9), strict=True)),
         {"numbering-gap"}),
    ],
)  # fmt: skip
def test_only_numbers_of_one_list_are_compared(tmp_path: Path, body: str, codes: set[str]) -> None:
    found = findings(tmp_path, body)
    assert {code for code in found if code.startswith("numbering")} == codes


def test_items_of_one_list_may_each_set_a_number(tmp_path: Path) -> None:
    body = "（一）配强队伍。落实经费。\n\n1.大型灌区。专职巡查员达到10人。\n\n2.小型灌区。专职巡查员达到5人。\n"
    assert "prose-in-prose" not in findings(tmp_path, body)


@pytest.mark.parametrize(("in_tables", "codes"), [(True, []), (False, ["prose-in-prose"])])
def test_conditions_in_tables_may_differ_and_bounds_in_prose_may_not(in_tables: bool, codes: list[str]) -> None:
    words = [f"专职巡查员不少于{number}人" for number in (10, 5)]
    source = document(*(table_block(f"b{n}", ((word,),), "表") if in_tables else word for n, word in enumerate(words)))
    commitments = tuple(
        Commitment(id=f"yunxi/commitment/{n}", subject="yunxi", what="专职巡查员", value=number, measure="人", bound="at_least",
                   evidence=source.blocks[n].evidence(0, len(word), "x"))
        for n, (number, word) in enumerate(zip((10, 5), words, strict=True))
    )  # fmt: skip
    assert [found.code for found in audit(plan(commitments=commitments), source)] == codes


def test_a_text_that_begins_with_its_third_chapter(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    body = "三、工作目标\n\n渠道畅通。\n\n四、重点任务\n\n1.疏浚渠道。清淤。\n"
    path.write_text(HEAD.partition("一、")[0] + body, encoding="utf-8")
    ((read, source),) = extract(path, "p")
    assert [f.code for f in audit(read, source) if f.code.startswith("numbering")] == ["numbering-start"]
