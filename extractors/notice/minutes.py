"""The minutes of a meeting: their number below the title, and the body whose meeting it was."""

from collections.abc import Iterator, Sequence

from extractors.language.patterns import lazy_pattern
from extractors.notice.issuer_names import bodies, is_issuer
from extractors.notice.lines import NoticeLine
from schemas import Element

_TITLE = lazy_pattern(r"(?P<whose>[\u4e00-\u9fff（）()]{4,40}?)(?:会议|办公会)纪要(?:[（(].{1,12}[)）])?")
LEAST = 3


def issuer_of_minutes(lines: Sequence[NoticeLine]) -> Iterator[Element]:
    """Yield the body whose meeting the minutes are of: 某县人民政府专题会议纪要."""
    for line in lines:
        if line.kind == "line" and (found := _TITLE.fullmatch(line.text)):
            ends = (end for end in range(found.end("whose"), LEAST - 1, -1) if is_issuer(line.text[:end]))
            yield from bodies(line.squeezed, 0, next(ends, 0), "notice.issuer.minutes")
            return


def number_of_minutes(lines: Sequence[NoticeLine]) -> Element | None:
    """Return the number below the title of minutes: 〔2025〕第8号."""
    line = next((line for line in lines if line.kind == "minutes"), None)
    return line.squeezed.element(0, len(line.text), "notice.number.minutes") if line else None
