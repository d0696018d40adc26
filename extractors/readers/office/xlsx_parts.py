"""Parts of a workbook that its cells do not show: formulas without a value, hidden rows and columns, comments, pictures."""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from extractors.errors import UnreadableError
from extractors.language.patterns import lazy_pattern
from extractors.readers.base.archive import Archive, with_usual_namespaces
from extractors.readers.base.not_read import passages_not_read
from extractors.readers.office.number_formats import display_text
from extractors.readers.office.xlsx_styles import is_struck, is_white, number_format
from schemas import Remark

MOST = 8
"""Addresses that a remark lists."""
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SHAPE = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}txBody"
STRICT_SHAPE = "{http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing}txBody"
STRICT_DRAWING = "{http://purl.oclc.org/ooxml/drawingml/main}"
CODE = lazy_pattern(r"&(?:\[[^\]]*\]|\"[^\"]*\"|\d+|[A-Za-z&])")
"""In the head or foot of a page: its number, a date, a font, or a size."""
EMBEDDED = "xl/embeddings/"


def not_read(zh: str, en: str) -> Remark:
    """Return the remark that a part of the workbook was not read."""
    return Remark(code="part-not-read", zh=f"{zh}，未读取。", en=f"{en} was not read.")


def parts_not_read(sheet: Worksheet, formulas: Worksheet | None) -> Iterator[Remark]:
    """Yield a remark for what a visible sheet holds beside the values of its visible cells, with its place.

    ``formulas``: the same sheet with formulas instead of values; None if the workbook holds none.
    """
    cells = sorted(sheet._cells.items())
    name = f"“{sheet.title}”"
    if formulas is not None:
        empty = [
            cell.coordinate
            for place, cell in cells
            if cell.value is None and (other := formulas._cells.get(place)) is not None and other.data_type == "f"
        ]
        if empty:
            yield not_read(
                f"工作表{name}的{_some(empty)}是没有算出值的公式", f"A formula without a value in {name} {_some(empty)}"
            )
    filled = [place for place, cell in cells if cell.value is not None]
    rows = [str(row) for row in sorted(hidden_rows(sheet) & {row for row, _ in filled})]
    if rows:
        yield not_read(f"工作表{name}的第{_some(rows)}行是隐藏的", f"Hidden row {_some(rows)} of {name}")
    columns = [get_column_letter(column) for column in sorted(hidden_columns(sheet) & {column for _, column in filled})]
    if columns:
        yield not_read(f"工作表{name}的{_some(columns)}列是隐藏的", f"Hidden column {_some(columns)} of {name}")
    for zh, en, places in (
        ("是错误值", "An error instead of a value in", [c for _, c in cells if c.data_type == "e"]),
        ("有划去的文字", "Struck-through text in", [c for _, c in cells if _has_struck(c)]),
        ("是白底白字", "White text on white in", [c for _, c in cells if c.value is not None and is_white(c)]),
        ("被数字格式隐藏", "Text hidden by its number format in", [c for _, c in cells if _is_unprinted(c)]),
    ):
        if places:
            some = _some([cell.coordinate for cell in places])
            yield not_read(f"工作表{name}的{some}{zh}", f"{en} {name} {some}")
    comments = [cell.coordinate for _, cell in cells if cell.comment is not None]
    if comments:
        yield not_read(f"工作表{name}的{_some(comments)}有批注", f"A comment in {name} {_some(comments)}")
    pictures = getattr(sheet, "_images", []) + getattr(sheet, "_charts", [])
    if pictures:
        yield not_read(f"工作表{name}有{len(pictures)}幅图片或图表", f"A picture or chart on the sheet {name}")


def heads_and_feet(sheet: Worksheet) -> Iterator[tuple[str, str]]:
    """Yield what is printed above and below each page of a sheet, as (place, text), page numbers and the like aside."""
    for name in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"):
        for side in ("left", "center", "right"):
            part = getattr(getattr(sheet, name), side)
            text = CODE.sub("", part.text or "").strip()
            if any(char > "\u2e80" for char in text):
                yield f"{sheet.title}!{name}.{side}", text


