"""What a person says about the facts of a plan: a value corrected, a fact added or deleted."""

from typing import Literal

from pydantic import Field

from schemas.base import Model

Value = str | int | float | bool | None
AddedKind = Literal["task", "safeguard", "responsibility", "commitment", "indicator", "deadline"]


class Correction(Model):
    """Applied after extraction if ``was`` equals the extracted value; otherwise it is stale: reported and not applied."""

    target: str
    """Id of the fact."""
    field: str
    was: Value
    now: Value
    why: str
    by: str
    on: str
    """Date in ISO form."""


class Addition(Model):
    """A fact that extraction missed. It is applied as long as the document contains the quoted passage."""

    add: AddedKind
    id: str
    """Id of the new fact; for a deadline, that of its task."""
    quote: str
    """The passage, character by character."""
    block: str
    start: int
    """Where the passage was when the record was made: decides between passages with the same words."""
    fields: dict[str, Value] = Field(default_factory=dict)
    why: str
    by: str
    on: str

    @property
    def target(self) -> str:
        return self.id


class Deletion(Model):
    """A fact that the source does not state. It is applied as long as the fact quotes this passage."""

    delete: str
    """Id of the fact."""
    quote: str
    """The passage that the fact quotes; for a unit, its name."""
    why: str
    by: str
    on: str

    @property
    def target(self) -> str:
        return self.delete


FactRecord = Correction | Addition | Deletion
