"""Replace all files of a document at once: its plans, removed parts and build record.

First every new file is written beside the old one, then a journal that names them, then they are renamed. A run that is
killed before the journal is written leaves the old version; if it dies later, the next run completes the renames.
"""

import json
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from pipeline.atomic import draft_path, replace_text, write_draft

JOURNAL = ".commit.json"


def commit(outputs: Path, id: str, files: Mapping[str, str], drop: Iterable[str]) -> None:
    """Write files (by path below outputs/) and drop folders of parts, all of them or none."""
    for name, text in files.items():
        write_draft(outputs / name, text.encode())
    journal = outputs / id / JOURNAL
    replace_text(journal, json.dumps({"files": list(files), "drop": sorted(drop)}, ensure_ascii=False) + "\n")
    _finish(outputs, journal)


def settle(outputs: Path) -> None:
    """Finish what a killed run had written whole but not yet renamed. Whoever does it holds the folder's lock."""
    for journal in sorted(outputs.glob(f"*/{JOURNAL}")):
        _finish(outputs, journal)


def _finish(outputs: Path, journal: Path) -> None:
    id = journal.parent.name
    try:
        told = json.loads(journal.read_bytes())
    except FileNotFoundError:
        return  # a worker that outlived its run for a moment has just finished it
    for name in told["files"]:
        path = outputs / name
        if is_part(path.parent.name, id) and path.parent.parent == outputs:
            with suppress(FileNotFoundError):  # renamed already
                draft_path(path).replace(path)
    for name in told["drop"]:
        if is_part(name, id):
            shutil.rmtree(outputs / name, ignore_errors=True)
    journal.unlink(missing_ok=True)


def is_part(name: str, id: str) -> bool:
    """Tell whether a folder's name is the document's id or that of a part of it (``id--2``)."""
    return name == id or (name.startswith(f"{id}--") and name.removeprefix(f"{id}--").isdigit())
