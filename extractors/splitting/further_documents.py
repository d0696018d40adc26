"""Find where a further document begins in a file that holds several."""

from collections.abc import Iterator, Sequence

from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import key
from extractors.lexicon import any_of
from extractors.notice.issued_titles import TitleLines, plan_title_at
from extractors.notice.lines import SENT, NoticeLine
from extractors.notice.titles import period, place, without_brackets

APART = 8
"""Printed lines that a document has at least before another can follow it in the same file."""
HEAD = 12
"""Lines between the top of a notice and its addressees at most."""

ABOUT = 400
"""Characters that a page says of its document at most, fields aside."""
_DOCUMENT = frozenset(("heading", "addressees", "carrying", "date", "signature", "number", "table"))
"""Kinds of lines of which any document has one."""

PREAMBLE = 1500
"""Characters of the longest preamble."""

_PREAMBLE = lazy_pattern(rf"制定(?:本|以下|如下|了本)|提出(?:如下|以下)|^为(?:{any_of('phrases', 'aim')})|^根据|^按照")
_FIRST = lazy_pattern(r"^(?:一、|第一[章节部编])")
_SECOND = lazy_pattern(r"^(?:[二三四]、|第[二三四][章节部编])")
_TITLE_END = lazy_pattern(r"(?:通知|公告|函|意见|方案|措施|办法)(?:[（(][^（）()]{6,14}[）)])?$")
_ABOVE = frozenset(("blank", "copy_number", "head", "meta", "number", "secrecy", "signer", "unit", "urgency"))


def further_notices(lines: Sequence[NoticeLine]) -> Iterator[int]:
    """Yield the lines at which a further notice begins.

    Its addressees tell it, with a 文号 or a title above them or the sentence that issues a plan below;
    or, where it is sent to nobody, that sentence under a title.
    """
    last = printed = 0
    for index, line in enumerate(lines):
        printed += line.kind != "blank"
        if line.kind not in ("addressees", "carrying") or printed <= APART:
            continue
        if not any(entry.kind in ("heading", "text") for entry in lines[last:index]):
            continue  # a page prints title and number in a table above the document itself
        top, title = _top(lines, index, last)
        if last == 0 and _is_about_the_page(lines[:top]):
            continue
        numbered = any(entry.kind in ("number", "head") for entry in lines[top:index])
        issues = any(entry.kind == "carrying" for entry in lines[index + 1 : index + 4])
        titled = "关于" in title and (numbered or bool(_TITLE_END.search(title)))
        if titled or (line.kind == "addressees" and (issues or SENT.match(line.text))):
            yield top
            last, printed = index, 1


def _is_about_the_page(lines: Sequence[NoticeLine]) -> bool:
    """Return whether all that stands above a notice is what a page says of it: its fields, and a sentence beside them."""
    kinds = [line.kind for line in lines]
    prose = sum(len(line.text) for line in lines if line.kind == "text")
    return "meta" in kinds and prose <= ABOUT and not _DOCUMENT & set(kinds)


def _top(lines: Sequence[NoticeLine], addressees: int, floor: int) -> tuple[int, str]:
    """Return the first line of the head above the addressees, and its title."""
    top, title = addressees, ""
    while top > floor and addressees - top < HEAD:
        line = lines[top - 1]
        part_of_title = line.kind == "line" and "关于" not in title and len(line.text) <= 120 and "。" not in line.text
        if not part_of_title and line.kind not in _ABOVE:
            break
        if part_of_title:
            title = line.text + title
        top -= 1
    if "关于" not in title:  # what was taken for a title ends the document before
        numbered = next((at for at in range(top, addressees) if lines[at].kind in ("number", "head")), addressees)
        top = _plan_title_above(lines, top, numbered) if numbered < addressees else numbered
    while top < addressees and lines[top].kind == "blank":
        top += 1
    return top, title if "关于" in title else ""


def _plan_title_above(lines: Sequence[NoticeLine], floor: int, number: int) -> int:
    """Return the line where a plan's own title begins that stands right above a 文号; the number's line if none does."""
    end = number
    while end > floor and lines[end - 1].kind == "blank":
        end -= 1
    runs = ((place, plan_title_at(lines[:end], place)) for place in range(floor, end))
    return next((place for place, run in runs if run and run.end == end), number)


def untitled_restart(lines: Sequence[NoticeLine], start: int) -> TitleLines | None:
    """Return the title of the next plan that no notice announces: its own line, a preamble, and 一、 again.

    A title that names place and years needs no preamble.

    An annex label above it makes it an annex, which belongs to the plan before.
    """
    seen_first = seen_second = seen_table = False
    for index in range(start, len(lines)):
        text = lines[index].text
        if lines[index].kind == "blank":
            continue  # the page of contents lists the headings of the same document
        if _FIRST.match(text):
            seen_first, seen_second = True, False
        elif _SECOND.match(text):
            seen_second = True
        elif lines[index].kind == "table":
            seen_table = True
        elif lines[index].kind == "line" and (seen_second if seen_first else seen_table):
            run = plan_title_at(lines, index)
            if run is None or _is_annex_title(lines[max(start, index - 2) : index], run):
                continue
            below = lines[run.end : run.end + 60]
            if _opens(below) or (_is_whole_title(run.title) and _begins_at_once(below)):
                return run
    return None


def _is_annex_title(above: Sequence[NoticeLine], run: TitleLines) -> bool:
    """Return whether the title is that of an annex: an 附件 label above it, or a list of attachments that names it."""
    title = key(without_brackets(run.title))
    return any(line.kind == "annex" or (line.kind == "attachment" and title in key(line.text)) for line in above)


def _is_whole_title(title: str) -> bool:
    """Return whether a title names its place and its years, as that of an annex hardly does: 某县2026年水利工作要点."""
    return place((), title) is not None and period(title).start is not None


def _begins_at_once(lines: Sequence[NoticeLine]) -> bool:
    """Return whether the first heading follows with nothing but the number and the like between."""
    first = next((line for line in lines if line.kind not in _ABOVE), None)
    return first is not None and _FIRST.match(first.text) is not None


def _opens(lines: Sequence[NoticeLine]) -> bool:
    """Return whether a preamble (of at most 1,500 characters) and then the first heading follow."""
    preamble = ""
    for line in lines:
        if _FIRST.match(line.text):
            return bool(_PREAMBLE.search(preamble))
        if line.kind not in ("status", "blank"):
            preamble += line.text
        if line.kind == "heading" or len(preamble) > PREAMBLE:
            return False
    return False
