"""Evidence of several facts as one passage, and facts by subject."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from schemas import Document, Evidence, Plan, Responsibility


def passage(document: Document, parts: Iterable[Evidence], rule: str) -> tuple[Evidence, ...]:
    """Return one evidence a block, from the first to the last character of the parts, in the order of the parts."""
    spans: dict[str, tuple[int, int]] = {}
    for part in parts:
        start, end = spans.get(part.block, (part.start, part.end))
        spans[part.block] = (min(start, part.start), max(end, part.end))
    blocks = {block.id: block for block in document.blocks if block.id in spans}
    return tuple(blocks[id].evidence(start, end, rule) for id, (start, end) in spans.items())


def duties(plan: Plan) -> Mapping[str, tuple[Responsibility, ...]]:
    """Return the responsibilities by subject, in document order."""
    found: dict[str, list[Responsibility]] = defaultdict(list)
    for entry in plan.responsibilities:
        found[entry.subject].append(entry)
    return {subject: tuple(entries) for subject, entries in found.items()}


def shorten(text: str, length: int = 24) -> str:
    """Shorten a title or sentence for a message."""
    text = "".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"


def join_names(names: Iterable[str]) -> str:
    """Join names as Chinese text does, each once."""
    return "、".join(dict.fromkeys(names))
