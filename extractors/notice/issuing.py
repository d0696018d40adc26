"""Read who issued a notice, its number, and its dates."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from extractors.language.dates import DAY, iso
from extractors.language.patterns import alternatives, lazy_pattern
from extractors.language.whitespace import SqueezedBlock
from extractors.lexicon import words_of
from extractors.notice.issuer_names import ISSUER, bodies, is_issuer, issuer_below_title
from extractors.notice.lines import NUMBER, NUMBERS, PAIR, NoticeLine, fields_of
from extractors.notice.minutes import issuer_of_minutes, number_of_minutes
from extractors.notice.titles import genre, genre_nouns
from schemas import Element

_DAY = lazy_pattern(DAY)
_NUMERIC = lazy_pattern(r"((?:19|20)\d{2})[-./年](\d{1,2})[-./月](\d{1,2})")
_SIGNED = lazy_pattern(rf"({ISSUER})?[（(]?(?:19|20)\d\d年\d{{1,2}}月(?:\d{{1,2}}日)?[）)]?")
"""A body, a date or month, or both."""
_NUMBER = lazy_pattern(NUMBER)
_NUMBERS = lazy_pattern(NUMBERS)
_NUMBER_KEY = lazy_pattern(r"[（(]?(?:发文字号|文件编号|文号)[:：]?")
_BEHIND_KEY = lazy_pattern(rf"(?:发文字号|文件编号|文号)({NUMBER})")
"""A table of the page's fields whose keys and values only white space separated."""
_IN_TITLE = lazy_pattern(rf"(?:{alternatives(genre_nouns())})[（(]({NUMBER})[）)]")
_ISSUED = lazy_pattern(rf"({NUMBER})关于(?:印发|转发)")
_BY_TITLE = lazy_pattern(r"^(?:#+|\d{1,2}[.．、])?([^《》，。]{2,60}?)(?:关于|批转|转发|印发(?=《))")
_QUOTED_TITLE = lazy_pattern(rf"(?:{NUMBER})?《([^《》，。]{{2,60}}?)关于[^《》]{{4,200}}》")
"""A title that a site prints in brackets, with or without the number: 某政发〔2025〕3号《某市人民政府关于…的通知》."""

_TEXTS = ("text", "heading", "line")
_BODY_AS_HEADING = frozenset((above, "unit", below) for above in _TEXTS for below in _TEXTS)
"""Kinds of three lines."""


class PageField(NamedTuple):
    """A key and value that a web page prints around the document: 发文机关：国务院."""

    key: str
    line: SqueezedBlock
    start: int
    end: int


def page_fields(lines: Sequence[NoticeLine], element: str) -> Iterator[PageField]:
    """Yield the values of the keys that name an element of the notice; a value may be on the line below its key."""
    keys = words_of("notice", "field", of=element)
    for index, line in enumerate(lines):
        for found in fields_of(line.text) if line.kind == "meta" else ():
            if found["key"] not in keys:
                continue
            if found["value"]:
                yield PageField(found["key"], line.squeezed, *found.span("value"))
            elif (
                index + 1 < len(lines)
                and found.end() == len(line.text)
                and lines[index + 1].kind not in ("meta", "blank")
            ):
                below = lines[index + 1].squeezed
                yield PageField(found["key"], below, 0, len(below.text))


def _text_at(lines: Sequence[NoticeLine]) -> int:
    """Return the line of the addressees or of the sentence that issues the plan; signatures come after it."""
    return next((index for index, line in enumerate(lines) if line.kind in ("addressees", "carrying")), -1)


