"""What a step of extraction sees: one plan's part of a document, and the facts that earlier steps yielded."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from extractors.splitting.part import Part

Fact = TypeVar("Fact")


class Known:
    """The facts so far, by type, in document order. Steps read it and never change it."""

    def __init__(self, facts: Mapping[type, tuple[object, ...]]) -> None:
        self._facts = facts

    def all(self, kind: type[Fact]) -> tuple[Fact, ...]:
        """Return the facts of this type; empty if none were found."""
        return self._facts.get(kind, ())  # type: ignore[return-value]


class Step(NamedTuple):
    """One extractor: a generator function with the fact types it yields and those it needs to have been yielded before.

    A fact is a model of ``schemas``, or a named tuple that only later steps read (``places.Reading``).
    """

    run: Callable[[Part, Known], Iterator[object]]
    yields: tuple[type, ...]
    requires: tuple[type, ...] = ()


def run_steps(part: Part, steps: Iterable[Step]) -> Known:
    """Run the steps in order and return everything they yielded."""
    facts: dict[type, tuple[object, ...]] = {}
    for step in steps:
        new: dict[type, list[object]] = {}
        for fact in step.run(part, Known(facts)):
            if type(fact) not in step.yields:  # nothing would collect it: a fact lost without a word
                raise TypeError(f"{step.run.__name__} yields {type(fact).__name__}, which its step does not list")
            new.setdefault(type(fact), []).append(fact)
        facts = facts | {kind: (*facts.get(kind, ()), *found) for kind, found in new.items()}
    return Known(facts)
