"""The clauses of running prose: who does the work now, who leads and who helps."""

from collections.abc import Iterable, Iterator

from extractors.clauses.appointments import appointments, led_sentences
from extractors.clauses.entrusted import entrusted
from extractors.clauses.named_as import named_as
from extractors.clauses.parts import Appointment
from extractors.clauses.transfers import transfers


def prose(text: str) -> Iterator[Appointment]:
    """Yield the appointments of a paragraph without brackets and labels; of two that overlap the one that says more."""
    moved = tuple(transfers(text))
    named = tuple(appointments(text))
    appointed = (*moved, *apart((*named, *apart(entrusted(text), named), *named_as(text)), moved))
    led = [found for found in led_sentences(text) if not any(_reaches(other, found) for other in appointed)]
    others = [found for found in appointed if not any(_reaches(other, found) for other in led)]
    yield from (*led, *others)


def apart(found: Iterable[Appointment], others: Iterable[Appointment]) -> Iterator[Appointment]:
    """Yield the appointments that share no text with others."""
    taken = tuple(others)
    return (one for one in found if not any(one.start < other.end and other.start < one.end for other in taken))


def _reaches(one: Appointment, other: Appointment) -> bool:
    """Return whether one of two overlapping appointments reaches as far as the other."""
    return one.start < other.end <= one.end and other.start < one.end
