"""The record of the store: which code made it, and its digest, so that a digit that a disk changed is no fact."""

from pathlib import Path

from pipeline.store.build_record import BuildRecord, is_damaged, read_record
from pipeline.store.digests import code_version, file_digest

STORE, RECORD = ".facts.sqlite", ".facts.json"
"""File names in outputs/."""


def current_version() -> dict[str, str]:
    """Return a digest of the code that makes the store."""
    return {"code": code_version("schemas", "extractors", "pipeline")}


def is_of_this_code(outputs: Path) -> bool:
    """Return whether there is a store that this code made."""
    record = read_record(outputs / RECORD)
    return record is not None and record.inputs == current_version() and (outputs / STORE).is_file()


def write_store_record(outputs: Path) -> None:
    """Write the record of the store as it is now."""
    written = {STORE: file_digest(outputs / STORE)}
    BuildRecord(current_version(), written).write(outputs / RECORD, synced=True)


def damaged_store(outputs: Path) -> tuple[str, ...]:
    """Return the names of the files of the store that are not as they were written; none if there is no store."""
    record = read_record(outputs / RECORD)
    if record is None:
        return (RECORD,) if is_damaged(outputs / RECORD) else ()
    return record.damaged_files(outputs)
