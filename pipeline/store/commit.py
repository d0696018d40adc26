"""Replace all files of a document in one step: its plans, its build record, and folders of parts to remove.

First every new file is written under a temporary name, then a journal that lists them, then they are renamed. If the
run dies before the journal is written, the old version remains; if it dies later, the next run completes the renames.
Each step is on the disk before the next begins, so that the same is true when the power fails.
"""

import json
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from pipeline.atomic import draft_path, replace_text, sync, write_draft

JOURNAL = ".commit.json"


def commit(outputs: Path, id: str, files: Mapping[str, str], drop: Iterable[str]) -> None:
    """Write files (by path below outputs/) and remove folders of parts, all of them or none."""
    drafts = [write_draft(outputs / name, text.encode()) for name, text in files.items()]
    _sync_folders(drafts)
    journal = outputs / id / JOURNAL
    planned = json.dumps({"files": list(files), "drop": sorted(drop)}, ensure_ascii=False) + "\n"
    replace_text(journal, planned, synced=True)
    _finish(outputs, journal)


def settle(outputs: Path) -> None:
    """Complete the commits that a killed run left behind. The caller must hold the lock of the folder."""
    for journal in sorted(outputs.glob(f"*/{JOURNAL}")):
        _finish(outputs, journal)


def is_whole_journal(journal: Path) -> bool:
    """Return whether a journal can be read."""
    return _read_journal(journal) is not None


def _read_journal(journal: Path) -> tuple[list[str], list[str]] | None:
    """Return the files to rename and the folders to remove; None if the journal is missing or damaged."""
    try:
        planned = json.loads(journal.read_bytes())
        return [str(name) for name in planned["files"]], [str(name) for name in planned["drop"]]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _finish(outputs: Path, journal: Path) -> None:
    id = journal.parent.name
    planned = _read_journal(journal)
    if planned is None:
        # Missing: a worker that outlived its run for a moment completed its commit itself. Damaged: which renames
        # remain is not known, but the digests in made.json show whether any is missing.
        journal.unlink(missing_ok=True)
        return
    names, dropped = planned
    # A journal may have been edited or copied: it never touches other documents' folders.
    paths = [outputs / name for name in names]
    paths = [path for path in paths if is_part(path.parent.name, id) and path.parent.parent == outputs]
    for path in paths:
        with suppress(FileNotFoundError):  # renamed already
            draft_path(path).replace(path)
    _sync_folders(paths)
    for name in dropped:
        if is_part(name, id):
            shutil.rmtree(outputs / name, ignore_errors=True)
    journal.unlink(missing_ok=True)


def _sync_folders(paths: Iterable[Path]) -> None:
    """Wait until the names of the files are on the disk."""
    for folder in dict.fromkeys(path.parent for path in paths):
        if folder.is_dir():
            sync(folder)


def is_part(name: str, id: str) -> bool:
    """Return whether a folder's name is the document's id or the id of one of its parts (``id--2``)."""
    return name == id or (name.startswith(f"{id}--") and name.removeprefix(f"{id}--").isdigit())