def issuers(carrier: Sequence[NoticeLine], body: Sequence[NoticeLine]) -> tuple[Element, ...]:
    """Return the issuing bodies: from the signature, else the 文件 head, else the title, else the fields of the page,
    else from below the title.
    """
    stated = tuple(
        entry
        for value in page_fields(carrier, "issuer")
        for entry in bodies(value.line, value.start, value.end, "notice.issuer.stated")
    )
    titled = tuple(_by_title((*carrier, *body)))
    if titled and len(titled) == len(stated) and all(map(_is_fuller, stated, titled)):
        titled = stated
    return (
        tuple(_signature(carrier))
        or tuple(_head(carrier))
        or titled
        or stated
        or tuple(_under_title((*carrier, *body)))
        or tuple(issuer_of_minutes((*carrier, *body)))
    )


def _is_fuller(stated: Element, titled: Element) -> bool:
    """Return whether the page gives the body of the title with its place in front: 云川市江湾区人民政府."""
    return stated.value.endswith(titled.value)


def _signature(lines: Sequence[NoticeLine]) -> Iterator[Element]:
    text_at = _text_at(lines)
    for index in range(len(lines) - 1, max(text_at, -1), -1):
        line = lines[index]
        if line.kind == "signature":
            date = _DAY.search(line.text) or _NUMERIC.search(line.text)
            yield from bodies(line.squeezed, 0, date.start() if date else len(line.text), "notice.issuer.signature")
            return
        if line.kind == "date":
            top = index
            while top - 1 > text_at and lines[top - 1].kind in ("unit", "seal", "blank"):
                top -= 1
            for above in lines[top:index]:
                if above.kind == "unit":
                    yield from bodies(above.squeezed, 0, len(above.text), "notice.issuer.signature")
            if any(above.kind == "unit" for above in lines[top:index]):
                return


def _head(lines: Sequence[NoticeLine]) -> Iterator[Element]:
    for index, line in enumerate(lines):
        if line.kind == "head":
            for above in lines[:index]:  # joint documents print one body per line
                if above.kind == "unit":
                    yield from bodies(above.squeezed, 0, len(above.text), "notice.issuer.head")
            yield from bodies(line.squeezed, 0, len(line.text) - 2, "notice.issuer.head")
            return
        if line.kind == "number" and (order := line.text.find("令")) > 0:  # 某某市人民政府令第12号
            yield from bodies(line.squeezed, 0, order, "notice.issuer.order")
            return


def _by_title(lines: Sequence[NoticeLine]) -> Iterator[Element]:
    opens = next((at for at, line in enumerate(lines) if line.kind in ("text", "heading", "table")), len(lines))
    for index, line in enumerate(lines):
        following = lines[index + 1].text[:1] if index + 1 < len(lines) else ""
        quoted = _QUOTED_TITLE.fullmatch(line.text) if index < opens and line.kind == "line" else None
        if found := quoted or (line.kind in ("line", "unit") and _BY_TITLE.match(line.text + following)) or None:
            yield from bodies(line.squeezed, found.start(1), found.end(1), "notice.issuer.title")
            return
        if index < opens and line.kind == "line" and line.text.startswith("关于"):  # the bodies have lines of their own
            above = index
            while above and lines[above - 1].kind == "unit":
                above -= 1
            for unit in lines[above:index]:
                yield from bodies(unit.squeezed, 0, len(unit.text), "notice.issuer.title")
            if above < index:
                return


def _under_title(lines: Sequence[NoticeLine]) -> Iterator[Element]:
    for line in lines:
        if line.kind == "line" and (span := issuer_below_title(line.text)):
            yield from bodies(line.squeezed, *span, "notice.issuer.under-title")
            return
    for line in below_title(lines):
        signed = _SIGNED.fullmatch(line.text)
        end = max(signed.end(1), 0) if signed else len(line.text)
        yield from bodies(line.squeezed, 0, end, "notice.issuer.under-title")


def below_title(lines: Sequence[NoticeLine]) -> Iterator[NoticeLine]:
    """Yield the bodies and dates that stand directly below the title of a document, above all its text.

    A body alone is none of them where another one further down stands above text too: both head their tasks.
    """
    titled = next((at for at, line in enumerate(lines) if line.kind == "line" and genre(line.text)), len(lines))
    below = lines[titled + 1 :]
    as_headings = _has_bodies_as_headings(below)
    for line in below:
        signed = _SIGNED.fullmatch(line.text)
        if line.kind == "unit" and as_headings:
            return
        if line.kind in ("unit", "date", "signature") or (signed and (not signed[1] or is_issuer(signed[1]))):
            yield line
        elif line.kind not in ("blank", "meta", "status", "minutes"):
            return


