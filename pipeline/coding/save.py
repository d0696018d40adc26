"""Save codes to corpus/codes/: what a workbook contains, and what a person decides over the coders."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.coding.facts import CodableFact, FactFinder, codable_facts
from pipeline.coding.ratings import Ratings, codes_of, join_ratings, read_ratings
from pipeline.coding.sheet import CodedRow, FilledSheet
from pipeline.corpus.code_records import CodeRecord, append_code_records, coder_file, read_code_records
from pipeline.corpus.codebook import CodeEntry, read_codebook
from pipeline.corpus.correctable import CorrectionError
from pipeline.corpus.lock import folder_lock
from pipeline.corpus.manifest import Corpus
from pipeline.errors import InputError
from pipeline.store.codes import write_codes
from schemas import Message, Plan

Codes = tuple[str, ...]
FactVariable = tuple[str, str]
"""Id of a fact and name of a variable."""


class SavedCodes(NamedTuple):
    """``new``: records appended; ``same``: rows that say what was said before; ``lost``: rows whose fact is not there."""

    path: Path
    new: int
    same: int
    lost: tuple[CodedRow, ...]


def codable(corpus: Corpus, plans: Iterable[Plan]) -> tuple[tuple[CodeEntry, ...], tuple[CodableFact, ...]]:
    """Return the codebook and all facts that it applies to; InputError if there is no codebook."""
    codebook = read_codebook(corpus.codebook)
    if not codebook:
        raise InputError(str(corpus.codebook), "there is no codebook", "write one as docs/how-to/coding.md shows")
    return codebook, tuple(fact for plan in plans for fact in codable_facts(plan, codebook))


def save_sheet(
    corpus: Corpus,
    codebook: tuple[CodeEntry, ...],
    facts: Sequence[CodableFact],
    filled: FilledSheet,
    by: str,
    on: str,
) -> SavedCodes:
    """Append a record for each row that says something new. ``by``: who adjudicated; for codings it is the coder."""
    finder, lost, records = FactFinder(facts), [], []
    for row in filled.rows:
        fact = finder.find(row.fact, row.quote)
        if fact is None:
            lost.append(row)
            continue
        records.append(
            CodeRecord(
                fact=fact.id, quote=fact.evidence.quote, variable=row.variable, codes=row.codes, coder=filled.coder,
                why=row.note, by=filled.coder or by, on=on,
            )
        )  # fmt: skip
    new, path = save_records(corpus, codebook, facts, filled.coder, records)
    return SavedCodes(path, new, len(records) - new, tuple(lost))


def last_codes(
    corpus: Corpus, codebook: tuple[CodeEntry, ...], facts: Sequence[CodableFact], coder: str | None
) -> dict[FactVariable, Codes]:
    """Return what a coder, or for None a person who adjudicates, said last, by fact and variable."""
    known = join_ratings(codebook, facts, read_code_records(corpus.codes)).ratings
    last = {(one.fact.id, one.variable): one.adjudicated if coder is None else one.said.get(coder) for one in known}
    return {place: codes for place, codes in last.items() if codes is not None}


def save_records(
    corpus: Corpus,
    codebook: tuple[CodeEntry, ...],
    facts: Sequence[CodableFact],
    coder: str | None,
    records: Sequence[CodeRecord],
    seen: Mapping[FactVariable, Codes | None] | None = None,
) -> tuple[int, Path]:
    """Append the records that differ from what the coder said last; return how many, and the file.

    ``seen``: what the page showed as the coder's codes. CorrectionError, and nothing is saved, if it is no longer so.
    """
    path = coder_file(corpus.codes, coder)
    with folder_lock(corpus.folder):
        last = last_codes(corpus, codebook, facts, coder)
        _refuse_changed(last, seen or {})
        # reading a workbook twice must not fill the file with what it says already
        new = [one for one in records if _sorted_codes(last.get((one.fact, one.variable))) != _sorted_codes(one.codes)]
        if new:
            append_code_records(corpus.codes, coder, new)
    return len(new), path


def _refuse_changed(last: Mapping[FactVariable, Codes], seen: Mapping[FactVariable, Codes | None]) -> None:
    """Raise CorrectionError if the same coder has meanwhile coded one of the facts elsewhere, such as in a second window."""
    for place, codes in seen.items():
        now = last.get(place)
        if _sorted_codes(now) != _sorted_codes(codes):
            text = None if now is None else "+".join(now)
            reason = Message(zh="已在别处改过编码", en="its codes have meanwhile been changed elsewhere")
            raise CorrectionError.of_change(place[0], reason, text)


def _sorted_codes(codes: Codes | None) -> list[str] | None:
    return None if codes is None else sorted(codes)


def build_codes(corpus: Corpus, outputs: Path, plans: Iterable[Plan]) -> Ratings:
    """Write outputs/codes.json, from which the tables, the graph and Python take the codes."""
    found = read_ratings(corpus, plans)
    write_codes(outputs, codes_of(found))
    return found
