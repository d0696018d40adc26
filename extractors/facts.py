"""What a step of extraction sees: one plan's part of a document, and the facts that earlier steps yielded."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from schemas import Block, Document
from schemas.base import Model

Fact = TypeVar("Fact", bound=Model)


class Part(NamedTuple):
    """One plan of a document: the carrier's blocks (shared by all plans of a bundle) and the plan's own, in reading order."""

    document: Document
    plan_id: str
    carrier: tuple[Block, ...]
    body: tuple[Block, ...]


class Known:
    """The facts so far, by type, in document order. Steps read it and never change it."""

    def __init__(self, facts: Mapping[type[Model], tuple[Model, ...]]) -> None:
        self._facts = facts

    def all(self, kind: type[Fact]) -> tuple[Fact, ...]:
        """Return the facts of this type; empty if none were found."""
        return self._facts.get(kind, ())  # type: ignore[return-value]


class Step(NamedTuple):
    """One extractor: a generator function with the fact types it yields and those it needs to have been yielded before."""

    run: Callable[[Part, Known], Iterator[Model]]
    yields: tuple[type[Model], ...]
    requires: tuple[type[Model], ...] = ()


def run_steps(part: Part, steps: Iterable[Step]) -> Known:
    """Run the steps in order and return everything they yielded."""
    facts: dict[type[Model], tuple[Model, ...]] = {}
    for step in steps:
        for fact in step.run(part, Known(facts)):
            facts[type(fact)] = (*facts.get(type(fact), ()), fact)
    return Known(facts)
