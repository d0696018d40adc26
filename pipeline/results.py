"""The two files a plan leaves in outputs/, read back: all that graph, tables and report know of a plan."""

from pathlib import Path
from typing import NamedTuple

from schemas import Document, Plan


class Result(NamedTuple):
    """One plan and the document it was read from."""

    plan: Plan
    document: Document


def read_result(folder: Path) -> Result:
    """Read plan.json and document.json of one plan; pydantic's ValidationError where they are no such files."""
    return Result(
        Plan.model_validate_json((folder / "plan.json").read_bytes()),
        Document.model_validate_json((folder / "document.json").read_bytes()),
    )


def read_results(outputs: Path) -> tuple[Result, ...]:
    """Read every outputs/<plan-id>/ that holds a plan.json, ordered by plan id."""
    return tuple(
        sorted(
            (read_result(file.parent) for file in outputs.glob("*/plan.json")), key=lambda result: result.plan.plan.id
        )
    )


def replace_text(path: Path, text: str) -> Path:
    """Write to a temporary name beside the file and rename it: a reader sees the old file or the new one, whole."""
    return replace_bytes(path, text.encode())


def replace_bytes(path: Path, data: bytes) -> Path:
    """Write bytes the same way."""
    draft_of(path, data).replace(path)
    return path


def draft_of(path: Path, data: bytes) -> Path:
    """Write what the file shall hold beside it and return that draft; none stays behind where the disk refuses."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(data)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    return draft
