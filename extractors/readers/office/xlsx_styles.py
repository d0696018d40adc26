"""Fonts and number formats of cells, also where a damaged workbook does not contain those that its cells refer to."""

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles.numbers import BUILTIN_FORMATS_MAX_SIZE

WHITE = "FFFFFF"


def lacks_styles(book: Workbook) -> bool:
    """Return whether a style of the workbook refers to a font or number format that is not in it."""
    formats = BUILTIN_FORMATS_MAX_SIZE + len(book._number_formats)
    return any(style.fontId >= len(book._fonts) or style.numFmtId >= formats for style in book._cell_styles)


def number_format(cell: Cell) -> str:
    """Return the number format of a cell; empty if it has none, or one that the workbook lacks."""
    try:
        return str(cell.number_format or "")
    except IndexError:  # a damaged style
        return ""


def is_struck(cell: Cell) -> bool:
    """Return whether the font of a cell strikes its text through; False if the workbook lacks the font."""
    try:
        return bool(cell.has_style and cell.font is not None and cell.font.strike)
    except IndexError:
        return False


def is_white(cell: Cell) -> bool:
    """Return whether a cell is printed in white, and neither its own style nor a table or rule of its sheet colours its ground."""
    try:
        colour = cell.font.color if cell.has_style and cell.font is not None else None
        if colour is None or colour.type != "rgb" or str(colour.rgb)[-6:] != WHITE or cell.fill.fill_type is not None:
            return False
    except IndexError:  # a damaged style
        return False
    sheet = cell.parent
    return not (sheet.tables or sheet.conditional_formatting)
