"""corpus/decisions.yml: what people decided about whole plans. Records are appended and never rewritten."""

from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

from pipeline.corpus.undo import in_force
from pipeline.corpus.yaml_files import parse_entries, read_yaml
from schemas.base import Model


class Decision(Model):
    """A decision about a plan; a later one of the same kind replaces an earlier one."""

    decide: Literal["remove", "rename", "follow", "place", "acknowledge"]
    plan: str
    to: str | None = None
    """The new id, the id of the predecessor, or the place; None: no predecessor, no place."""
    code: str | None = None
    """Code of an acknowledged finding."""
    subject: str | None = None
    """Id of a fact that the finding names."""
    why: str
    by: str
    on: str


_DECISIONS = TypeAdapter(tuple[Decision, ...])


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Read the decisions in force; empty if there is no such file. InputError if an entry is malformed."""
    if not path.exists():
        return ()
    return parse_entries(path, in_force(read_yaml(path)), _DECISIONS, "fix the entry (fields: corpus/README.md)")
