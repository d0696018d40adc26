"""Letters before the items of a list, A.改造校舍 B.清理水塘, told from other letters by the sequence they form."""

from collections.abc import Sequence
from typing import NamedTuple

from extractors.language.patterns import lazy_pattern

_LETTERED = lazy_pattern(r"(?P<letter>[A-Ja-jＡ-Ｊ])\s?[.．、)）]\s?(?=[\u4e00-\u9fff“《])")
_SERIES = ("ABCDEFGHIJ", "abcdefghij", "ＡＢＣＤＥＦＧＨＩＪ")
_TITLE = lazy_pattern(r"[\u4e00-\u9fff]{2,12}")
"""A line above the list that titles it and has no mark of its own: 策略措施."""


class LetteredItem(NamedTuple):
    """The letter before an item: A has ordinal 1."""

    place: int
    """Of its text in the sequence."""
    ordinal: int
    end: int
    titled: bool
    """Whether a title without a mark stands above the list, so that it hangs below no item before it."""


def lettered_items(texts: Sequence[str]) -> tuple[LetteredItem, ...]:
    """Return the letters that count up from A, two or more of them; a letter out of the sequence is no mark: A、B两类企业."""
    found: list[LetteredItem] = []
    run: list[LetteredItem] = []
    for place, text in enumerate(texts):
        match = _LETTERED.match(text)
        if match is None:
            continue
        ordinal = _ordinal(match["letter"])
        if ordinal != len(run) + 1:
            found += run if len(run) > 1 else []
            run = []
        if ordinal == len(run) + 1:
            above = texts[place - 1] if place else ""
            titled = run[0].titled if run else _TITLE.fullmatch(above.strip("：: ")) is not None
            run.append(LetteredItem(place, ordinal, match.end(), titled))
    return (*found, *(run if len(run) > 1 else ()))


def _ordinal(letter: str) -> int:
    return next(series.index(letter) + 1 for series in _SERIES if letter in series)
