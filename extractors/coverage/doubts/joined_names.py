"""Units whose names were printed with nothing between them: where one ends and the next begins is a guess."""

from collections.abc import Iterator, Mapping, Sequence

from extractors.coverage.doubts.torn_names import holds_two_names
from extractors.coverage.unread_spans import UnreadSpan
from extractors.language.patterns import lazy_pattern
from schemas import Block, Message, Plan, Responsibility

VERB_IN_NAME = lazy_pattern(r".{2,}(?:[局委厅署院]|集团|公司)[主承协督经合联代]办")
"""A name that took the verb after it, because 办 ends names too: 县水利局承办."""
DOUBT = Message(
    zh="单位名称之间没有分隔，可能是一个单位，也可能是几个单位。",
    en="Nothing separates these names: they may be one unit or several.",
)


def joined_names(plan: Plan) -> tuple[Responsibility, ...]:
    """Return the responsibilities whose name touches another's, or seems to hold more than a name."""
    ends = {(duty.evidence.block, duty.evidence.end) for duty in plan.responsibilities}
    starts = {(duty.evidence.block, duty.evidence.start) for duty in plan.responsibilities}
    return tuple(
        duty
        for duty in plan.responsibilities
        if (duty.evidence.block, duty.evidence.start) in ends
        or (duty.evidence.block, duty.evidence.end) in starts
        or holds_two_names(duty.name)
        or VERB_IN_NAME.fullmatch(duty.name)
    )


def mark_joined(plan: Plan, joined: Sequence[Responsibility]) -> Plan:
    """Return the plan with ``doubt`` on the responsibilities whose names run together."""
    places = {(duty.evidence.block, duty.evidence.start) for duty in joined}
    changed = tuple(
        duty.model_copy(update={"doubt": DOUBT})
        if duty.doubt is None and (duty.evidence.block, duty.evidence.start) in places
        else duty
        for duty in plan.responsibilities
    )
    return plan.model_copy(update={"responsibilities": changed})


def joined_spans(joined: Sequence[Responsibility], blocks: Mapping[str, Block]) -> Iterator[UnreadSpan]:
    """Yield the stretches of names that run together as unread passages."""
    stretches: list[tuple[str, int, int]] = []
    for block, start, end in sorted({(duty.evidence.block, duty.evidence.start, duty.evidence.end) for duty in joined}):
        if stretches and stretches[-1][0] == block and stretches[-1][2] == start:
            stretches[-1] = (block, stretches[-1][1], end)
        else:
            stretches.append((block, start, end))
    for block, start, end in stretches:
        if block in blocks:
            yield UnreadSpan("names run together", blocks[block], start, end)
