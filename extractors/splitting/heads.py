"""Cut a head or tail that a source runs together in one paragraph into its lines.

Page texts come without any line break: title, 文号, addressees, signature, date and the carried title
follow each other in one string. Everything after this step sees them as blocks of their own, with the ids
``b1.1``, ``b1.2``, …
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.clauses.bodies import lists_units
from extractors.language.dates import DAY
from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import SqueezedBlock, key, key_with_places, squeeze_block, without_blanks
from extractors.lexicon import any_of
from extractors.notice.issuer_names import is_issuer
from extractors.notice.lines import DRAFT, META, NUMBER, SENT, carrying_phrases, is_addressees, line_of
from extractors.notice.titles import carrier_nouns, plan_nouns
from schemas import Block, Document, PathSpan, Run

HEAD, TAIL = 25, 3
"""Paragraphs in which a head or a tail may stand."""
FIELD = 60
"""Characters of the longest field that a page prints about its document."""

_NUMBER = lazy_pattern(
    rf"""
    (?: ^ | (?<=[）)])
      | (?<=通知) | (?<=意见) | (?<=方案) | (?<=公告) | (?<=措施) | (?<=计划) | (?<=规划) | (?<=决定) | (?<=通报) )
    ((?![^〔（(\[]*(?:的|通知)){NUMBER})                  # …的通知某政发〔2025〕3号各区人民政府
    (?![）)》、，。])                                     # a number in running text is quoted or continued
    """,
    re.X,
)
_OPEN_BRACKET = lazy_pattern(r"[（(〔\[【〖｛{][^）)〕\]】〗｝}]*$")
_DAY = lazy_pattern(rf"{DAY}(?!起|前|以|之前|至|止|开始|后|[，、。；])")
_TITLE_END = lazy_pattern(rf"(?:{'|'.join((*carrier_nouns(), *plan_nouns()))})》?(?:的通知)?(?:[（(]{DAY}[）)])?")
_NOTE = lazy_pattern(r"[（(]此件[^（）()。]{2,14}[）)]")
_ATTACHED = lazy_pattern(r"(?<=[。日）)〕】])(?:相关)?附件[:：]")
_ATTACHMENT = lazy_pattern(r"附[件表][:：](?:\d{1,2}[.．、])?$")
"""What stands before a title that is only listed: 附件：某市行动方案."""
_NAME = lazy_pattern(r"《((?:[^《》]|《[^《》]*》){4,80})》")
_QUALIFIED = lazy_pattern(rf"{DRAFT}|[（(](?:试行|暂行|(?:19|20)\d{{2}}[^（）()]{{1,8}})[）)]")
_CONTACT = lazy_pattern(r"(?<=。)联系(?:人|电话|方式|单位)[:：]")
_ENDS_IN_NUMBER = lazy_pattern(rf"{NUMBER}$")
_ENDS_IN_NOUN = lazy_pattern(rf"的(?:通知|公告|函|意见|方案)(?:[（(]{DAY}[）)])?$")
_LONGEST_END = 60
_PREAMBLE = lazy_pattern(rf"为(?:{any_of('phrases', 'aim')})|根据|按照|目录|第一[章节]|一、")
_RECEIVERS_OPEN = lazy_pattern(r"各|有关|国务院|中央|省|市|区|县|州|盟|机关")
_PLURAL = lazy_pattern(r"各|有关|部门|单位")


def slice_block(block: Block, start: int, end: int, id: str) -> Block:
    """Return ``text[start:end]`` as a block of its own that points at the same places of the source."""
    runs = tuple(
        Run(**{**dict(run), "start": left - start, "edges": run.edges[left - run.start : right - run.start + 1]})
        for run in block.runs
        if (left := max(run.start, start)) < (right := min(run.start + len(run.edges) - 1, end))
    )
    return block.model_copy(
        update={
            "id": id,
            "text": block.text[start:end],
            "segments": tuple(
                (left - start, right - left, raw + left - at)
                for at, length, raw in block.segments
                if (left := max(at, start)) < (right := min(at + length, end))
            ),
            "runs": runs,
            "paths": tuple(
                PathSpan(start=left - start, end=right - start, path=span.path)
                for span in block.paths
                if (left := max(span.start, start)) < (right := min(span.end, end))
            ),
        }
    )


def _head_cuts(text: str) -> Iterator[int]:
    """Yield the places in white-space-free text where title, 文号 and addressees meet."""
    ends = [found.end() for found in _TITLE_END.finditer(text[:200])]
    starts = [0] if _RECEIVERS_OPEN.match(text) else [*(end for end in ends if _RECEIVERS_OPEN.match(text, end)), 0]
    if number := _NUMBER.search(text[:300]):
        starts = [number.end(1)]
    for start in starts:
        colon = min(
            (place for place in (text.find("：", start, start + 400), text.find(":", start, start + 400)) if place > 0),
            default=0,
        )
        receivers = text[start : colon + 1]
        labelled = lists_units(text, colon + 1, len(text))  # 验收单位：县整改办
        labelled = labelled or _OPEN_BRACKET.search(receivers) is not None  # 更换电梯【牵头单位：市住建局】
        if colon and not labelled and _PLURAL.search(receivers) and is_addressees(receivers):
            yield from (start, colon + 1)
            if number:
                yield number.start(1)
            return
    if number and number.end(1) == len(text):
        yield number.start(1)


def _foot_cuts(squeezed: SqueezedBlock, names: frozenset[str]) -> Iterator[int]:
    """Yield the places where signature, date, note and carried title meet."""
    text, ends = squeezed.text, []
    for found in _DAY.finditer(text):
        start = _signature_start(squeezed, found.start())
        closed = found.end() == len(text) or text[found.end()] in "（(" or _ATTACHED.match(text, found.end())
        if start is not None and (start < found.start() or closed or _title_end(text, found.end(), names)):
            yield from (start, found.start(), found.end())
            ends.append(found.end())
    for found in _NOTE.finditer(text):
        yield from found.span()
        ends.append(found.end())
    for end in ends:
        yield _title_end(text, end, names) or end
    yield from (found.start() for pattern in (_ATTACHED, _CONTACT) for found in pattern.finditer(text))
    yield from _closing_titles(text, names)


def _closing_titles(text: str, names: frozenset[str]) -> Iterator[int]:
    """Yield the ends of a carried title that runs into what stands before it, or into the preamble after it."""
    folded = key(text) if names else ""
    printed = [name for name in names if name in folded]
    places = key_with_places(text)[1] if printed else ()
    for name in printed:
        at = folded.find(name)
        while at >= 0:
            left, right = places[at], places[at + len(name) - 1] + 1
            left -= left > 0 and text[left - 1] in '“"'
            listed = text[left - 1 : left] in ("《", "〈") or _ATTACHMENT.search(text[max(0, left - 8) : left])
            if not listed and (right == len(text) or _PREAMBLE.match(text, right)):
                yield from (left, right)
            at = folded.find(name, at + 1)


def _signature_start(squeezed: SqueezedBlock, end: int) -> int | None:
    """Return where the issuing body before a date begins, ``end`` if the date stands alone; None inside a sentence."""
    text, places = squeezed.text, squeezed.places
    opens = [
        at
        for at in range(max(0, end - 45), end + 1)
        if at == 0 or text[at - 1] in "。！）)" or (at < len(text) and places[at] - places[at - 1] > 1)
    ]
    return next((at for at in opens if at == end or is_issuer(text[at:end])), None)


def _title_end(text: str, start: int, names: frozenset[str]) -> int:
    """Return the end of a carried title that begins at ``start``; 0 if none does."""
    window = text[start : start + 120]
    for end in range(4, len(window) + 1):
        if key(window[:end]) in names:
            qualified = _QUALIFIED.match(window, end)
            return start + (qualified.end() if qualified else end)
    return 0


def _pieces(squeezed: SqueezedBlock, cuts: set[int]) -> tuple[Block, ...]:
    block, length = squeezed.block, len(squeezed.text)
    inner = sorted(cut for cut in cuts if 0 < cut < length)
    if not inner:
        return (block,)
    edges = [0, *inner, length]
    return tuple(
        slice_block(block, squeezed.places[start], squeezed.places[end - 1] + 1, f"{block.id}.{number}")
        for number, (start, end) in enumerate(pairwise(edges), 1)
    )


def _heads(document: Document, paragraphs: Sequence[int]) -> Iterator[list[int]]:
    """Yield the paragraphs of the document's head, and of any further notice's head inside it."""
    yield _until_heading(document, paragraphs[:HEAD])
    for index in range(1, len(paragraphs)):
        text = document.blocks[paragraphs[index]].text
        above = without_blanks(document.blocks[paragraphs[index - 1]].text)
        titled = _ends_head(above) or ("关于" in above and len(above) < 80 and "。" not in above)
        if (
            any(carrying_phrases(text))
            or SENT.match(without_blanks(text[:400]))
            or (titled and text.lstrip()[:1] in "各县市省区")
        ):
            yield _until_heading(document, paragraphs[max(0, index - 1) : index + 8])


def _ends_head(text: str) -> bool:
    """Return whether a line ends like a head: with a number, or with what the document is."""
    pattern = _ENDS_IN_NUMBER if text.endswith("号") else _ENDS_IN_NOUN
    return pattern.search(text, max(len(text) - _LONGEST_END, 0)) is not None


def _until_heading(document: Document, paragraphs: Sequence[int]) -> list[int]:
    kinds = (line_of(document.blocks[place]).kind for place in paragraphs)
    return list(paragraphs[: next((index for index, kind in enumerate(kinds) if kind == "heading"), len(paragraphs))])


def cut_heads_and_tails(document: Document) -> Document:
    """Return the document with head and tail cut into their elements; the same object where nothing is to cut."""
    blocks = document.blocks
    paragraphs = [place for place, block in enumerate(blocks) if block.kind == "paragraph" and block.text.strip()]
    lines: dict[int, SqueezedBlock] = {}
    cuts: dict[int, set[int]] = {}
    for zone in (*_heads(document, paragraphs), []):
        places = zone or paragraphs[-TAIL:]
        lines |= {place: squeeze_block(blocks[place]) for place in places if place not in lines}
        names = frozenset(key(name) for place in zone for name in _NAME.findall(lines[place].text[:3000]))
        for place in places:
            if len(lines[place].text) <= FIELD and META.match(lines[place].text):
                continue  # a field that a page prints about its document: 文号：…
            found = {*_foot_cuts(lines[place], names), *(_head_cuts(lines[place].text) if zone else ())}
            cuts[place] = cuts.get(place, set()) | found
    if not any(0 < cut < len(lines[place].text) for place, found in cuts.items() for cut in found):
        return document
    pieces = (
        piece
        for place, block in enumerate(blocks)
        for piece in (_pieces(lines[place], cuts[place]) if cuts.get(place) else (block,))
    )
    return document.model_copy(update={"blocks": tuple(pieces)})
