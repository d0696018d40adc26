"""推进计划: the numbered entries of one cell."""

import re
from collections.abc import Iterator

from extractors.language.patterns import lazy_pattern
from schemas import Block, PlanItem

ENTRY = r"(?<![\d.．])[（(]?{n}(?:、|[）)]|[．.](?!\d))"
FIRST = lazy_pattern(r"^\s*[（(]?1(?:、|[）)]|[．.](?!\d))")


def plan_items(block: Block, start: int, end: int, task: str) -> tuple[PlanItem, ...]:
    """Split a plan cell at 1、2、3、…; a cell without numbers is one entry with an empty marker."""
    text = block.text[start:end]
    return tuple(
        PlanItem(
            id=f"{task}/{number}",
            marker=str(number) if marked else "",
            text=text[body:right].strip(),
            evidence=block.evidence(start + left, start + right, "table.plan-item"),
        )
        for number, (left, body, right, marked) in enumerate(_entries(text), 1)
    )


def _entries(text: str) -> Iterator[tuple[int, int, int, bool]]:
    """Yield (start, start of the text, end, has a number) of each entry."""
    first = FIRST.match(text)
    if first is None:
        if text.strip():
            yield 0, 0, len(text.rstrip()), False
        return
    marks = [(first.start(), first.end())]
    while True:
        following = re.compile(ENTRY.format(n=len(marks) + 1)).search(text, marks[-1][1])
        if following is None:
            break
        marks.append(following.span())
    ends = [mark[0] for mark in marks[1:]] + [len(text)]
    for (left, body), right in zip(marks, ends, strict=True):
        yield left, body, left + len(text[left:right].rstrip()), True
