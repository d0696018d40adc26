"""A person's correction of one extracted value."""

from schemas.base import Model


class Correction(Model):
    """Applied after extraction if ``was`` equals the extracted value; otherwise it is stale: reported and not applied."""

    target: str
    """Id of the fact."""
    field: str
    was: str | int | float | bool | None
    now: str | int | float | bool | None
    why: str
    by: str
    on: str
    """Date in ISO form."""
