"""Ways to split digits that ran together into numbers of like form and size."""

from functools import lru_cache
from itertools import pairwise

from extractors.language.patterns import lazy_pattern

_PLAIN = r"(?:0|[1-9]\d*)(?:\.\d+)?"
NUMBER = lazy_pattern(rf"(?P<first>{_PLAIN})(?:(?P<between>[—–~～/-])(?P<second>{_PLAIN}))?")
"""A number, a range of numbers (60—66) or two figures (37/67)."""
MOST_DECIMALS = 2
WIDEST = 3.0
"""Numbers of one row grow or fall by less than this factor from one year to the next."""


@lru_cache(maxsize=4096)
def alike_splits(digits: str, count: int) -> tuple[tuple[str, ...], ...]:
    """Return every split of ``digits`` into ``count`` numbers of like size: those of one form, else of nearly one form."""
    near = [split for split in _splits(digits, count) if _near(split)]
    same = [split for split in near if _has_one_form(split)]
    return tuple(same or [split for split in near if _nearly_one_form(split)])


def alike(numbers: tuple[str, ...]) -> bool:
    """Return whether numbers are of one form and of like size."""
    return _has_one_form(numbers) and _near(numbers)


def _first(number: str) -> str:
    """Return the first figure of a range or of two figures; numbers of one row are compared by it."""
    match = NUMBER.match(number)
    return match["first"] if match else number


def _is_number(text: str) -> bool:
    """Return whether a text is one number, two figures, or a range that rises."""
    match = NUMBER.fullmatch(text)
    if match is None or match["between"] in (None, "/"):
        return match is not None
    return float(match["first"]) < float(match["second"])


def _splits(digits: str, count: int) -> tuple[tuple[str, ...], ...]:
    if count == 1:
        return ((digits,),) if _is_number(digits) else ()
    found = []
    for cut in range(1, len(digits)):
        if _is_number(digits[:cut]):
            found += [(digits[:cut], *rest) for rest in _splits(digits[cut:], count - 1)]
    return tuple(found)


def _decimals(number: str) -> int:
    return len(_first(number).partition(".")[2])


def _has_one_form(numbers: tuple[str, ...]) -> bool:
    return len({_decimals(number) for number in numbers}) == 1


def _near(numbers: tuple[str, ...]) -> bool:
    pairs = pairwise(float(_first(number)) for number in numbers)
    return all(left > 0 and right > 0 and 1 / WIDEST < right / left < WIDEST for left, right in pairs)


def _nearly_one_form(numbers: tuple[str, ...]) -> bool:
    decimals = [_decimals(number) for number in numbers]
    padded = any("." in number and number.endswith("0") for number in numbers)
    return not padded and max(decimals) - min(decimals) <= MOST_DECIMALS
