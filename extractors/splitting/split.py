"""Tell the carrier (the notice) from the plans that it carries, and documents run together in one file apart."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.language.whitespace import key
from extractors.notice.issued_titles import LONGEST, TitleLines, find_title, issued_titles, plan_title_at
from extractors.notice.lines import NoticeLine, behind_text, lines_of, opening
from extractors.notice.titles import is_issued_title
from extractors.splitting.closings import FOOT, HEAD, closing_lines, is_list_entry
from extractors.splitting.further_documents import further_notices, untitled_restart
from extractors.splitting.heads import cut_heads_and_tails
from extractors.splitting.part import Part
from extractors.tables.cards import turn_cards
from schemas import Block, Document, Remark

ZONE = 30
"""Printed lines within which the head of a notice ends."""

_AGAIN = {"kind": "furniture", "why": "printed-twice"}


def split(document: Document, plan_id: str) -> tuple[Part, ...]:
    """Return one part for each plan of the document, ids ``plan_id``, ``plan_id--2``, …

    Heads that were run together in one paragraph are cut first: use each part's ``document`` from here on.
    Annexes belong to the plan before them; signature and distribution list belong to the carrier.
    """
    document = cut_heads_and_tails(document)
    lines = lines_of(document.blocks, behind_text(document.blocks))
    found: list[tuple[list[Block], list[Block]]] = []
    bodies: list[str] = []
    remarks: list[Remark] = []
    again: dict[str, Block] = {}
    notices = pairwise([0, *further_notices(lines), len(lines)])
    parts = [(start, *part) for start, end in notices for part in _divide(lines[start:end])]
    for start, carrier, body, apart in parts:
        text = "".join(key(block.text) for block in body) if len(parts) > 1 else ""
        if text and text in bodies:
            again |= {block.id: block.model_copy(update=_AGAIN) for block in (*carrier, *body)}
            remarks.append(_printed_twice(body[0]))
            continue
        if found and (apart or start) and body:
            remarks.append(_run_together(body[0]))
        bodies.append(text)
        found.append((carrier, body))
    if remarks:
        blocks = tuple(again.get(block.id, block) for block in document.blocks)
        document = document.model_copy(update={"blocks": blocks, "remarks": (*document.remarks, *remarks)})
    found[0][0].extend(again.values())
    bundle = plan_id if len(found) > 1 else None
    return tuple(
        Part(
            document,
            plan_id if number == 1 else f"{plan_id}--{number}",
            tuple(carrier),
            tuple(map(turn_cards, body)),
            bundle,
        )
        for number, (carrier, body) in enumerate(found, 1)
    )


def _run_together(block: Block) -> Remark:
    return Remark(
        code="documents-run-together",
        zh=f"同一文件中另有一份独立文件，自“{block.text.strip()[:40]}”起，作为单独的计划处理。",
        en="The file holds a further, independent document from here on; it is treated as a plan of its own.",
        page=block.page,
        block=block.id,
    )


def _printed_twice(block: Block) -> Remark:
    return Remark(
        code="document-printed-twice",
        zh=f"同一文件把全文重复了一遍，自“{block.text.strip()[:40]}”起的重复部分未再提取。",
        en="The file repeats the whole text from here on; the repetition was not extracted again.",
        page=block.page,
        block=block.id,
    )


def _divide(lines: Sequence[NoticeLine]) -> Iterator[tuple[list[Block], list[Block], bool]]:
    """Yield carrier, body, and whether the plan stands apart from the notice, for each plan of one document."""
    head = _zone(lines)
    wanted, mention = issued_titles(lines[:head])
    opens = _starts(lines, wanted, mention) or [_body_start(lines[:head])]
    apart = [place for left, right in pairwise([*opens, len(lines)]) for place in _restarts(lines, left, right)]
    end = min((place for place in apart if place > opens[-1]), default=len(lines))
    foot = _foot(lines[:end], opens[0])
    closing = closing_lines(lines, opens[0], foot)
    carrier = _blocks([*lines[: opens[0]], *(lines[place] for place in sorted(closing)), *lines[foot:end]])
    if opens[0] == len(lines):
        yield carrier, [], False
    for left, right in pairwise(sorted({*opens, *apart, len(lines)})):
        if left in apart:
            foot = _foot(lines[:right], left)
            closing = closing_lines(lines, left, foot)
            own = [lines[place] for place in (*sorted(closing), *range(foot, right))]
            yield _blocks(own), _blocks(_without(lines, closing, left, foot)), True
        else:
            yield carrier, _blocks(_without(lines, closing, left, min(right, foot))), False


def _without(lines: Sequence[NoticeLine], closing: frozenset[int], start: int, end: int) -> list[NoticeLine]:
    return [lines[place] for place in range(start, end) if place not in closing]


def _restarts(lines: Sequence[NoticeLine], start: int, end: int) -> Iterator[int]:
    """Yield the lines between start and end at which a plan begins that no notice announces."""
    while run := untitled_restart(lines[:end], start):
        yield run.start
        start = run.start


def _blocks(lines: Sequence[NoticeLine]) -> list[Block]:
    return [line.squeezed.block for line in lines]


def _zone(lines: Sequence[NoticeLine]) -> int:
    """Return how many lines the head may take: up to the first heading or table."""
    near = opening(lines, ZONE)
    return next((index for index, line in enumerate(near) if line.kind in ("heading", "table")), len(near))


def _starts(lines: Sequence[NoticeLine], wanted: Sequence[str], mention: int) -> list[int]:
    """Return the lines where the carried titles stand, in reading order, an 附件 label above included."""
    runs: list[TitleLines] = []
    for name in wanted:
        if run := find_title(lines, name, mention):
            after = [find_title(lines[run.end : run.end + 1], other, 0) for other in wanted]
            again = find_title(lines, name, run.end) if len(wanted) > 1 and any(after) else None  # a list of contents
            runs.append(again or run)
    if wanted and not runs:  # the title is printed otherwise than announced
        closing = max(
            (
                index
                for index, line in enumerate(opening(lines, ZONE))
                if line.kind in ("date", "signature", "disclosure")
            ),
            default=None,
        )
        if closing is not None and mention <= closing and (run := plan_title_at(lines, closing + 1)):
            runs.append(run)
    if not wanted and (run := _titled_below_date(lines)):
        runs.append(run)
    starts = sorted({run.start for run in runs})
    return [start - 1 if start and lines[start - 1].kind == "annex" else start for start in starts]


def _titled_below_date(lines: Sequence[NoticeLine]) -> TitleLines | None:
    """Return the title of what a notice shares out, right below its date, where no sentence announces it: 《报告》责任分解."""
    kinds = [line.kind for line in lines]
    sent = kinds.index("addressees") if "addressees" in kinds else len(lines)
    dated = next((at for at in range(sent + 1, len(lines) - 1) if kinds[at] in ("date", "signature")), None)
    if dated is None or "heading" in kinds[sent:dated] or kinds[dated + 1] != "line":
        return None
    title = lines[dated + 1].text
    return TitleLines(dated + 1, dated + 2, title) if is_issued_title(title) and len(title) <= LONGEST else None


def _body_start(lines: Sequence[NoticeLine]) -> int:
    """Return where the text begins in a document that carries no other: 0 if it has no head of a notice."""
    kinds = [line.kind for line in lines]
    if "addressees" in kinds:
        return kinds.index("addressees") + 1
    told = next((place for place, line in enumerate(lines) if line.kind == "carrying" and len(line.text) < 600), None)
    if told is not None:
        return told + 1
    if "number" in kinds or "head" in kinds:
        last = max(index for index, kind in enumerate(kinds) if kind in ("number", "head"))
        return next((index for index in range(last, len(kinds)) if kinds[index] not in HEAD), len(kinds))
    metas = [index for index, kind in enumerate(kinds) if kind == "meta"]
    return metas[-1] + 1 if metas else 0


def _foot(lines: Sequence[NoticeLine], first: int) -> int:
    """Return where signature, distribution list and the like begin at the end of the document."""
    foot = len(lines)
    while foot > first + 1:
        kind, follows = lines[foot - 1].kind, lines[foot].kind if foot < len(lines) else ""
        signed = kind == "unit" and follows in ("date", "printed", "unit", "seal")
        if kind in FOOT or signed or is_list_entry(lines, first, foot - 1):
            foot -= 1
        else:
            break
    return foot
