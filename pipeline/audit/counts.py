"""A number of things against the list beside it: A、B和C三大领域."""

from collections.abc import Iterator

from extractors.language.number_claims import Count, counts
from pipeline.audit.catalogue import finding
from pipeline.audit.sentences import TextPassage, text_passages
from schemas import Document, Finding, Message, Plan
from schemas.finding import Verdict

SURE_COUNTERS = frozenset({"大", "类", "方面"})
"""What these count is nearly always the list before them; 个 may count something new (医院、学校3个)."""
LISTING_COUNTER = "项"
"""Counts the list before it where a word for all of them follows: 开茶节、斗茶会等3项活动."""
LONGEST = 12
"""Characters of an item; longer ones are phrases in which 、 and 和 join something else."""
SHORTEST = 2
FEWEST_JOINED = 2
"""Separators of a list before 项; two things may be part of a longer name."""
LISTED = Message(zh="实际列出{count}项：{items}", en="it lists {count}: {items}")
AS_MANY = Message(zh="与所列项数相符", en="the lists have as many items")


def check(plan: Plan, document: Document) -> Iterator[Finding]:
    """Yield count-claimed for each number that surely is not that of its list, then once for all that agree."""
    seen: set[tuple[str, str]] = set()
    agreed: list[tuple[TextPassage, Count]] = []
    for place in text_passages(plan, document):
        for count in counts(place.text):
            claim, items = place.text[slice(*count.claim)], place.text[slice(*count.items)]
            if (claim, items) in seen or not _items_fit(items):
                continue
            seen.add((claim, items))
            if count.claimed in count.listed:
                agreed.append((place, count))
            elif _differs(count, items) and place.text[: count.items[0]][-1:] != "；":  # 甲、乙；丙、丁两大类
                yield _finding("unexplained", [(place, count)], LISTED.format(count=count.listed[0], items=items[:80]))
    if agreed:
        yield _finding("agrees", agreed, AS_MANY)


def _items_fit(items: str) -> bool:
    return "；" in items or all(len(item.strip("“”")) >= SHORTEST for item in items.split("、"))


def _differs(count: Count, items: str) -> bool:
    """Say so only of a plain list of short items that its number directly counts; 等 may leave a list short."""
    if count.open and count.claimed > max(count.listed):
        return False
    short = all(len(item) <= LONGEST for item in items.split("、")[1:])
    # 等 closes a list; one that is longer than its number (甲、乙、丙等2家) is wrong whatever is counted
    listing = count.counter == LISTING_COUNTER or count.open
    sure = count.counter in SURE_COUNTERS or (listing and items.count("、") >= FEWEST_JOINED)
    return short and len(count.listed) == 1 and sure and "，" not in items


def _finding(verdict: Verdict, found: list[tuple[TextPassage, Count]], listed: Message) -> Finding:
    return finding(
        "count-claimed",
        verdict,
        (
            side
            for place, count in found
            for side in (place.evidence(*count.span, "count-claimed"), place.evidence(*count.claim, "count-claimed"))
        ),
        (subject for place, _ in found for subject in place.subjects),
        claims="、".join(f"“{place.text[slice(*count.claim)]}”" for place, count in found),
        listed=listed,
    )
