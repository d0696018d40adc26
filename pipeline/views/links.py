"""Addresses in the report: file names and anchors that every file system and server accepts."""

import hashlib
import re
from functools import lru_cache
from urllib.parse import quote

from schemas import Evidence

_SAFE = re.compile(r"[a-z0-9][a-z0-9._/-]{0,79}")
_BLANKS = re.compile(r"\s+")


@lru_cache(maxsize=16_384)
def slug(id: str) -> str:
    """Return a file name for an id: the id itself where it is plain lower-case ASCII, else a digest of it.

    Case is no difference on some file systems, and archives garble names beyond ASCII.
    """
    plain = _SAFE.fullmatch(id) and not id.endswith(".")
    return id.replace("/", "+") if plain else hashlib.sha256(id.encode()).hexdigest()[:12]


def unit_page(unit_id: str) -> str:
    """Return the address of a unit's page."""
    return f"units/{slug(unit_id)}.html"


def plan_page(plan_id: str, name: str) -> str:
    """Return the address of one of a plan's pages."""
    return f"plans/{slug(plan_id)}/{name}.html"


@lru_cache(maxsize=16_384)
def fact_address(plan_id: str, fact_id: str, kind: str | None) -> str:
    """Return the address of a heading, task or indicator; that of the plan's page for anything else, of which ``kind`` is None."""
    if kind is None:
        return plan_page(plan_id, "index")
    page = "indicators" if kind == "indicator" else "index"
    return plan_page(plan_id, page) + fragment(anchor(fact_id, plan_id))


def passage_address(plan_id: str, passage_id: str) -> str:
    """Return the address of a passage in the source view."""
    return plan_page(plan_id, "source") + fragment(passage_id)


def anchor(fact_id: str, plan_id: str) -> str:
    """Return the element id of a fact: its own id without the plan's, no white space."""
    return _BLANKS.sub("_", fact_id.removeprefix(f"{plan_id}/").replace("/", "-"))


@lru_cache(maxsize=16_384)
def block_id(block: str) -> str:
    """Return the element id of a block in the source view."""
    return _BLANKS.sub("_", block)


def passage(evidence: Evidence) -> str:
    """Return the element id of a passage in the source view, e.g. ``b12-34-56``."""
    return passage_id(evidence.block, evidence.start, evidence.end)


def passage_id(block: str, start: int, end: int) -> str:
    """Return the element id of a passage in the source view from its block and its offsets there."""
    return f"{block_id(block)}-{start}-{end}"


@lru_cache(maxsize=16_384)
def fragment(element_id: str) -> str:
    """Return ``#element`` as a URL writes it."""
    return "#" + quote(element_id, safe="-._~()（）")
