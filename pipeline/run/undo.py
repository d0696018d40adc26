"""Undo any record of the corpus by its key: corrections, additions, deletions, judgements, decisions, codes."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.corpus.lock import folder_lock
from pipeline.corpus.manifest import Corpus, read_corpus
from pipeline.corpus.records import append_record
from pipeline.corpus.undo import UNDO, StatedRecord, stated_records
from pipeline.corpus.yaml_files import read_yaml
from pipeline.errors import InputError
from pipeline.run.correct import line, today
from pipeline.run.decide import rename_plan

FILES = ("decisions.yml", "units.yml", "corrections/*.yml", "codes/*.yml", "samples/*.yml")
"""Files of records that can be undone. A ledger is what a unit reported, which nobody else takes back."""


class FiledRecord(NamedTuple):
    """A record and the file that contains it."""

    path: Path
    record: StatedRecord


def filed_records(corpus: Corpus) -> Iterator[FiledRecord]:
    """Yield all records that people made, file by file, undos and undone records included."""
    for pattern in FILES:
        for path in sorted(corpus.folder.glob(pattern)):
            for record in stated_records(read_yaml(path)):
                if "by" in record.entry:
                    yield FiledRecord(path, record)


def undo(corpus: Corpus, key: str, why: str, by: str) -> FiledRecord:
    """Withdraw the latest record with this key and return it; InputError if there is none or a later one depends on it."""
    why, by = line(why, "why"), line(by, "by")
    with folder_lock(corpus.folder):
        found = [one for one in filed_records(corpus) if one.record.key.startswith(key) and one.record.in_force]
        if not found or len(key) < 4:
            raise InputError(key, "no record in force has this key", "list the records: gangmu undo")
        if len({one.record.key for one in found}) > 1:
            raise InputError(key, "several records have a key that begins so", "give more of the key")
        chosen = found[-1]
        _refuse_needed(chosen)
        entry = chosen.record.entry
        if entry.get("decide") != "rename":
            append_record(chosen.path, {UNDO: chosen.record.key, "why": why, "by": by, "on": today()})
            return chosen
    rename_plan(
        read_corpus(corpus.folder), entry["to"], entry["plan"], why, by
    )  # every record names the plan, so it is renamed back
    return chosen


def _refuse_needed(chosen: FiledRecord) -> None:
    """Raise InputError if a later record about the same fact was made after seeing the effect of this one."""
    records = stated_records(read_yaml(chosen.path))
    place = max(n for n, one in enumerate(records) if one.key == chosen.record.key and one.in_force)
    later = [one for one in records[place + 1 :] if one.in_force and not one.is_undo]
    needed = next((one for one in later if _depends(one.entry, chosen.record.entry)), None)
    if needed:
        raise InputError(
            chosen.record.key, f"record {needed.key} was made after it, about the same fact", "undo that one first"
        )


def _depends(later: Mapping[str, Any], earlier: Mapping[str, Any]) -> bool:
    if {"verdict", "decide", "variable", "item"} & earlier.keys():
        return False  # a later judgement, decision, code or verdict on a sample replaces the earlier ones and depends on none
    if "field" in earlier and "field" in later:
        return bool((later["target"], later["field"]) == (earlier["target"], earlier["field"]))
    subjects = (later.get("fields") or {}).values()
    return _owner(later) == _owner(earlier) or earlier.get("id") in subjects


def _owner(entry: Mapping[str, Any]) -> str:
    """Return the id of the fact, or of the clause or indicator within which facts are counted: c1/2 → c1."""
    id = str(entry.get("target") or entry.get("delete") or entry.get("id"))
    head, _, last = id.rpartition("/")
    return (
        head.removesuffix("/value") if last.isdigit() and not head.endswith(("/task", "/indicator", "/heading")) else id
    )
