"""Workbooks as they come back: each kind of damage has its message, and nothing that was filled in is lost."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from pipeline.ledger.history import ledger_path
from pipeline.ledger.layout import FIRST, HEAD, META
from pipeline.ledger.problems import catalogue
from pipeline.ledger.quarter import Quarter
from tests.support.ledger import PLAN, TASK, Desk, columns, edit, fill, put, row_of

pytestmark = pytest.mark.slow

FUND, SHOWS, LIST, PLATFORM = (TASK[key] for key in ("task/2", "task/3", "annex/1.1", "annex/1.2"))
FIRMS = f"{PLAN}/indicator/1"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk that has read a report of the quarter before, and a first report of this one."""
    desk = Desk(tmp_path)
    early = edit(
        desk.write("2025Q4", name="early.xlsx"),
        lambda book: put(book, "台账", LIST, 状态="推进中", 进展情况="目录初稿"),
    )
    assert desk.read(early)[0] == 0
    return desk


def text_of(page, row: int) -> dict[str, object]:
    return {cell.value: page.cell(row, cell.column).value for cell in page[HEAD]}


def damaged_bytes(change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(change(path.read_bytes()))


def with_member(name: str, data: bytes) -> Callable[[Path], None]:
    def work(path: Path) -> None:
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(name, data)

    return work


def broken_part(path: Path) -> None:
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"][:60]
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, data)


def copied_cells(path: Path) -> None:
    old, new = load_workbook(path)["台账"], Workbook()
    new.active.title = "台账"
    for row in old.iter_rows():
        for cell in row:
            new.active[cell.coordinate] = cell.value
    new.save(path)


