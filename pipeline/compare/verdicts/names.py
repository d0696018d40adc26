"""Find the numbers of a plan that count one thing under a name of their own: 规上茶企, 规模以上茶企."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipeline.compare.names import LEAST, letter_likeness, relation, same_scope, word_likeness, words_of
from pipeline.compare.verdicts.quantities import Quantity
from pipeline.compare.wording.words import split_all

SAME_WORDS = 0.85
"""Likeness of words from which two names of one scope are one name."""


class QuantitiesByName:
    """The numbers of a plan by their names. Each name is compared only with those that can be the same."""

    def __init__(self, quantities: Iterable[Quantity]) -> None:
        self.all = tuple(quantities)
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(self.all):
            self._places[one.name].append(place)
        split_all(self._places)  # at once: words_of finds them among those that are kept
        self._of_word: dict[str, set[str]] = defaultdict(set)
        self._of_beginning: dict[str, set[str]] = defaultdict(set)
        self._of_shorter: dict[str, set[str]] = defaultdict(set)
        self._of_pair: dict[str, set[str]] = defaultdict(set)
        for name in self._places:
            for word in words_of(name).of:
                self._of_word[word].add(name)
            for beginning in _beginnings(name):
                self._of_beginning[beginning].add(name)
            for shorter in _without_one_letter(name):
                self._of_shorter[shorter].add(name)
            for pair in _pairs(name):
                self._of_pair[pair].add(name)

    def of_one_name(self, name: str) -> tuple[Quantity, ...]:
        """Return the numbers whose names mean the same as this name, in their order in the plan."""
        names = {other for other in self._respelled(name) if relation(name, other) in ("equal", "variant")}
        names |= {other for other in self._of_like_words(name) if _is_of_one_scope_and_words(name, other)}
        return tuple(self.all[place] for place in sorted(place for other in names for place in self._places[other]))

    def of_like_letters(self, name: str, least: float) -> list[tuple[float, Quantity]]:
        """Return the numbers with names of at least this likeness of letters, and that, in their order in the plan.

        Names that have no two letters in a row in common with this one are not looked at.
        """
        names: set[str] = set().union(*(self._of_pair.get(pair, ()) for pair in _pairs(name)))
        likeness = {other: letter_likeness(name, other) for other in names}
        places = sorted(place for other in names if likeness[other] >= least for place in self._places[other])
        return [(likeness[self.all[place].name], self.all[place]) for place in places]

    def _respelled(self, name: str) -> set[str]:
        """Return the names that are this one, that go on after it or end before it, or have a letter more or less."""
        shorter = {name, *_beginnings(name), *_without_one_letter(name)} & self._places.keys()
        return shorter | self._of_beginning.get(name, set()) | self._of_shorter.get(name, set())

    def _of_like_words(self, name: str) -> set[str]:
        """Return the names that share enough words: at least the square of SAME_WORDS of a name must be shared."""
        words = words_of(name)
        may_miss = words.squares - SAME_WORDS**2 * words.squares
        having = [(self._of_word.get(word, set()), count * count) for word, count in words.of.items()]
        having.sort(key=lambda one: len(one[0]))
        if sum(sorted(square for _, square in having)[:2]) > may_miss:  # one word at most is not shared
            found = set.intersection(*(names for names, _ in having))
            for at, (_, square) in enumerate(having):
                if square <= may_miss:
                    found |= set.intersection(*(names for names, _ in having[:at] + having[at + 1 :]))
            return found
        found, left = set(), words.squares
        for names, square in having:
            if left < words.squares - may_miss:  # of what shares these words alone, none shares enough
                break
            found |= names
            left -= square
        return found


def _is_of_one_scope_and_words(one: str, other: str) -> bool:
    return same_scope(one, other) and word_likeness(one, other) >= SAME_WORDS


def _beginnings(name: str) -> Iterator[str]:
    """Yield the beginnings of a name that are long enough to be a name's variant."""
    return (name[:end] for end in range(LEAST, len(name)))


def _without_one_letter(name: str) -> Iterator[str]:
    """Yield a name without each of the letters inside it."""
    return (name[:at] + name[at + 1 :] for at in range(1, len(name) - 1))


def _pairs(name: str) -> Iterator[str]:
    return (name[at : at + 2] for at in range(len(name) - 1))