def _has_bodies_as_headings(lines: Sequence[NoticeLine]) -> bool:
    """Return whether a body stands alone between two texts."""
    printed = [line.kind for line in lines if line.kind != "blank"]
    return any(triple in _BODY_AS_HEADING for triple in zip(printed, printed[1:], printed[2:], strict=False))


def number(lines: Sequence[NoticeLine]) -> Element | None:
    """Return the 文号: from a separate line, the fields of the page, or the name of an attached file."""
    for line in lines:
        named = _NUMBER_KEY.match(line.text)
        if line.kind == "number" and (found := _NUMBERS.search(line.text, named.end() if named else 0)):
            return line.squeezed.element(found.start(), found.end(), "notice.number")
    for value in page_fields(lines, "number"):
        if found := _NUMBER.search(value.line.text, value.start, value.end):
            return value.line.element(found.start(), found.end(), "notice.number.stated")
    for line in lines:
        if line.kind in ("line", "meta") and (found := _BEHIND_KEY.search(line.text)):
            return line.squeezed.element(found.start(1), found.end(1), "notice.number.stated")
        if line.kind == "line" and (found := _IN_TITLE.search(line.text)):
            return line.squeezed.element(found.start(1), found.end(1), "notice.number.title")
        if found := _ISSUED.search(line.text):
            return line.squeezed.element(found.start(1), found.end(1), "notice.number.attached")
    return number_of_minutes(lines)


def day(line: SqueezedBlock, start: int, end: int, rule: str) -> Element | None:
    """Return the first date between start and end, in ISO form; None if there is none."""
    if found := _DAY.search(line.text, start, end):
        value = iso(found.group())
    elif found := _NUMERIC.search(line.text, start, end):
        value = iso("-".join(found.groups()))
    else:
        return None
    return line.element(found.start(), found.end(), rule, value) if value else None


def issued_on(lines: Sequence[NoticeLine]) -> Element | None:
    """Return the 成文日期: below the signature, else from the fields of the page, else from above the text."""
    text_at = _text_at(lines)
    for index, line in enumerate(lines):
        if (
            index > text_at
            and line.kind in ("date", "signature")
            and (text_at >= 0 or line.kind == "signature" or lines[index - 1].kind in ("unit", "seal"))
        ):
            return day(line.squeezed, 0, len(line.text), "notice.date.signature")
    for value in page_fields(lines, "issued_on"):
        if found := day(value.line, value.start, value.end, "notice.date.stated"):
            return found
    for line in lines[: text_at if text_at >= 0 else len(lines)]:
        if line.kind in ("line", "date") and (found := day(line.squeezed, 0, len(line.text), "notice.date.title")):
            return found
    return None


def dated_below_title(lines: Sequence[NoticeLine]) -> Element | None:
    """Return the day below a title: in brackets with who issued the document, or alone or behind a body's name."""
    dated = [line for line in lines if line.kind == "line" and issuer_below_title(line.text)] or below_title(lines)
    return next(
        (found for line in dated if (found := day(line.squeezed, 0, len(line.text), "notice.date.title"))), None
    )


def published_on(lines: Sequence[NoticeLine]) -> Element | None:
    """Return the date on which a page was published, which must not be taken for the 成文日期."""
    for value in page_fields(lines, "published_on"):
        if found := day(value.line, value.start, value.end, "notice.published.stated"):
            return found
    for line in lines:
        if (
            line.kind == "meta"
            and not PAIR.search(line.text)
            and (found := day(line.squeezed, 0, 10, "notice.published.line"))
        ):
            return found
    return None
