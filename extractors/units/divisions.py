"""Prefecture-level places and their provinces, from lexicon/divisions.yml."""

from collections.abc import Mapping
from functools import cache

from extractors.lexicon import entries

_LEVELS = ("地区", "州", "盟", "市")


@cache
def provinces() -> Mapping[str, str]:
    """Return the province of each prefecture-level place, by the place's full name: 临沂市 → 山东省."""
    return {_full(place): entry["province"] for entry in entries("divisions") for place in entry["places"]}


@cache
def _cities() -> Mapping[str, str]:
    """Return full names by the name without its level; names that a province shares (吉林, 海南) are left out."""
    shared = {province[:2] for province in provinces().values()}
    stems = {place[: -len(next(filter(place.endswith, _LEVELS)))]: place for place in provinces()}
    return {stem: place for stem, place in stems.items() if stem not in shared}


def city_at(name: str) -> str | None:
    """Return the prefecture-level place whose name without level opens a name (长春海关 → 长春市); None if none does."""
    return next((_cities()[name[:length]] for length in (2, 3, 4) if name[:length] in _cities()), None)


def _full(place: str) -> str:
    return place if place.endswith(_LEVELS) else f"{place}市"
