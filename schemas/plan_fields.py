"""Which fact type is which field of a plan.

Read off the annotations of ``Plan``, so that a fact type is named once. Whatever handles facts by type (extraction, the
coverage account, counts, corrections, the record of changes, tables) reads this list instead of one of its own.
"""

from typing import Any, NamedTuple, get_args, get_origin

from schemas.base import Model
from schemas.finding import Finding
from schemas.plan import Plan


class PlanField(NamedTuple):
    """A field of ``Plan`` that steps fill with facts."""

    name: str
    model: type[Model]
    is_list: bool
    """False for the two facts that a plan has once: its header and its notice."""

    @property
    def has_id(self) -> bool:
        return "id" in self.model.model_fields

    @property
    def is_quoted(self) -> bool:
        """Whether every fact quotes its own passage; units, the header and the notice do not."""
        return "evidence" in self.model.model_fields


def _fields() -> tuple[PlanField, ...]:
    found = []
    for name, info in Plan.model_fields.items():
        is_list = get_origin(info.annotation) is tuple
        model: Any = get_args(info.annotation)[0] if is_list else info.annotation
        # the format number is no model, and the coverage account, which is made of the facts, is optional
        if isinstance(model, type) and issubclass(model, Model):
            found.append(PlanField(name, model, is_list))
    return tuple(found)


PLAN_FIELDS = _fields()
"""In the order of ``Plan``."""

FACT_FIELDS = tuple(field for field in PLAN_FIELDS if field.model is not Finding)
"""What the plan says. Findings are about the facts and quote them once more."""

FACT_LISTS = tuple(field for field in FACT_FIELDS if field.is_list)

QUOTED_LISTS = tuple(field for field in FACT_LISTS if field.is_quoted)
