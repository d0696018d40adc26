"""A person's correction of one extracted value."""

from schemas.base import Model


class Correction(Model):
    """Applied after extraction while ``was`` still equals the extracted value; else stale: reported, not applied."""

    target: str
    """Id of the fact."""
    field: str
    was: str | int | float | bool | None
    now: str | int | float | bool | None
    why: str
    by: str
    on: str
    """ISO date."""
