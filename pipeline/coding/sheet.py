"""The workbook of a coder, or of a person who adjudicates, and the workbook read back."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.coding.facts import CodableFact, proposed_codes
from pipeline.coding.ratings import Rating
from pipeline.corpus.codebook import NONE, CodeEntry, variables
from pipeline.errors import InputError
from pipeline.views.labels import label
from pipeline.workbook.filled import open_filled, titled_rows
from pipeline.workbook.sheet import Row, Sheet, SheetColumn
from pipeline.workbook.style import write_sheets

FACTS, CODEBOOK, ABOUT = "编码", "码本", "说明"
CODER, TASK, ID, QUOTE, NOTE, VARIABLE = "编码员", "用途", "编号", "原文", "备注", "变量"
CODING, DECIDING = "编码", "裁定"
SEPARATOR = "、"
_LONGEST_LIST = 255
"""Characters of the list of a drop-down that Excel accepts."""


class FilledSheet(NamedTuple):
    """A workbook as it was filled in. ``coder`` is None for a sheet of adjudications, whose author is not known from it."""

    coder: str | None
    rows: tuple["CodedRow", ...]


class CodedRow(NamedTuple):
    """What was filled in for one variable of one fact. ``codes`` is empty if no code applies."""

    fact: str
    quote: str
    variable: str
    codes: tuple[str, ...]
    note: str


def coding_sample(facts: Sequence[CodableFact], size: int | None, seed: int) -> tuple[CodableFact, ...]:
    """Return a random sample in document order, or all facts."""
    if size is None or size >= len(facts):
        return tuple(facts)
    return tuple(facts[at] for at in sorted(random.Random(seed).sample(range(len(facts)), size)))


def write_coding_sheet(
    path: Path,
    coder: str,
    codebook: tuple[CodeEntry, ...],
    facts: Sequence[CodableFact],
    before: Mapping[tuple[str, str], tuple[str, ...]],
    *,
    proposals: bool,
) -> Path:
    """Write the sheet of one coder. ``before``: what the same coder said earlier; nobody else's codes are in it."""
    by = variables(codebook)
    proposed = [SheetColumn(f"建议：{name}", 14) for name in by] if proposals else []
    columns = (
        SheetColumn(ID, 24), SheetColumn("种类", 9, "sign"), SheetColumn("内容", 36), SheetColumn(QUOTE, 60), *proposed,
        *(SheetColumn(name, 16) for name in by), SheetColumn(NOTE, 24),
    )  # fmt: skip
    rows: list[Row] = []
    for fact in facts:
        hints = [_joined_names(proposed_codes(fact, codes)) for codes in by.values()] if proposals else []
        said = [_names(codes, before.get((fact.id, name))) for name, codes in by.items()]
        rows.append((fact.id, label(f"edit_added.{fact.kind}").zh, fact.text, fact.evidence.quote, *hints, *said, None))
    note = f"各变量栏填码本中的名称或代码，几个以“{SEPARATOR}”分开；都不适用填“{NONE}”；未看的空着。建议只据关键词，不算编码。"
    sheet = Sheet(FACTS, f"编码表 · {coder}", note, columns, tuple(rows), fixed=1)
    first = len(columns) - 1 - len(by)
    lists = {name: first + at for at, name in enumerate(by)}
    return _write(path, sheet, codebook, {TASK: CODING, CODER: coder}, lists)


def write_disputes(path: Path, codebook: tuple[CodeEntry, ...], disputed: Iterable[Rating]) -> Path:
    """Write the work list of disagreements: one row a fact and variable, what each coder said, and a column to decide."""
    by, ratings = variables(codebook), tuple(disputed)
    coders = sorted({coder for rating in ratings for coder in rating.said})
    columns = (
        SheetColumn(ID, 24), SheetColumn("内容", 36), SheetColumn(QUOTE, 60), SheetColumn(VARIABLE, 12),
        *(SheetColumn(coder, 16) for coder in coders), SheetColumn(DECIDING, 16), SheetColumn(NOTE, 24),
    )  # fmt: skip
    rows: tuple[Row, ...] = tuple(
        (
            rating.fact.id, rating.fact.text, rating.fact.evidence.quote, rating.variable,
            *(_names(by[rating.variable], rating.said.get(coder)) for coder in coders), None, None,
        )
        for rating in ratings
    )  # fmt: skip
    note = f"“{DECIDING}”栏填所定的编码（名称或代码），都不适用填“{NONE}”；“{NOTE}”写理由。"
    sheet = Sheet(FACTS, "编码不一致之处", note, columns, rows, fixed=1)
    return _write(path, sheet, codebook, {TASK: DECIDING}, {})