def hidden_rows(sheet: Worksheet) -> frozenset[int]:
    """Return the numbers of the hidden rows."""
    return frozenset(row for row, held in sheet.row_dimensions.items() if held.hidden or held.height == 0)


def hidden_columns(sheet: Worksheet) -> frozenset[int]:
    """Return the numbers of the hidden columns."""
    return frozenset(
        column
        for held in sheet.column_dimensions.values()
        if held.hidden and held.min
        for column in range(held.min, min(held.max or held.min, held.min + 1000) + 1)
    )


def printed_text(cell: Cell | MergedCell) -> str:
    """Return what a cell shows, without errors and without what is struck through."""
    if isinstance(cell, MergedCell) or cell.data_type == "e" or is_struck(cell) or is_white(cell):
        return ""
    value = cell.value
    if isinstance(value, CellRichText):
        value = "".join(str(run) for run in value if not _is_struck(run))
    return display_text(value, number_format(cell))


def _has_struck(cell: Cell | MergedCell) -> bool:
    if isinstance(cell, MergedCell) or cell.value is None:
        return False
    return is_struck(cell) or (isinstance(cell.value, CellRichText) and any(map(_is_struck, cell.value)))


def _is_struck(run: str | TextBlock) -> bool:
    return isinstance(run, TextBlock) and run.font is not None and bool(run.font.strike)


def _is_unprinted(cell: Cell | MergedCell) -> bool:
    if isinstance(cell, MergedCell) or cell.data_type == "e" or not str(cell.value or "").strip():
        return False
    format = number_format(cell)
    # only a format with an empty part hides a value
    return (";;" in format or format.endswith(";")) and not display_text(cell.value, format)


def has_struck_runs(archive: Archive) -> bool:
    """Return whether part of a cell's text may be struck through: only then are its runs read one by one."""
    parts = (name for name in archive.names if name.startswith(("xl/sharedStrings", "xl/worksheets/sheet")))
    return any(b"<strike" in archive.read(name) for name in parts)


def has_formulas(archive: Archive) -> bool:
    """Return whether a sheet of the workbook holds a formula: only then is a second reading worth its time."""
    sheets = (name for name in archive.names if name.startswith("xl/worksheets/") and name.endswith(".xml"))
    return any(b"<f>" in (data := archive.read(name)) or b"<f " in data for name in sheets)


def usual_form(archive: Archive, data: bytes) -> bytes:
    """Return a workbook of the strict form of Open XML in the usual form, any other as it is."""
    if "xl/workbook.xml" not in archive.names or b"purl.oclc.org" not in archive.read("xl/workbook.xml"):
        return data
    draft = io.BytesIO()
    with zipfile.ZipFile(draft, "w") as usual:
        for name in archive.names:
            usual.writestr(name, with_usual_namespaces(archive.read(name)))
    return draft.getvalue()


def _some(places: list[str]) -> str:
    return "、".join(places[:MOST]) + ("…" if len(places) > MOST else "")


def drawn_parts(archive: Archive) -> Iterator[Remark]:
    """Yield a remark for the texts of boxes on the sheets of a workbook, and one for the files embedded in it."""
    names = [name for name in archive.names if name.startswith("xl/drawings/") and name.endswith(".xml")]
    texts = (text for name in sorted(names) for text in _texts_of_boxes(archive, name))
    yield from passages_not_read("文本框中的文字", "Text in a box", texts)
    embedded = sum(name.startswith(EMBEDDED) and not name.endswith("/") for name in archive.names)
    if embedded:
        yield not_read(f"工作簿中有{embedded}个嵌入的文件", f"An embedded file ({embedded} in all) of the workbook")


def _texts_of_boxes(archive: Archive, name: str) -> Iterator[str]:
    try:
        root = archive.xml(name)
    except UnreadableError:  # the sheet is read all the same
        return
    for shape in root.iter(SHAPE, STRICT_SHAPE):
        yield "".join(_text(part) for part in shape.iter(f"{DRAWING}t", f"{STRICT_DRAWING}t"))


def _text(part: etree._Element) -> str:
    return part.text or ""
