"""Rename a document in all records of the corpus, comments and order preserved."""

import re
from contextlib import suppress
from pathlib import Path
from typing import Any

from pipeline.atomic import replace_text
from pipeline.corpus.plain_yaml import parse_yaml, record_line
from pipeline.corpus.undo import UNDO, record_key
from pipeline.errors import InputError

_FIELDS = (
    "id", "predecessor", "target", "fact", "field", "was", "now", "delete", "plan", "to", "subject", "parent", "heading",
    "details",
)  # fmt: skip
"""Fields that may contain the id of a plan or of a fact. Texts of people (why) are left as they are."""


def rewrite_ids(folder: Path, old: str, new: str) -> None:
    """Replace the id in all YAML files of the corpus. The caller must hold its lock.

    The manifest is written last: if the process ends before, renaming again completes it.
    """
    manifest = folder / "plans.yml"
    files = sorted(path for path in folder.rglob("*.yml") if path != manifest)
    for path in [*files, manifest]:
        before = path.read_text(encoding="utf-8")
        text = _with_new_id(path, before, old, new)
        target = path.with_name(f"{_new_name(path.stem, old, new)}.yml")
        if path.parent.parent.name == "ledger":
            target = path.parent.with_name(_new_name(path.parent.name, old, new)) / path.name
        if target != path and target.exists():
            raise InputError(
                str(target), f"it exists, so {old} cannot be renamed", "choose another id, or move the file"
            )
        if text != before or target != path:
            target.parent.mkdir(exist_ok=True)
            replace_text(target, text, synced=True)
        if target != path:
            path.unlink()


def _new_name(name: str, old: str, new: str) -> str:
    """Return the new name of a file or folder named after the document or one of its parts."""
    return new + name.removeprefix(old) if name == old or name.startswith(f"{old}--") else name


def _with_new_id(path: Path, text: str, old: str, new: str) -> str:
    lines = text.split("\n")
    after = "\n".join(_line_with_new_id(path, line, old, new) if old in line else line for line in lines)
    if after == text:
        return text
    return _with_new_keys(parse_yaml(path, text), parse_yaml(path, after), after)


def _line_with_new_id(path: Path, line: str, old: str, new: str) -> str:
    id = re.escape(old)
    entry = _record_of(path, line)
    if entry is None:
        begin = r"^\s*(?:-\s+)?\{?|[{,]\s*"  # one field a line, or several between braces
        field = rf"""((?:{begin})(?:{"|".join(_FIELDS)}):\s+["']?(?:aligned/)?){id}(?=/|--\d|["']?\s*(?:$|[,}}#]))"""
        return re.sub(field, lambda found: found[1] + new, line)
    value = re.compile(rf"^((?:aligned/)?){id}(?=/|--\d|$)")
    changed = entry | {
        name: value.sub(lambda found: found[1] + new, entry[name])
        for name in _FIELDS
        if isinstance(entry.get(name), str)
    }
    return line if changed == entry else line[: line.index("-")] + record_line(changed)


def _record_of(path: Path, line: str) -> dict[str, Any] | None:
    """Return the record that a line is, as the program writes it; None if a person wrote the line."""
    with suppress(InputError):
        match parse_yaml(path, line):
            case [dict() as entry] if record_line(entry) == line.strip():
                return entry
    return None


def _with_new_keys(before: Any, after: Any, text: str) -> str:
    """Return the text with the keys in ``undo:`` replaced: a record's key is a digest of its content, which has changed."""
    if not isinstance(before, list) or not isinstance(after, list):
        return text
    keys: dict[str, str] = {}
    for old_entry, new_entry in zip(before, after, strict=True):
        if isinstance(old_entry, dict) and isinstance(new_entry, dict):
            undone = {UNDO: keys.get(str(new_entry[UNDO]), new_entry[UNDO])} if UNDO in new_entry else {}
            keys[record_key(old_entry)] = record_key({**new_entry, **undone})
    for old_key, new_key in keys.items():
        text = re.sub(rf"\bundo: (['\"]?){old_key}\1", f"undo: '{new_key}'", text)
    return text
