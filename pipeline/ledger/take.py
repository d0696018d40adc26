"""Import a reading into corpus/ledger/: append only, replacing earlier reports only on request."""

from pathlib import Path

from pipeline.atomic import make_folder
from pipeline.corpus.lock import folder_lock
from pipeline.ledger.entry import LedgerEntry
from pipeline.ledger.history import append, ledger_path, read_history
from pipeline.ledger.problems import Problem, problem_of
from pipeline.ledger.read import LedgerReading


def take(reading: LedgerReading, corpus: Path, replace: bool = False) -> LedgerReading:
    """Append the reading's entries and unplaced rows; return the reading with only what was appended.

    A report equal to an earlier one is left out. A report that differs from an earlier one of the quarter is taken only
    with ``replace``; the earlier record stays in the history.
    """
    if reading.meta is None or reading.is_refused:
        return reading
    make_folder(corpus, synced=True)
    with folder_lock(corpus):
        return _append(reading, ledger_path(corpus, reading.meta.plan, reading.meta.quarter), replace)


def _append(reading: LedgerReading, path: Path, replace: bool) -> LedgerReading:
    history = read_history(path)
    known = history.in_force()
    kept: list[LedgerEntry] = []
    problems: list[Problem] = []
    for entry in reading.entries:
        before = known.get(entry.key)
        if before is not None and before.content == entry.content:
            continue
        if before is not None:
            texts = {"old": _summary(before), "new": _summary(entry)}
            problems.append(problem_of("replaced" if replace else "differs", row=entry.row, **texts))
            if not replace:
                continue
        kept.append(entry)
    # reading the same file twice stores its unplaced rows once
    stored = {(record.sha256, record.row) for record in history.records}
    unplaced = tuple(record for record in reading.unplaced if (record.sha256, record.row) not in stored)
    append(path, [*kept, *unplaced])
    return reading._replace(entries=tuple(kept), unplaced=unplaced, problems=(*reading.problems, *problems))


def _summary(entry: LedgerEntry) -> str:
    """Return a report in at most 40 characters."""
    parts = (entry.status, entry.value, entry.progress)
    text = "，".join(part for part in parts if part)
    return text if len(text) <= 40 else text[:39] + "…"
