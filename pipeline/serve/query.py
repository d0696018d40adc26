"""What the address of a page asks for, and the page of a list that it names."""

from collections.abc import Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

Query = Mapping[str, Sequence[str]]
"""The query of an address, as parse_qs returns it."""

PAGE = 20
"""Items of a page: long passages of more items load slowly on a phone."""
_MOST_DIGITS = 8

Item = TypeVar("Item")


def first(query: Query, name: str) -> str:
    """Return the first value of this name; "" if there is none."""
    return query.get(name, [""])[0]


def number(query: Query, name: str) -> int | None:
    """Return the first value of this name as a number of up to eight digits; None if it is no such number."""
    text = first(query, name).strip()
    # isdigit alone is true of ², and int() raises an error for thousands of digits
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None


class ListPage(NamedTuple, Generic[Item]):
    """One page of a list. ``page`` counts from 1, up to ``pages``."""

    items: tuple[Item, ...]
    page: int
    pages: int


def list_page(items: Sequence[Item], page: int | None) -> ListPage[Item]:
    """Return a page of the items: the first for None or 0, the last if there are fewer pages."""
    pages = max(1, -(-len(items) // PAGE))
    page = min(page or 1, pages)
    return ListPage(tuple(items[(page - 1) * PAGE : page * PAGE]), page, pages)
