"""Find the numbers of a plan that count one thing under a name of their own: 规上茶企, 规模以上茶企."""

from collections import defaultdict
from collections.abc import Iterable

from pipeline.compare.names import relation, same_scope, word_likeness, words_of
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
        self._of_word: dict[str, list[str]] = defaultdict(list)
        self._of_letter: dict[str, list[str]] = defaultdict(list)
        for name in self._places:
            self._of_letter[name[:1]].append(name)
            for word in words_of(name).of:
                self._of_word[word].append(name)
        self._known: dict[str, tuple[Quantity, ...]] = {}

    def of_one_name(self, name: str) -> tuple[Quantity, ...]:
        """Return the numbers whose names mean the same as this name, in their order in the plan."""
        found = self._known.get(name)
        if found is None:
            places = [
                place for other in self._candidates(name) if _is_one(name, other) for place in self._places[other]
            ]
            found = self._known[name] = tuple(self.all[place] for place in sorted(places))
        return found

    def _candidates(self, name: str) -> Iterable[str]:
        """Return the names that begin with the same letter, as variants do, or share the rarer words.

        Where the shared words have less than the square of SAME_WORDS of a name, the names are less alike than that: so
        of words that all together have less, none need be looked up.
        """
        words = words_of(name)
        left, least = words.squares, SAME_WORDS**2 * words.squares
        found = dict.fromkeys(self._of_letter.get(name[:1], ()))
        for word, count in sorted(words.of.items(), key=lambda item: (len(self._of_word.get(item[0], ())), item[0])):
            if left < least:
                break
            found.update(dict.fromkeys(self._of_word.get(word, ())))
            left -= count * count
        return found


def _is_one(one: str, other: str) -> bool:
    if relation(one, other) in ("equal", "variant"):
        return True
    return same_scope(one, other) and word_likeness(one, other) >= SAME_WORDS
