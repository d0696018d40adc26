"""Shapes of web pages, sheets, Word and PDF files."""

import io
import zipfile
from collections.abc import Callable

from tests.support import plan_files
from tests.support.bombs.office import LISTED, cell, numbering, p, row, sheet, table, word
from tests.support.growth import Make, Shapes, lines
from tests.support.pdf_drawing import Drawing

TASK_ROW = "<tr><td>{i}</td><td>推进第{i}批改造</td><td>市财政局</td></tr>"
TASK_HEAD = "<tr><th>序号</th><th>工作任务</th><th>责任单位</th></tr>"
GROUP_ROW = "<tr><td colspan=3>第{i}组</td></tr><tr><td>{i}</td><td>推进改造</td><td>市财政局</td></tr>"
TITLED_HEAD = "<tr><th>序号</th><th>重点任务</th><th>具体措施</th><th>责任单位</th></tr>"
TITLE_ROW = "<tr><td>一</td><td>推进第{i}批改造</td><td></td><td></td></tr>"
MERGED_ROW = (
    "<tr><td rowspan=2>{i}</td><td>推进改造</td><td>市财政局</td></tr><tr><td>完善设施</td><td>市教育局</td></tr>"
)
INDICATOR_HEAD = "<tr><th>指标</th><th>单位</th><th>2025年</th><th>2030年</th></tr>"
INDICATOR_ROW = "<tr><td>充电桩第{i}类数量</td><td>个</td><td>{i}</td><td>{i}5</td></tr>"


