"""Read a file of values separated by commas, semicolons or tabs, as programs export a sheet."""

import hashlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from extractors.errors import UnreadableError
from extractors.language.patterns import lazy_pattern
from extractors.readers.base.cleaning import printed_length
from extractors.readers.base.encoding import check_legible, decode
from extractors.readers.base.grid_cell import GridCell
from extractors.readers.base.limits import Limits, check_filled_cells
from extractors.readers.base.lookalikes import replace_lookalikes
from extractors.readers.base.table import with_captions
from extractors.readers.office.sheet import blocks_of_rows, split_at_empty_rows
from schemas import Block, Document, Segment, Source

SEPARATORS = {".tsv": "\t", ".tab": "\t"}
"""Separators that a suffix tells; otherwise the one that the first lines have most of."""
FIRST = 4_000
"""Characters in which separators are counted."""
SIGNS = ",;\t|，；"
STATED = lazy_pattern(r"sep=(.)\r?\n")
"""The first line with which Excel is told the separator."""
QUOTE = '"'


def read_csv(path: Path, data: bytes, limits: Limits) -> Document:
    """Read a CSV or TSV file as one sheet; ``segments`` count code points of the decoded file."""
    decoded = decode(data)
    if decoded is None or not decoded.text.strip():
        raise UnreadableError(path.name, "it is not text", "save it as UTF-8")
    check_legible(path.name, data, decoded)
    text = decoded.text
    stated = STATED.match(text)
    separator = stated[1] if stated else SEPARATORS.get(path.suffix.lower()) or likeliest_separator(text)
    cells: list[GridCell] = []
    for cell in _cells(text, separator, stated.end() if stated else 0):
        cells.append(cell)
        check_filled_cells(path.name, len(cells), limits)
    blocks: list[Block] = []
    for rows in split_at_empty_rows(cells):
        blocks += blocks_of_rows(rows, len(blocks))
    if not blocks:
        raise UnreadableError(path.name, "its cells are empty", "provide the file with its values")
    return Document(
        source=Source(file=path.name, sha256=hashlib.sha256(data).hexdigest()),
        format="csv",
        encoding=decoded.encoding,
        length=printed_length(block.text for block in blocks),
        blocks=tuple(with_captions(blocks)),
    )


def likeliest_separator(text: str) -> str:
    """Return the sign of which most lines have as many as the line before; of equals, the one that occurs most."""
    lines = [line for line in text[:FIRST].splitlines() if line]

    def likelihood(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines]
        return sum(before == count > 0 for before, count in pairwise(counts)), sum(counts)

    return max(SIGNS, key=likelihood)


def _cells(text: str, separator: str, at: int) -> Iterator[GridCell]:
    """Yield the cells from this place on that hold something; rows and columns count from 1."""
    row = column = 1
    while at < len(text):
        places, at = _value_at(text, at, separator)
        cell = _cell(text, places, row, column)
        if cell.text:
            yield cell
        if at < len(text) and text[at] == separator:
            column += 1
        else:
            row, column = row + 1, 1
            at += text.startswith("\r\n", at)
        at += 1


def _value_at(text: str, start: int, separator: str) -> tuple[list[int], int]:
    """Return the places of a value's characters, and that of the separator or line end after it."""
    ends = (separator, "\n", "\r")
    if not text.startswith(QUOTE, start):
        end = start
        while end < len(text) and text[end] not in ends:  # text.find would look for a sign the file lacks to its end
            end += 1
        return list(range(start, end)), end
    places: list[int] = []
    at = start + 1
    while at < len(text):
        if text[at] == QUOTE and not text.startswith(QUOTE, at + 1):
            at += 1
            break
        at += text[at] == QUOTE  # a quote inside a value is written twice
        places.append(at)
        at += 1
    while at < len(text) and text[at] not in ends:  # what follows a closing quote belongs to the value
        places.append(at)
        at += 1
    return places, at


def _cell(text: str, places: list[int], row: int, column: int) -> GridCell:
    printed = [index for index, place in enumerate(places) if not text[place].isspace()]
    places = places[printed[0] : printed[-1] + 1] if printed else []
    segments: list[Segment] = []
    for index, place in enumerate(places):
        if segments and segments[-1][2] + segments[-1][1] == place:
            start, length, raw = segments[-1]
            segments[-1] = (start, length + 1, raw)
        else:
            segments.append((index, 1, place))
    value = replace_lookalikes("".join(text[place] for place in places)).replace("\r", " ")
    return GridCell(row, column, value, segments=tuple(segments))
