"""A desk at which ledgers are issued, filled in as a person would, damaged, and read back."""

import json
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner, Result

from pipeline.cli.command import app
from pipeline.ledger.history import History, ledger_path, read_history
from pipeline.ledger.layout import FIRST, HEAD
from pipeline.ledger.quarter import parse_quarter
from tests.support.plans import write_outputs

PLAN = "yunxi-2024"
TASK = {key: f"{PLAN}/{key}" for key in ("annex/1.1", "annex/1.2", "task/2", "task/3")}


class Desk:
    """A corpus, outputs with two plans, and the commands."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.corpus = folder, folder / "corpus"
        self.outputs = write_outputs(folder / "outputs")

    def run(self, *arguments: str) -> Result:
        where = ["--corpus", str(self.corpus), "--outputs", str(self.outputs)]
        return CliRunner().invoke(app, ["ledger", *arguments, *where])

    def write(self, quarter: str = "2025Q4", *more: str, name: str = "ledger.xlsx") -> Path:
        path = self.folder / name
        done = self.run("write", PLAN, "--quarter", quarter, "--out", str(path), *more)
        assert done.exit_code == 0, done.output
        return path

    def read(self, *arguments: str | Path) -> tuple[int, list[dict]]:
        done = self.run("read", *map(str, arguments), "--json")
        return done.exit_code, json.loads(done.stdout)

    def history(self, quarter: str = "2025Q4") -> History:
        return read_history(ledger_path(self.corpus, PLAN, parse_quarter(quarter)))


def columns(page: Worksheet) -> dict[str, int]:
    return {cell.value: cell.column for cell in page[HEAD]}


def row_of(page: Worksheet, id: str) -> int:
    return next(number for number in range(FIRST, page.max_row + 1) if page.cell(number, 1).value == id)


def edit(path: Path, change: Callable[[Workbook], None]) -> Path:
    """Open, change and save a workbook, as a person does in a spreadsheet program."""
    book = load_workbook(path)
    change(book)
    book.save(path)
    return path


def put(book: Workbook, sheet: str, id: str, **cells: object) -> None:
    page = book[sheet]
    at, row = columns(page), row_of(page, id)
    for title, value in cells.items():
        page.cell(row, at[title]).value = value


def fill(path: Path) -> Path:
    """Fill a ledger in: two tasks and two indicators, the rest left blank."""

    def work(book: Workbook) -> None:
        put(
            book,
            "台账",
            TASK["task/2"],
            状态="推进中",
            进展情况="基金方案已报批。\n等待批复。",
            完成值=12.5,
            下一步计划="四季度设立",
        )
        put(book, "台账", TASK["task/3"], 状态="已完成", 进展情况="=平台上线", 完成值="12场", 存在问题="无")
        put(book, "指标", f"{PLAN}/indicator/1", 完成值=205)
        put(book, "指标", f"{PLAN}/indicator/3", 完成值="明显提升", 状态="推进中")
        book["台账"].cell(row_of(book["台账"], TASK["task/3"]), columns(book["台账"])["进展情况"]).data_type = "s"

    return edit(path, work)
