"""What the units of a document are called: known for sure from its responsibility clauses and from full cells."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.lexicon import any_of
from extractors.readers.base.lines import TextLine
from extractors.readers.table_decoder.patterns import BRANCH, NAME_END
from extractors.units.names import is_complete, joins_badly, opens

_ENCLOSED = lazy_pattern(r"“[^”]*(?:”|$)|（[^（）]*(?:）|$)|\([^()]*(?:\)|$)")
_SEPARATOR = lazy_pattern(r"[、，,；;]")
_CLAUSE = lazy_pattern(r"(?:单位|部门)[:：]([^（()）。；;:：]{2,160})")
_NAME = lazy_pattern(r"[\u3400-\u9fffA-Za-z0-9·“”（）()]{2,20}")
_AND_OTHERS = lazy_pattern(rf"(.{{2,24}}?)等(?:.{{0,30}}(?:{any_of('unit_words', 'collective')}))?")
_NO_LIST = lazy_pattern(r"[。；：:;！？%％]|\d{3}")
_DIGIT = lazy_pattern(r"\d")
_ENCLOSES = lazy_pattern(r"[“（(]")
_INCOMPLETE = 3.5
_SEPARATED = 6.0
_MADE_WHOLE = -1.2
_END = 1.5
"""The end of a name is one too, of no certain body: 开发区⏎管理办公室."""
_BRANCH = 0.5
"""The branch of a bank stands behind the bank: 人民银行⏎江州支行."""


class Names:
    """Judge where a unit name may be cut. Names learnt from the document count beside the grammar."""

    def __init__(self, learnt: Iterable[str] = ()) -> None:
        self._learnt = frozenset(learnt)
        self._heads = frozenset(name[:size] for name in self._learnt for size in range(2, len(name)))
        self._whole: dict[str, bool] = {}
        self._stay: dict[tuple[str, str], float] = {}
        self._start: dict[str, float] = {}

    def whole(self, name: str) -> bool:
        """Return whether the string is one complete name."""
        known = self._whole.get(name)
        if known is None:
            known = self._whole[name] = name in self._learnt or is_complete(name) or self._and_others(name)
        return known

    def _and_others(self, name: str) -> bool:
        match = _AND_OTHERS.fullmatch(name)
        return match is not None and (match[1] in self._learnt or is_complete(match[1]))

    def opens(self, text: str) -> bool:
        """Return whether a name can only begin here, and not go on."""
        return opens(text) or self.whole(text)

    def tail(self, text: str, before: str = "") -> str:
        """Return the unfinished name at the end: what follows the last separator, after ``before`` if there is none."""
        return parts(before + text)[-1]

    def start(self, text: str) -> float:
        """Return the cost of a cell's beginning with this text: ``设委、市财政局`` begins in the middle of a name."""
        cost = self._start.get(text)
        if cost is None:
            listed = parts(text)
            cost = self._start[text] = self._mid_name(listed)
        return cost

    def _mid_name(self, listed: tuple[str, ...]) -> float:
        if self.opens(listed[0]) or (len(listed) == 1 and listed[0] in self._heads):
            return _END if NAME_END.match(listed[0]) else _BRANCH if BRANCH.fullmatch(listed[0]) else 0.0
        return 1.5 if len(listed) > 1 else 0.8

    def leave(self, tail: str) -> float:
        """Return the cost of ending a cell behind this name."""
        if not tail:
            return _SEPARATED
        return 0.0 if self.whole(tail) else _INCOMPLETE

    def stay(self, tail: str, text: str) -> float:
        """Return the cost of going on with ``text`` in the cell that ends in ``tail``."""
        cost = self._stay.get((tail, text))
        if cost is None:
            cost = self._stay[tail, text] = self._goes_on(tail, text)
        return cost

    def _goes_on(self, tail: str, text: str) -> float:
        first = parts(tail + text)[0][len(tail) :]
        if not tail or not first:
            return 0.0
        whole = self.whole(tail)
        if self.whole(tail + first):
            apart = whole and tail + first not in self._learnt and (opens(first) or joins_badly(tail, first))
            return 3.0 if apart else 0.0 if whole else _MADE_WHOLE
        if whole:
            return 3.0 if self.opens(first) else 1.2
        return 0.3 if first == text else 1.0

    def list_score(self, text: str) -> float:
        """Return how much a text looks like (a piece of) a unit list: 1 certainly, 0 not at all."""
        if len(text) > 40 or _NO_LIST.search(text):
            return 0.0
        listed = [part for part in parts(text) if part]
        if not listed:
            return 0.5
        whole = sum(self.whole(part) for part in listed)
        if whole == len(listed):
            return 1.0
        if whole:
            return 0.8
        return 0.4 if len(text) <= 16 and not _DIGIT.search(text) else 0.1


def learn(lines: Sequence[TextLine]) -> frozenset[str]:
    """Collect the names that responsibility clauses of the document list."""
    text = "".join(without_blanks(line.text) for line in lines)
    found = set()
    for clause in _CLAUSE.finditer(text):
        found |= {name for name in parts(clause[1]) if _NAME.fullmatch(name)}
    return frozenset(found)


def repeated_names(cells: Iterable[str]) -> frozenset[str]:
    """Collect the names that unit cells list more than once."""
    counts = Counter(name for text in cells for name in parts(text))
    return frozenset(name for name, count in counts.items() if count > 1 and _NAME.fullmatch(name))


@lru_cache(maxsize=16384)
def parts(text: str) -> tuple[str, ...]:
    """Split a unit list at its separators, but not inside quotes and brackets."""
    if not _ENCLOSES.search(text):
        return tuple(_SEPARATOR.split(text))
    masked = _ENCLOSED.sub(lambda match: "·" * len(match.group()), text)
    found, start = [], 0
    for match in _SEPARATOR.finditer(masked):
        found.append(text[start : match.start()])
        start = match.end()
    return (*found, text[start:])