def open_document(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", "<x/>")


def by_hand(change: Callable[[Workbook], None]) -> Callable[[Path], None]:
    return lambda path: edit(path, change) and None


def title(text: str) -> Callable[[Path], None]:
    return by_hand(lambda book: setattr(book["台账"]["B2"], "value", text))


def head(old: str, new: str | None) -> Callable[[Path], None]:
    return by_hand(lambda book: setattr(book["台账"].cell(HEAD, columns(book["台账"])[old]), "value", new))


REFUSED = {
    "random bytes": (lambda path: path.write_bytes(b"\x00\x01nothing"), "not-a-workbook"),
    "an empty file": (lambda path: path.write_bytes(b""), "not-a-workbook"),
    "a text file": (lambda path: path.write_text("序号,任务\n1,甲\n"), "not-a-workbook"),
    "another office format": (open_document, "not-a-workbook"),
    "half a file": (damaged_bytes(lambda data: data[: len(data) // 2]), "damaged"),
    "a broken part": (broken_part, "damaged"),
    "a password, or the old format": (damaged_bytes(lambda data: bytes.fromhex("d0cf11e0a1b11ae1") + data), "locked"),
    "macros": (with_member("xl/vbaProject.bin", b"Sub AutoOpen()"), "macros"),
    "a part that unpacks without end": (with_member("xl/media/x.bin", bytes(60_000_000)), "too-large"),
    "cells copied into a new workbook": (copied_cells, "no-ledger"),
    "a hidden sheet that was emptied": (by_hand(lambda book: book[META].delete_rows(1, 3)), "no-ledger"),
    "another plan": (by_hand(lambda book: setattr(book[META]["B2"], "value", "no-plan-2020")), "unknown-plan"),
    "a title of another quarter": (title("2026年第一季度跟踪台账 · 全部单位"), "quarter-edited"),
    "a column without its title": (head("进展情况", None), "column-missing"),
    "ids without their title": (head("编号", None), "column-missing"),
    "two columns of one title": (head("完成值", "存在问题"), "column-twice"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_nothing_is_taken_from_what_cannot_be_trusted(name: str, desk: Desk) -> None:
    damage, code = REFUSED[name]
    path = fill(desk.write("2025Q4"))
    damage(path)
    left, before = path.read_bytes(), ledger_path(desk.corpus, PLAN, Quarter(2025, 4)).read_bytes()
    exit_code, (reading,) = desk.read(path)
    assert [problem["code"] for problem in reading["problems"]][-1] == code
    assert (exit_code, reading["taken"], reading["kept_aside"]) == (1, [], [])
    assert ledger_path(desk.corpus, PLAN, Quarter(2025, 4)).read_bytes() == before
    assert path.read_bytes() == left


def move_rows(book: Workbook) -> None:
    page = book["台账"]
    held = [[cell.value for cell in row] for row in page.iter_rows(min_row=FIRST)]
    for number, row in enumerate(reversed(held), FIRST):
        for column, value in enumerate(row, 1):
            page.cell(number, column).value = value
            if isinstance(value, str):
                page.cell(number, column).data_type = "s"


def delete_row(book: Workbook) -> None:
    book["台账"].delete_rows(row_of(book["台账"], LIST))


def double_row(change: bool) -> Callable[[Workbook], None]:
    def work(book: Workbook) -> None:
        page = book["台账"]
        for column, value in enumerate([cell.value for cell in page[row_of(page, FUND)]], 1):
            page.cell(page.max_row + (column == 1), column).value = value
        if change:
            page.cell(page.max_row, columns(page)["进展情况"]).value = "另一种说法"

    return work


def edit_text(text: str) -> Callable[[Workbook], None]:
    def work(book: Workbook) -> None:
        put(book, "台账", FUND, 任务=text)

    return work


def swap_texts(book: Workbook) -> None:
    """Sort the column of texts without the others."""
    page, at = book["台账"], columns(book["台账"])
    for name in ("任务", "任务内容"):
        one, two = page.cell(row_of(page, FUND), at[name]), page.cell(row_of(page, SHOWS), at[name])
        one.value, two.value = two.value, one.value


def drop_id(book: Workbook) -> None:
    book["台账"].cell(row_of(book["台账"], FUND), 1).value = None


def own_row(book: Workbook) -> None:
    page = book["台账"]
    row = page.max_row + 1
    page.cell(row, columns(page)["任务"]).value = "新增一项工作"
    page.cell(row, columns(page)["进展情况"]).value = "已启动"


def pasted_row(book: Workbook) -> None:
    page = book["台账"]
    row = page.max_row + 1
    page.cell(row, 1).value = "other-plan/task/1"
    page.cell(row, columns(page)["进展情况"]).value = "别处的进展"


def merge(book: Workbook) -> None:
    page, at = book["台账"], columns(book["台账"])["进展情况"]
    row = row_of(page, FUND)
    page.merge_cells(start_row=row, end_row=row + 1, start_column=at, end_column=at)


def more_columns(book: Workbook) -> None:
    page = book["台账"]
    page.cell(HEAD, 17).value = "联系人"
    page.cell(row_of(page, FUND), 17).value = "王某"


def broken_formula(book: Workbook) -> None:
    put(book, "台账", FUND, 完成值="=C5+#REF!")


TAKEN = {FUND, SHOWS}
# What was done to the workbook, the code that tells it, the tasks that are taken all the same, and rows kept aside.
CASES = {
    "rows were moved": (move_rows, "rows-moved", TAKEN, 0),
    "a row was deleted": (delete_row, "rows-deleted", TAKEN, 0),
    "a row stands twice with two contents": (double_row(True), "row-twice", {SHOWS}, 2),
    "a row stands twice with one content": (double_row(False), "row-repeated", TAKEN, 0),
    "the text of a task was edited": (edit_text("设立走廊基金（牵头）"), "text-edited", TAKEN, 0),
    "the text of a task was replaced": (
        lambda book: put(book, "台账", FUND, 任务="完全不同的一件事情写在这里", 任务内容="与原来毫无关系的内容"),
        "text-replaced",
        {SHOWS},
        1,
    ),
    "texts were sorted without their rows": (swap_texts, "row-mixed", set(), 2),
    "an id was removed": (drop_id, "id-restored", TAKEN, 0),
    "a row was added": (own_row, "row-unknown", TAKEN, 1),
    "a row of another ledger was pasted": (pasted_row, "row-foreign", TAKEN, 1),
    "cells were merged": (merge, "merged", set(), 2),
    "a sheet was added": (lambda book: book.create_sheet("附件"), "sheet-foreign", TAKEN, 0),
    "a sheet was renamed": (lambda book: setattr(book["台账"], "title", "任务台账"), "sheet-renamed", TAKEN, 0),
    "a sheet was removed": (lambda book: book.remove(book["台账"]), "sheet-missing", set(), 0),
    "a column was added": (more_columns, "column-added", TAKEN, 0),
    "a state of one's own": (lambda book: put(book, "台账", FUND, 状态="基本完成"), "status-unknown", {SHOWS}, 1),
    "a formula without a result": (broken_formula, "cell-error", {SHOWS}, 1),
    "words for a number": (lambda book: put(book, "指标", FIRMS, 完成值="约两百家"), "value-words", TAKEN, 0),
}


@pytest.mark.parametrize("name", CASES)
def test_each_damage_is_told_and_nothing_is_lost(name: str, desk: Desk) -> None:
    damage, code, taken, aside = CASES[name]
    path = edit(fill(desk.write("2025Q4")), damage)
    file = ledger_path(desk.corpus, PLAN, Quarter(2025, 4))
    before = file.read_bytes()
    exit_code, (reading,) = desk.read(path)
    codes = [problem["code"] for problem in reading["problems"]]
    assert code in codes
    assert {id for id in reading["taken"] if "indicator" not in id} == taken
    assert len(reading["kept_aside"]) == aside
    assert exit_code == int(any(catalogue()[c].level != "note" for c in codes))
    assert file.read_bytes().startswith(before), "records are appended, never rewritten"
    words = " ".join(str(record.model_dump()) for record in desk.history().records)
    for said in ("目录初稿", *(("基金方案已报批", "平台上线") if name != "a sheet was removed" else ())):
        assert said in words


def test_added_columns_are_kept_with_their_row(desk: Desk) -> None:
    desk.read(edit(fill(desk.write("2025Q4")), more_columns))
    entry = next(record for record in desk.history().in_force().values() if record.id == FUND)
    assert entry.extra == {"联系人": "王某"}


def test_a_mended_row_is_taken_on_the_next_reading(desk: Desk) -> None:
    path = edit(fill(desk.write("2025Q4")), lambda book: put(book, "台账", FUND, 状态="基本完成"))
    assert desk.read(path)[0] == 1
    code, (reading,) = desk.read(edit(path, lambda book: put(book, "台账", FUND, 状态="已完成")))
    assert (code, reading["taken"]) == (0, [FUND])


def test_blanks_take_nothing_back(desk: Desk) -> None:
    code, (reading,) = desk.read(desk.write("2025Q4", name="blank.xlsx"))
    assert (code, reading["taken"], reading["blank"]) == (0, [], 7)
    assert [entry.progress for entry in desk.history().in_force().values()] == ["目录初稿"]


def test_another_report_replaces_only_when_told_to(desk: Desk) -> None:
    path = edit(desk.write("2025Q4"), lambda book: put(book, "台账", LIST, 状态="已完成", 进展情况="目录已发布"))
    code, (reading,) = desk.read(path)
    assert (code, reading["taken"], [p["code"] for p in reading["problems"]]) == (1, [], ["differs"])
    assert "目录初稿" in reading["problems"][0]["zh"]
    code, (reading,) = desk.read(path, "--replace")
    assert (code, reading["taken"], [p["code"] for p in reading["problems"]]) == (0, [LIST], ["replaced"])
    assert [record.progress for record in desk.history().records] == ["目录初稿", "目录已发布"]
    assert next(iter(desk.history().in_force().values())).progress == "目录已发布"


def test_ledgers_of_another_quarter_or_plan_are_refused_when_one_is_expected(desk: Desk) -> None:
    path = fill(desk.write("2026Q1"))
    for option, value, code in (("--quarter", "2025Q4", "other-quarter"), ("--plan", "yunxi-2027", "other-plan")):
        exit_code, (reading,) = desk.read(path, option, value)
        assert (exit_code, [problem["code"] for problem in reading["problems"]]) == (1, [code])
    assert not ledger_path(desk.corpus, PLAN, Quarter(2026, 1)).exists()


def rewrite(desk: Desk, old: str, new: str) -> None:
    file = desk.outputs / PLAN / "plan.json"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_plan_that_changed_since_is_told(desk: Desk) -> None:
    path = fill(desk.write("2025Q4"))
    rewrite(desk, '"设立走廊基金。走廊基金总规模', '"设立走廊基金。基金总规模')
    code, (reading,) = desk.read(path)
    assert (code, "plan-changed" in [problem["code"] for problem in reading["problems"]]) == (0, True)
    assert FUND in reading["taken"]
    assert any("走廊基金总规模" in getattr(record, "quote", "") for record in desk.history().records)


def test_a_task_that_the_plan_no_longer_has_is_kept_aside(desk: Desk) -> None:
    path = fill(desk.write("2025Q4"))
    rewrite(desk, FUND, f"{PLAN}/task/9")
    code, (reading,) = desk.read(path)
    assert (code, [problem["code"] for problem in reading["problems"]]) == (1, ["plan-dropped"])
    assert reading["kept_aside"][0]["cells"]["进展情况"] == "基金方案已报批。\n等待批复。"


def test_one_bad_file_does_not_cost_the_others(desk: Desk) -> None:
    good, bad = fill(desk.write("2025Q4")), desk.folder / "bad.xlsx"
    bad.write_bytes(b"PK but nothing more")
    code, (first, second) = desk.read(bad, good)
    assert (code, first["taken"], len(second["taken"])) == (1, [], 4)
    done = desk.run("read", str(desk.folder / "missing.xlsx"), str(good))
    assert done.exit_code == 1
    assert "No such file" in done.output


def test_problems_are_shown_with_their_place(desk: Desk) -> None:
    path = edit(fill(desk.write("2025Q4")), lambda book: put(book, "台账", FUND, 状态="基本完成"))
    done = desk.run("read", str(path))
    assert "1 set aside" in done.stdout
    assert "台账 第" in done.stdout
    assert "基本完成" in done.stdout


def test_every_problem_has_its_test() -> None:
    told = {code for _, code in REFUSED.values()} | {case[1] for case in CASES.values()}
    told |= {"differs", "replaced", "other-quarter", "other-plan", "plan-changed", "plan-dropped"}
    assert told == set(catalogue())
