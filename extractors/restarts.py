"""Find where a further document begins in a file that holds several."""

import re
from collections.abc import Iterator, Sequence

from extractors.carried import Run, title_run
from extractors.header_lines import Line

APART = 15
"""Lines that a document has at least before another can follow it in the same file."""
HEAD = 12
"""Lines between the top of a notice and its addressees at most."""

_PREAMBLE = re.compile(
    r"制定(?:本|以下|如下|了本)|提出(?:如下|以下)|^为(?:了|深入|进一步|全面|贯彻|认真|切实|加快)|^根据|^按照"
)
_FIRST = re.compile(r"^(?:一、|第一[章节部编])")
_SECOND = re.compile(r"^(?:[二三四]、|第[二三四][章节部编])")
_TITLE_END = re.compile(r"(?:通知|公告|函|意见|方案|措施|办法)(?:[（(][^（）()]{6,14}[）)])?$")
_ABOVE = frozenset(("blank", "copy_number", "head", "meta", "number", "secrecy", "signer", "unit", "urgency"))


def further_notices(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the lines at which a further notice begins.

    Its addressees tell it, with a 文号 or a title above them or the sentence that issues a plan below.
    """
    last = 0
    for index, line in enumerate(lines):
        if line.kind != "addressees" or index - last < APART:
            continue
        if not any(entry.kind in ("heading", "text") for entry in lines[last:index]):
            continue  # a page prints title and number in a table above the document itself
        top, title = _top(lines, index, last)
        numbered = any(entry.kind in ("number", "head") for entry in lines[top:index])
        issues = any(entry.kind == "carrying" for entry in lines[index + 1 : index + 4])
        if issues or ("关于" in title and (numbered or _TITLE_END.search(title))):
            yield top
            last = index


def _top(lines: Sequence[Line], addressees: int, floor: int) -> tuple[int, str]:
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
        top = next((place for place in range(top, addressees) if lines[place].kind in ("number", "head")), addressees)
    while top < addressees and lines[top].kind == "blank":
        top += 1
    return top, title if "关于" in title else ""


def untitled_restart(lines: Sequence[Line], start: int) -> Run | None:
    """Return the title of the next plan that no notice announces: its own line, a preamble, and 一、 again.

    An annex label above it makes it an annex, which belongs to the plan before.
    """
    seen_first = seen_second = False
    for index in range(start, len(lines)):
        text = lines[index].text
        if _FIRST.match(text):
            seen_first, seen_second = True, False
        elif _SECOND.match(text):
            seen_second = True
        elif seen_first and seen_second and lines[index].kind == "line":
            above = [line.kind for line in lines[max(start, index - 2) : index]]
            run = None if {"annex", "attachment"} & set(above) else title_run(lines, index)
            if run and _opens(lines[run.end : run.end + 8]):
                return run
    return None


def _opens(lines: Sequence[Line]) -> bool:
    """Tell whether a preamble and then the first heading follow."""
    preamble = next((index for index, line in enumerate(lines) if _PREAMBLE.search(line.text)), None)
    return preamble is not None and any(_FIRST.match(line.text) for line in lines[preamble + 1 :])
