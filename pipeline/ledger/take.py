"""Take what was read into corpus/ledger/: appended, never in the place of something else without being told to."""

from pathlib import Path

from pipeline.ledger.entry import Entry
from pipeline.ledger.history import append, ledger_path, read_history
from pipeline.ledger.problems import Problem, found
from pipeline.ledger.read import Reading


def take(reading: Reading, corpus: Path, replace: bool = False) -> Reading:
    """Append the reading's entries and unplaced rows; return the reading as it was taken.

    What was reported before and is said again is left out. What differs from an earlier report of the quarter is taken
    only with ``replace``; the earlier record stays in the history.
    """
    if reading.meta is None or reading.refused:
        return reading
    path = ledger_path(corpus, reading.meta.plan, reading.meta.quarter)
    history = read_history(path)
    known = history.in_force()
    kept: list[Entry] = []
    problems: list[Problem] = []
    for entry in reading.entries:
        before = known.get(entry.key)
        if before is not None and before.said == entry.said:
            continue
        if before is not None:
            told = {"old": _told(before), "new": _told(entry)}
            problems.append(found("replaced" if replace else "differs", row=entry.row, **told))
            if not replace:
                continue
        kept.append(entry)
    held = {(record.sha256, record.row) for record in history.records}
    unplaced = tuple(record for record in reading.unplaced if (record.sha256, record.row) not in held)
    append(path, [*kept, *unplaced])
    return reading._replace(entries=tuple(kept), unplaced=unplaced, problems=(*reading.problems, *problems))


def _told(entry: Entry) -> str:
    """Return a report in a few words."""
    parts = (entry.status, entry.value, entry.progress)
    text = "，".join(part for part in parts if part)
    return text if len(text) <= 40 else text[:39] + "…"
