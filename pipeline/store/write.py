"""Write plan.json and document.json atomically. results.py reads them."""

import hashlib
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from extractors.errors import UnreadableError
from pipeline.atomic import replace_text
from pipeline.corpus.yaml_files import problem
from pipeline.errors import InputError
from pipeline.store.results import Result
from schemas.base import Model


def to_json(model: Model) -> str:
    """Return the model as JSON in the form of the output contract: no escapes, sorted keys, indented by one space."""
    return model.model_dump_json(indent=1) + "\n"


def checked_json(model: Model) -> str:
    """Return the model as JSON, checked by reading it back; InputError if that gives another model."""
    text = to_json(model)
    try:
        if type(model).model_validate_json(text) == model:
            return text
        reason = "when read back, it gives a different result"
    except ValidationError as error:
        reason = f"it cannot be read back ({problem(None, error)})"
    raise InputError(type(model).__name__.lower(), reason, "please report it with the file")


def digest(path: Path) -> str:
    """Return the SHA-256 of the file's bytes; UnreadableError if it cannot be opened."""
    try:
        if not (path.is_file() or path.is_dir()) and path.exists():
            # A pipe could be read once only, and a device might never end.
            raise UnreadableError(str(path), "this is not a regular file", "save its content to a file first")
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError as error:
        raise UnreadableError(str(path), "there is no such file", "check the path") from error
    except IsADirectoryError as error:
        raise UnreadableError(str(path), "this is a folder", "give the files in it") from error
    except OSError as error:
        raise UnreadableError(str(path), f"it cannot be opened ({error.strerror})", "check its permissions") from error


def owner(folder: Path) -> str | None:
    """Return the SHA-256 of the source that the folder's plan was extracted from.

    None if the folder has no plan.json; "" if that cannot be read: it may not be ours, and must not be overwritten.
    """
    try:
        plan = json.loads((folder / "plan.json").read_bytes())
        return str(plan["plan"]["source"]["sha256"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        return ""


def write_results(results: Iterable[Result], out: Path) -> tuple[Path, ...]:
    """Write document.json, then plan.json, into OUT/<plan-id>/ for each plan; InputError if they cannot be written."""
    folders = []
    for result in results:
        folder = out / result.plan.plan.id
        try:
            replace_text(folder / "document.json", checked_json(result.document))
            replace_text(folder / "plan.json", checked_json(result.plan))
        except OSError as error:
            place = f"it cannot be written ({error.strerror})"
            raise InputError(str(folder), place, "free some space, or choose another folder") from error
        folders.append(folder)
    return tuple(folders)


def drop_parts(plan_id: str, source: str, kept: Iterable[str], out: Path) -> None:
    """Remove folders of parts that a bundle no longer has: extracted from this source, and not in ``kept``."""
    names = set(kept)
    for folder in sorted(out.glob(f"{_literal(plan_id)}--*")):
        tail = folder.name.removeprefix(f"{plan_id}--")
        if tail.isdigit() and folder.name not in names and owner(folder) == source:
            shutil.rmtree(folder)


def _literal(name: str) -> str:
    """Return a glob pattern that matches this name only."""
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)
