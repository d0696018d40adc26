"""A number of things against the list beside it: A、B和C三大领域."""

from collections.abc import Iterator

from extractors.claims import Count, counts
from pipeline.audit.catalogue import finding
from pipeline.audit.sentences import Passage, passages
from schemas import Document, Finding, Plan

SURE_COUNTERS = frozenset({"大", "类", "方面"})
"""What these count is nearly always the list before them; 个 and 项 may count something new (医院、学校3个)."""
LONGEST = 12
"""Characters of an item; longer ones are phrases in which 、 and 和 join something else."""
SHORTEST = 2


def check(plan: Plan, document: Document) -> Iterator[Finding]:
    """Yield count-claimed where list and number agree, and where they surely do not; what recurs is said once."""
    seen: set[tuple[str, str]] = set()
    for place in passages(plan, document):
        for count in counts(place.text):
            claim, items = place.text[slice(*count.claim)], place.text[slice(*count.items)]
            agrees = count.claimed in count.listed
            if (claim, items) in seen or not _items_fit(items) or not (agrees or _differs(count, items)):
                continue
            seen.add((claim, items))
            yield _finding(place, count, agrees)


def _items_fit(items: str) -> bool:
    return "；" in items or all(len(item.strip("“”")) >= SHORTEST for item in items.split("、"))


def _differs(count: Count, items: str) -> bool:
    """Say so only of a plain list of short items that its number directly counts; 等 may leave a list short."""
    if count.open and count.claimed > max(count.listed):
        return False
    short = all(len(item) <= LONGEST for item in items.split("、")[1:])
    return short and len(count.listed) == 1 and count.counter in SURE_COUNTERS and "，" not in items


def _finding(place: Passage, count: Count, agrees: bool) -> Finding:
    return finding(
        "count-claimed",
        "agrees" if agrees else "unexplained",
        (place.evidence(*count.span, "count-claimed"), place.evidence(*count.claim, "count-claimed")),
        place.subjects,
        claim=place.text[slice(*count.claim)],
        listed=count.claimed if agrees else count.listed[0],
        items=place.text[slice(*count.items)][:80],
    )