def _joined_names(codes: Iterable[CodeEntry]) -> str | None:
    return SEPARATOR.join(code.name for code in codes) or None


def _names(codes: tuple[CodeEntry, ...], said: tuple[str, ...] | None) -> str | None:
    if said is None:
        return None
    return _joined_names(code for code in codes if code.code in said) or NONE


def _write(
    path: Path, sheet: Sheet, codebook: tuple[CodeEntry, ...], about: Mapping[str, str], lists: Mapping[str, int]
) -> Path:
    by = variables(codebook)
    offered = {column: [*(code.name for code in by[name]), NONE] for name, column in lists.items()}
    choices = {column: names for column, names in offered.items() if len(",".join(names)) <= _LONGEST_LIST}
    titles = (("变量", 12), ("代码", 16), ("名称", 16), ("定义", 60), ("例", 60), ("适用", 20))
    columns = tuple(SheetColumn(title, width) for title, width in titles)
    rows: tuple[Row, ...] = tuple(
        (
            entry.variable, entry.code, entry.name, entry.definition, "\n".join(entry.examples),
            SEPARATOR.join(label(f"edit_added.{kind}").zh for kind in entry.applies_to),
        )
        for entry in codebook
    )  # fmt: skip
    codes = Sheet(CODEBOOK, "码本", "corpus/codebook.yml", columns, rows)
    pairs: tuple[Row, ...] = tuple(about.items())
    marks = Sheet(ABOUT, "说明", "供读回时辨认，请勿改动。", (SheetColumn("项", 12), SheetColumn("值", 40)), pairs)
    return write_sheets((sheet._replace(choices=choices), codes, marks), path)


def read_sheet(path: Path, codebook: tuple[CodeEntry, ...]) -> FilledSheet:
    """Return what was filled in; InputError if it is no such workbook, or names a code that the codebook does not have."""
    remedy = "write one with: gangmu code --out SHEET --coder NAME"
    book = open_filled(path, (FACTS, ABOUT), "sheet of codes", remedy)
    about = {str(row["项"]): str(row["值"]) for row in _rows(book[ABOUT])}
    words = _code_words(codebook)
    filled = _decisions if about.get(TASK) == DECIDING else _codings
    return FilledSheet(about.get(CODER), tuple(filled(path, _rows(book[FACTS]), words)))


_Words = dict[str, dict[str, str]]
"""Codes by variable, then by code and by name."""


def _code_words(codebook: tuple[CodeEntry, ...]) -> _Words:
    by = variables(codebook)
    return {n: {word: code.code for code in codes for word in (code.name, code.code)} for n, codes in by.items()}


def _codings(path: Path, rows: Iterable[dict[str, Any]], words: _Words) -> Iterator[CodedRow]:
    for row in rows:
        for variable in words:
            if (codes := _codes(path, row, row.get(variable), variable, words)) is not None:
                yield _coded_row(row, variable, codes)


def _decisions(path: Path, rows: Iterable[dict[str, Any]], words: _Words) -> Iterator[CodedRow]:
    for row in rows:
        variable = str(row.get(VARIABLE))
        if (codes := _codes(path, row, row.get(DECIDING), variable, words)) is not None:
            yield _coded_row(row, variable, codes)


def _coded_row(row: Mapping[str, Any], variable: str, codes: tuple[str, ...]) -> CodedRow:
    return CodedRow(str(row[ID]), str(row[QUOTE] or ""), variable, codes, str(row.get(NOTE) or ""))


def _codes(path: Path, row: Mapping[str, Any], given: object, variable: str, words: _Words) -> tuple[str, ...] | None:
    """Return the codes in a cell, none for 无; None if it is empty."""
    text = str(given).strip() if given is not None else ""
    if not text:
        return None
    if text == NONE:
        return ()
    known = words.get(variable, {})
    parts = [
        part.strip()
        for part in text.replace(",", SEPARATOR).replace("，", SEPARATOR).replace(";", SEPARATOR).split(SEPARATOR)
    ]
    unknown = [part for part in parts if part not in known]
    if unknown:
        choices = SEPARATOR.join([*known, NONE]) or "a variable of the codebook"
        raise InputError(f"{path}: {row.get(ID)}", f"{variable} has no code “{unknown[0]}”", f"write one of: {choices}")
    return tuple(dict.fromkeys(known[part] for part in parts))


def _rows(page: Any) -> Iterator[dict[str, Any]]:
    """Yield the rows by the titles of their columns; rows without an id, which is in the first, are left out."""
    return (row for row in titled_rows(page) if next(iter(row.values()), None) is not None)