def html(piece: str, around: tuple[str, str] = ("<table>", "</table>"), head: str = "") -> Make:
    """Return a page that repeats a piece of markup, numbered by ``{i}``."""

    def make(size: int) -> bytes:
        repeated = "".join(piece.replace("{i}", str(i)) for i in range(size // len(piece)))
        return f"<html><meta charset='utf-8'><body>{around[0]}{head}{repeated}{around[1]}".encode()

    return make


def boxes(tag: str) -> Make:
    """Return a page of elements in elements that nothing closes."""
    return lambda size: html("推进改造", (tag * (size // len(tag)), ""))(4)


def columns(size: int) -> bytes:
    """Return a page with one row of cells for every thirty characters."""
    count = size // 30
    return html("<tr>" + "<td>推进改造</td>" * count + "</tr>")(2 * (count * 13 + 9))


def rows(texts: Callable[[int], tuple[str, ...]], characters: int) -> Make:
    """Return a workbook with a row of these texts for every so many characters."""

    def make(size: int) -> bytes:
        head = row(1, *(cell(f"{'ABCD'[at]}1", text) for at, text in enumerate(("序号", "工作任务", "责任单位"))))
        return sheet(head + "".join(row(n, *(cell(f"{'ABCD'[at]}{n}", text) for at, text in enumerate(texts(n)) if text)) for n in range(2, size // characters)))  # fmt: skip

    return make


def stored(make: Make) -> Make:
    """Return what writes the same archive without packing it: what repeats one thing packs so well that it is refused."""

    def unpacked(size: int) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(make(size))) as packed, zipfile.ZipFile(out, "w") as archive:
            for part in packed.infolist():
                archive.writestr(part.filename, packed.read(part))
        return out.getvalue()

    return unpacked


def tasks(paragraph: str, characters: int) -> Make:
    """Return a Word file that repeats a paragraph, numbered by ``{i}``, for every so many characters."""
    return lambda size: word("".join(paragraph.replace("{i}", str(i)) for i in range(size // characters)))


def drawn(lines_a_page: int, pieces: int = 1) -> Make:
    """Return a PDF file whose lines are drawn in so many pieces each."""

    def make(size: int) -> bytes:
        drawing = Drawing((595, 20.0 * lines_a_page + 80))
        for number in range(1, size // 20):
            y = 40 + 20.0 * ((number - 1) % lines_a_page)
            for piece in range(pieces):
                drawing.text(
                    60 + 430 * piece / pieces, y, f"{number}. 推进第{number}批改造。" if pieces == 1 else "推进改造"
                )
            if number % lines_a_page == 0:
                drawing.page()
        return drawing.bytes()

    return make


WEB: Shapes = {
    f"HTML {name}": ("html", make)
    for name, make in (
        ("rows", html(TASK_ROW)),
        ("rows with a header", html(TASK_ROW, head=TASK_HEAD)),
        ("rows with equal numbers", html(TASK_ROW.replace("<td>{i}", "<td>1"), head=TASK_HEAD)),
        ("rows in groups", html(GROUP_ROW, head=TASK_HEAD)),
        ("rows that may title others", html(TITLE_ROW, head=TITLED_HEAD)),
        ("merged rows", html(MERGED_ROW, head=TASK_HEAD)),
        ("rows of indicators", html(INDICATOR_ROW, head=INDICATOR_HEAD)),
        ("one long row", columns),
        ("many tables", html(f"<table>{TASK_HEAD}{TASK_ROW}</table><p>推进第{{i}}批改造。</p>", ("", ""))),
        ("paragraphs in cells", html("<tr><td><p>推进第{i}批改造。</p></td></tr>")),
        ("paragraphs", html("<p>{i}. 推进第{i}批改造。（市财政局）</p>", ("<div>", "</div>"))),
        ("nested divs", boxes("<div>")),
        ("nested tables", boxes("<table><tr><td>")),
        ("nested lists", boxes("<ol><li>")),
        ("inline tags", html("<span>推进</span><b>改造</b>", ("<p>", "</p>"))),
        ("list items", html("<li>推进改造</li>", ("<ol>", "</ol>"))),
        ("line breaks", html("推进改造<br>", ("<p>", "</p>"))),
        ("links", html("<a href='{i}.html'>推进改造</a>", ("<p>", "</p>"))),
        ("entities", html("&#25512;&nbsp;", ("<p>", "</p>"))),
        ("lines as written", html("推进第{i}批改造。\n", ("<pre>", "</pre>"))),
        ("hidden elements", html("<p style='display:none'>推进{i}</p><p>改造</p>", ("<div>", "</div>"))),
        ("boxes as rows", html("<div class=r><div>{i}</div><div>推进</div></div>", ("<div>", "</div>"))),
    )
}
SHEETS: Shapes = {
    "CSV tasks": ("csv", lines("{i},推进第{i}批改造,市财政局", "序号,工作任务,责任单位\n")),
    "CSV equal numbers": ("csv", lines("1,推进第{i}批改造,市财政局", "序号,工作任务,责任单位\n")),
    "CSV indicators": ("csv", lines("充电桩{i},个,{i},{i}5", "指标,单位,2025年,2030年\n")),
    "CSV quoted values": ("csv", lines('{i},"推进第{i}批改造，\n完善设施","市财政局"', "序号,工作任务,责任单位\n")),
    "CSV stretches": ("csv", lines("序号,工作任务\n{i},推进第{i}批改造\n,\n")),
    "CSV columns": ("csv", lambda size: ("推进," * (size // 6) + "\n" + "改造," * (size // 6)).encode()),
    "CSV one long value": ("csv", lambda size: ("序号,工作任务\n1," + "推进改造；" * (size // 5)).encode()),
    "CSV blanks around": ("csv", lambda size: ("序号,工作任务\n1," + " " * size + "推进改造").encode()),
    "XLSX tasks": ("xlsx", stored(rows(lambda n: (str(n), f"推进第{n}批改造", "市财政局"), 20))),
    "XLSX merged rows": ("xlsx", stored(rows(lambda n: (str(n) if n % 3 else "", f"推进第{n}批改造", "市财政局"), 20))),
    "XLSX lone cells": ("xlsx", stored(rows(lambda n: (f"{n}. 推进第{n}批改造。",), 20))),
    "XLSX stretches": ("xlsx", stored(rows(lambda n: ("序号", "工作任务") if n % 3 else (), 10))),
    "XLSX sheets": (
        "xlsx",
        stored(lambda size: sheet(row(1, cell("A1", "推进第一批改造，完善设施")), count=size // 200)),
    ),
}
WORD: Shapes = {
    f"DOCX {name}": ("docx", stored(make))
    for name, make in (
        ("paragraphs", tasks(p("{i}. 推进第{i}批改造。（市财政局）"), 20)),
        ("runs", lambda size: word("<w:p>" + "<w:r><w:t>推进</w:t></w:r>" * (size // 2) + "</w:p>")),
        ("automatic numbers", lambda size: word(p("推进改造", LISTED) * (size // 8), numbering=numbering(1, "decimal"))),
        ("table rows", lambda size: word(p("某市任务") + table("", rows=size // 10, width=3))),
        ("merged cells", lambda size: word(p("某市任务") + table("", "<w:vMerge/>", rows=size // 10))),
        ("tables", tasks(table("") + p("推进第{i}批改造。"), 30)),
        ("page breaks", tasks('<w:p><w:r><w:t>推进</w:t><w:br w:type="page"/></w:r></w:p>', 8)),
    )
}  # fmt: skip
PAGES: Shapes = {
    "PDF pages": ("pdf", drawn(30)),
    "PDF one long page": ("pdf", drawn(2_500)),
    "PDF pieces of lines": ("pdf", drawn(30, 4)),
    "PDF pages with tables": ("pdf", lambda size: plan_files.draw_pages(max(2, size // 900))),
}
MARKED_UP: Shapes = {**WEB, **SHEETS, **WORD, **PAGES}
