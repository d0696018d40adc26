"""A worksheet of xlsxwriter that takes a row at once: cell by cell, each is stored, looked up and put together from a list."""

import re
from collections.abc import Iterable
from functools import cache

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

_ESCAPED = re.compile("[&<>_]")
"""What may have to be escaped in a text that can be printed."""


class RowSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter has no types
    """A sheet of a workbook with constant memory, whose rows are written from the top."""

    def write_at_once(self, number: int, height: float, cells: Iterable[tuple[str | float | None, Format]]) -> None:
        """Write the values of a row from the left, as ``write_string`` and its like do one by one.

        ``number`` counts from 0, ``height`` is in points.
        """
        self._write_single_row(number)  # the one above, if it was written cell by cell
        written = [self._text_of_cell(place, number, *cell) for place, cell in enumerate(cells)]
        self._check_dimensions(number, max(len(written) - 1, 0))
        self.set_row(number, height)
        self._write_row(number, None, self.row_info.pop(number))  # what is on the disk is not kept: 400 bytes a row
        del self.row_sizes[number]
        self.fh.write("".join(written))
        self._xml_end_tag("row")

    def _text_of_cell(self, place: int, number: int, value: str | float | None, form: Format) -> str:
        start = f'<c r="{_column(place)}{number + 1}" s="{form._get_xf_index()}"'
        if isinstance(value, str):
            return f'{start} t="inlineStr"><is>{self._inline(value)}</is></c>'
        if value is None:
            return f"{start}/>"
        if isinstance(value, bool):
            return f'{start} t="b"><v>{int(value)}</v></c>'
        return f"{start}><v>{value:.16G}</v></c>"

    def _inline(self, text: str) -> str:
        if text.isprintable() and text == text.strip() and not _ESCAPED.search(text):
            return f"<t>{text}</t>"
        escaped = self._escape_control_characters(text)
        space = "" if escaped == escaped.strip() else ' xml:space="preserve"'
        return f"<t{space}>{self._escape_data(escaped)}</t>"


@cache
def _column(place: int) -> str:
    return str(xl_col_to_name(place))
