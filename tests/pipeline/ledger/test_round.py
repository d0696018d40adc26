"""Ledgers on their way: written, filled in, read, and what they tell of progress."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.errors import InputError
from pipeline.ledger.entry import STATUSES
from pipeline.ledger.history import read_quarters
from pipeline.ledger.layout import FIRST, HEAD, META
from pipeline.ledger.progress import progress
from pipeline.ledger.quarter import Quarter, parse_quarter
from pipeline.ledger.standing import SILENT, STATES
from pipeline.ledger.subjects import tracked_indicators, tracked_tasks
from schemas import Task
from tests.support.ledger import PLAN, TASK, Desk, columns, edit, fill, put, row_of
from tests.support.plans import document, plan

pytestmark = pytest.mark.slow


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_tasks_are_tracked_where_units_are_named() -> None:
    rows = tracked_tasks(plan(document()), 2026)
    assert [row.id for row in rows] == [TASK["task/2"], TASK["task/3"], TASK["annex/1.1"], TASK["annex/1.2"]]
    annex = rows[3]
    assert (annex.leads, annex.helps) == ("区工信局", "区科技局、各镇人民政府")
    assert annex.due == "2026年 中试平台 12个\n企业 3—5家"
    assert annex.heading == f"{PLAN}/heading/二（一）"
    assert rows[1].leads == "各镇人民政府等相关单位"


def test_a_promised_year_is_a_deadline_where_none_is_printed() -> None:
    given = plan(document())
    moved = given.commitments[0].model_copy(update={"subject": TASK["task/2"]})
    rows = {row.id: row for row in tracked_tasks(given.model_copy(update={"commitments": (moved,)}))}
    assert (rows[TASK["task/2"]].deadline, rows[TASK["task/2"]].due_on) == ("2026年（据数字承诺）", "2026-12-31")
    assert (rows[TASK["task/3"]].deadline, rows[TASK["task/3"]].due_on) == ("2025年12月底前", "2025-12-31")
    assert rows[TASK["annex/1.1"]].due_on is None


def test_items_answer_with_the_units_of_what_holds_them() -> None:
    given = plan(document())
    evidence = given.tasks[0].evidence
    items = tuple(
        Task(
            id=f"{PLAN}/task/2.{n}",
            marker=f"（{n}）",
            title=f"第{n}件",
            text=f"第{n}件",
            parent=TASK["task/2"],
            evidence=evidence,
        )
        for n in (1, 2)
    )
    together = given.model_copy(update={"tasks": (*given.tasks, *items)})
    assert f"{PLAN}/task/2.1" not in [row.id for row in tracked_tasks(together)]
    own = given.responsibilities[3].model_copy(update={"subject": f"{PLAN}/task/2.1"})
    apart = together.model_copy(update={"responsibilities": (*given.responsibilities, own)})
    rows = {row.id: row for row in tracked_tasks(apart)}
    assert TASK["task/2"] not in rows
    assert rows[f"{PLAN}/task/2.1"].leads == "区科技局"
    assert rows[f"{PLAN}/task/2.2"].leads == "区金融办、区科技局"


@pytest.mark.parametrize(("year", "target"), [(2023, "2024年 150"), (2024, "2024年 150"), (2025, "2026年 210")])
def test_the_next_target_is_asked_for(year: int, target: str) -> None:
    assert tracked_indicators(plan(document()), year)[0].target_text == target


def test_no_target_is_left_after_the_last_year() -> None:
    assert tracked_indicators(plan(document()), 2027) == ()


def test_quarters_are_read_and_sorted() -> None:
    assert parse_quarter("2024q3") == Quarter(2024, 3)
    assert (Quarter(2024, 3).label, Quarter(2024, 3).last_day) == ("2024年第三季度", "2024-09-30")
    assert Quarter(2025, 1).before == Quarter(2024, 4)
    for wrong in ("2024", "2024Q5", "24Q1", "2024-Q1"):
        with pytest.raises(InputError):
            parse_quarter(wrong)


def test_the_workbook_asks_for_what_is_to_be_filled_in(desk: Desk) -> None:
    book = load_workbook(desk.write("2025Q4"))
    assert book.sheetnames == ["台账", "指标", "填写说明", META]
    assert book[META].sheet_state == "veryHidden"
    page = book["台账"]
    assert page.column_dimensions["A"].hidden
    assert (page["B1"].value, page["B2"].value) == (
        "云溪区科创走廊行动计划（2024—2026年）",
        "2025年第四季度跟踪台账 · 全部单位",
    )
    at, row = columns(page), row_of(page, TASK["task/3"])
    assert page.cell(row, at["完成时限"]).value == "2025年12月底前"
    assert page.cell(row, at["本年数字目标"]).value == "每年 路演 不少于10场"
    assert all(
        page.cell(row, at[name]).value is None for name in ("状态", "进展情况", "完成值", "存在问题", "下一步计划")
    )
    lists = [check for check in page.data_validations.dataValidation if check.type == "list"]
    assert lists[0].formula1 == f'"{",".join(STATUSES)}"'
    assert f"K{FIRST}" in lists[0].sqref
    assert page.freeze_panes == f"D{FIRST}"


def test_a_unit_gets_what_it_has_a_part_in(desk: Desk) -> None:
    book = load_workbook(desk.write("2025Q4", "--unit", "区工信局"))
    ids = [book["台账"].cell(row, 1).value for row in range(FIRST, book["台账"].max_row + 1)]
    assert ids == [TASK["annex/1.2"]]
    assert [book["指标"].cell(FIRST, 1).value, book["指标"].max_row] == [f"{PLAN}/indicator/2", FIRST]
    assert "区工信局" in book["台账"]["B2"].value


def test_each_unit_that_answers_for_something_gets_a_workbook(desk: Desk) -> None:
    done = desk.run("write", PLAN, "--quarter", "2025Q4", "--each", "--out", str(desk.folder / "each"))
    assert done.exit_code == 0
    names = {path.name for path in (desk.folder / "each").iterdir()}
    assert names == {f"{PLAN}-2025Q4-{unit}.xlsx" for unit in ("区科技局", "区工信局", "区金融办", "各镇人民政府")}


def test_equal_plans_give_equal_workbooks(desk: Desk) -> None:
    one, two = desk.write(name="one.xlsx"), desk.write(name="two.xlsx")
    assert one.read_bytes() == two.read_bytes()


def test_a_filled_workbook_is_never_written_over(desk: Desk) -> None:
    path = fill(desk.write())
    before = path.read_bytes()
    done = desk.run("write", PLAN, "--quarter", "2025Q4", "--out", str(path))
    assert done.exit_code == 2
    assert "may have been filled in" in " ".join(done.output.split())
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nobody", "--quarter", "2025Q4"), "no such plan"),
        ((PLAN, "--quarter", "2025"), "not a quarter"),
        ((PLAN, "--quarter", "2025Q4", "--unit", "区水利局"), "no plan has this unit"),
        ((PLAN, "--quarter", "2025Q4", "--out", "."), "this is a folder"),
    ],
)
def test_wrong_orders_are_told_in_a_sentence(desk: Desk, arguments: tuple[str, ...], told: str) -> None:
    done = desk.run("write", *arguments)
    assert done.exit_code == 2
    assert told in " ".join(done.output.split())


def test_what_was_filled_in_is_taken_as_it_was_meant(desk: Desk) -> None:
    code, (reading,) = desk.read(fill(desk.write()))
    assert code == 0
    assert (len(reading["taken"]), reading["blank"], reading["kept_aside"]) == (4, 3, [])
    entries = {entry.id: entry for entry in desk.history().records}
    fund = entries[TASK["task/2"]]
    assert (fund.status, fund.progress, fund.value, fund.number) == (
        "推进中",
        "基金方案已报批。\n等待批复。",
        "12.5",
        12.5,
    )
    assert fund.quote == "设立走廊基金\n走廊基金总规模达到20亿元以上。"
    shows = entries[TASK["task/3"]]
    assert (shows.progress, shows.value, shows.number) == ("=平台上线", "12场", None)
    assert entries[f"{PLAN}/indicator/1"].number == 205


def test_reading_twice_appends_nothing(desk: Desk) -> None:
    path = fill(desk.write())
    desk.read(path)
    file = desk.corpus / "ledger" / PLAN / "2025Q4.yml"
    before = file.read_bytes()
    code, (reading,) = desk.read(path)
    assert (code, reading["taken"], reading["problems"]) == (0, [], [])
    assert file.read_bytes() == before


def test_percentages_are_read_as_they_are_shown(desk: Desk) -> None:
    path = desk.write()

    def work(book):
        put(book, "指标", f"{PLAN}/indicator/2", 完成值=0.0352)
        page = book["指标"]
        page.cell(row_of(page, f"{PLAN}/indicator/2"), columns(page)["完成值"]).number_format = "0.00%"

    desk.read(edit(path, work))
    (entry,) = desk.history().records
    assert (entry.value, entry.number) == ("3.52%", 3.52)


def test_the_next_ledger_shows_what_was_reported(desk: Desk) -> None:
    desk.read(fill(desk.write("2025Q4")))
    page = load_workbook(desk.write("2026Q1", name="next.xlsx"))["台账"]
    assert page.cell(row_of(page, TASK["task/2"]), columns(page)["上季状态"]).value == "推进中"
    other = load_workbook(desk.folder / "next.xlsx")["指标"]
    assert other.cell(row_of(other, f"{PLAN}/indicator/1"), columns(other)["上季完成值"]).value == "205"
    assert page.cell(HEAD, columns(page)["上季状态"]).value == "上季状态"


def test_no_ledger_tells_no_progress() -> None:
    assert progress(plan(document()), {}) is None


def test_two_quarters_tell_progress(desk: Desk) -> None:
    first = desk.write("2025Q3", name="first.xlsx")
    edit(first, lambda book: put(book, "台账", TASK["task/2"], 状态="未启动"))
    edit(first, lambda book: put(book, "指标", f"{PLAN}/indicator/1", 完成值=180))
    second = edit(fill(desk.write("2025Q4")), lambda book: put(book, "台账", TASK["task/3"], 状态="进度滞后"))
    assert desk.read(first, second)[0] == 0
    view = progress(plan(document()), read_quarters(desk.corpus, PLAN))
    assert view.quarters == ("2025Q3", "2025Q4")
    assert [dict(zip(STATES, tally.counts, strict=True))[SILENT] for tally in view.by_quarter] == [3, 2]
    assert {(change.id, change.before, change.now) for change in view.changes} == {
        (TASK["task/2"], "未启动", "推进中"),
        (TASK["task/3"], SILENT, "进度滞后"),
    }
    assert [task.id for task in view.overdue] == [TASK["task/3"]]
    unit = next(tally for tally in view.by_unit if tally.name == "区金融办")
    assert (unit.total, unit.counts[STATES.index("推进中")]) == (1, 1)
    assert {tally.name: tally.total for tally in view.by_heading} == {"（一）培育创新主体": 3, "（二）完善服务": 1}
    firms, intensity, words = view.indicators
    assert [(value.text, value.number) for value in firms.values] == [("180", 180), ("205", 205)]
    assert (firms.target, firms.target_year, firms.met) == ("210", 2026, False)
    assert firms.share == pytest.approx(205 / 210)
    assert (intensity.values, intensity.share, intensity.met) == ((), None, None)
    assert (words.values[0].text, words.share, words.met) == ("明显提升", None, None)


def test_units_that_disagree_are_shown_to_disagree(desk: Desk) -> None:
    for unit, state in (("区金融办", "已完成"), ("区科技局", "推进中")):
        path = desk.write("2025Q4", "--unit", unit, name=f"{unit}.xlsx")
        assert desk.read(edit(path, lambda book, s=state: put(book, "台账", TASK["task/2"], 状态=s)))[0] == 0
    view = progress(plan(document()), read_quarters(desk.corpus, PLAN))
    task = next(line for line in view.tasks if line.id == TASK["task/2"])
    assert (task.state, task.disputed) == ("推进中", True)
    assert {(report.unit, report.status) for report in task.reports} == {("区金融办", "已完成"), ("区科技局", "推进中")}


def test_a_task_that_was_done_is_not_overdue_later(desk: Desk) -> None:
    desk.read(fill(desk.write("2025Q4")))
    desk.read(edit(desk.write("2026Q1", name="later.xlsx"), lambda b: put(b, "台账", TASK["task/2"], 状态="推进中")))
    view = progress(plan(document()), read_quarters(desk.corpus, PLAN))
    assert view.overdue == ()
    assert next(line.states for line in view.tasks if line.id == TASK["task/3"]) == ("已完成", "已完成")
