"""Paragraphs of Word: text as it is printed, with tracked insertions and without deletions and hidden text."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from extractors.readers.base.lookalikes import raise_marks
from extractors.readers.office.docx_ink import is_unseen, symbol
from extractors.readers.office.docx_numbering import Numbering, W, whole_number
from extractors.readers.office.docx_styles import Styles, is_on, value_of
from extractors.readers.web.text import normalize_blanks

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
GONE = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "rPr", "pPr", "sectPr", "instrText", "delText", "rt"))
"""Elements whose content is not printed."""
TEXT = frozenset((f"{W}t", f"{M}t"))
"""Printed text, also that of a formula."""
BREAK = "\x0b"
CENTRED = ("center", "centerGroup")


class PrintedParagraph(NamedTuple):
    """A printed paragraph."""

    text: str
    level: int | None
    columns: tuple[str, ...] = ()
    """The stretches between its tabs."""


class ParagraphReader:
    """Reads paragraphs of one document, in order: automatic numbers count.

    ``hidden`` collects the text not printed, ``struck`` that printed with a line through it.
    """

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        self._styles = Styles(styles)
        self._numbering = Numbering(numbering, self._styles.num)
        self.hidden: list[str] = []
        self.struck: list[str] = []
        self._instructions: list[bool] = []

    def pieces(self, *paragraphs: etree._Element, numbers_alone: bool = False) -> list[PrintedParagraph]:
        """Return what is printed of a ``w:p``: several paragraphs where line breaks part it and it is not centred.

        Of several elements all but the last have lost their paragraph mark, so that Word prints one paragraph, in the
        form of the last. ``numbers_alone``: return the automatic number of an empty paragraph too.
        """
        paragraph = paragraphs[-1]
        self._instructions = []
        raw = "".join(piece for each in paragraphs for piece in self._text(each, self._aside(each)))
        marker = self._marker(paragraph)  # an empty paragraph counts too
        if not numbers_alone and not raw.replace(BREAK, "").strip():
            marker = ""
        level = self._level(paragraph)
        alignment = value_of(paragraph.find(f"{W}pPr"), "jc")
        if alignment in CENTRED:
            text = normalize_blanks(marker + raw.replace(BREAK, ""))
            return [PrintedParagraph(text, level)] if text else []
        found = []
        for part in (marker + raw).split(BREAK):
            columns = tuple(normalize_blanks(column) for column in part.split("\t"))
            if text := normalize_blanks(part):
                found.append(PrintedParagraph(text, level, columns))
        return found

    def _marker(self, paragraph: etree._Element) -> str:
        properties = paragraph.find(f"{W}pPr")
        own = properties.find(f"{W}numPr") if properties is not None else None
        style = value_of(properties, "pStyle")
        num, index = value_of(own, "numId"), value_of(own, "ilvl")
        if num is None:
            num = self._styles.num(style)
        if not num or num == "0":
            return ""
        level = whole_number(index, -1) if index is not None else self._styles.depth(style)
        if level is None:
            level = self._numbering.level_of_style(num, self._styles.names(style))
        return self._numbering.marker(num, level)

    def _level(self, paragraph: etree._Element) -> int | None:
        properties = paragraph.find(f"{W}pPr")
        own = value_of(properties, "outlineLvl")
        if own is not None and (outline := whole_number(own, -1)) >= 0:
            return outline + 1 if outline < 9 else None
        return self._styles.level(value_of(properties, "pStyle"))

    def _aside(self, paragraph: etree._Element) -> list[str] | None:
        return self.hidden if self._styles.hidden(value_of(paragraph.find(f"{W}pPr"), "pStyle")) else None

    def _text(self, element: etree._Element, aside: list[str] | None) -> Iterator[str]:
        """Yield the printed pieces of text below an element; text boxes and footnotes are read by themselves.

        ``aside``: where the text goes that is not read; None if it is.
        """
        for child in element:
            tag = child.tag
            if tag in GONE or tag == f"{W}txbxContent" or not isinstance(tag, str) or is_placeholder(child):
                continue
            if tag == f"{W}fldChar":
                self._enter_field(child.get(f"{W}fldCharType", ""))
            elif tag in TEXT:
                if any(self._instructions):
                    continue  # the result of a field inside the instruction of another
                if aside is not None:
                    aside.append(child.text or "")
                else:
                    yield child.text or ""
            elif tag in (f"{W}tab", f"{W}ptab"):
                yield "\t"
            elif tag in (f"{W}br", f"{W}cr"):
                yield "" if child.get(f"{W}type") in ("page", "column") else BREAK
            elif tag == f"{W}noBreakHyphen":
                yield "-"
            elif tag == f"{W}sym":
                yield symbol(child) if aside is None else ""
            elif tag == f"{W}r":
                yield from self._run(child, aside)
            elif tag == f"{MC}AlternateContent":
                choice = child.find(f"{MC}Choice")
                yield from self._text(choice, aside) if choice is not None else ()
            else:
                yield from self._text(child, aside)

    def _enter_field(self, part: str) -> None:
        """Note for each open field of the paragraph whether its instruction or its result follows."""
        if part == "begin":
            self._instructions.append(True)
        elif self._instructions:
            self._instructions.pop()
            if part == "separate":
                self._instructions.append(False)

    def _run(self, run: etree._Element, aside: list[str] | None) -> Iterator[str]:
        """Yield the printed text of a run; raised marks as superscript digits."""
        properties = run.find(f"{W}rPr")
        if self._hides_run(properties, aside is self.hidden) or is_unseen(run):
            aside = self.hidden
        elif is_on(properties, "strike") or is_on(properties, "dstrike"):
            aside = self.struck
        elif aside is self.hidden:
            aside = None
        pieces = self._text(run, aside)
        if value_of(properties, "vertAlign") != "superscript":
            yield from pieces
            return
        before = run.getprevious()
        yield raise_marks("".join(pieces), "".join(before.itertext())[-1:] if before is not None else "")

    def _hides_run(self, properties: etree._Element | None, hidden: bool) -> bool:
        said = is_on(properties, "vanish")
        return said if said is not None else hidden or self._styles.hidden(value_of(properties, "rStyle"))


def is_placeholder(element: etree._Element) -> bool:
    """Return whether an element is a content control that nobody filled in: it shows what to enter."""
    return element.tag == f"{W}sdt" and element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def runs_on(paragraph: etree._Element) -> bool:
    """Return whether the mark of a paragraph was deleted, so that the next paragraph continues it."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the contents of the text boxes that hang on a paragraph, each once: a fallback says the same again."""
    for box in paragraph.iter(f"{W}txbxContent"):
        parents = list(box.iterancestors())
        if any(parent.tag == f"{MC}Fallback" for parent in parents):
            continue
        within = parents[: parents.index(paragraph)]
        if not any(parent.tag in (f"{W}txbxContent", f"{W}del") for parent in within):
            yield box


def notes(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield ("footnotes" or "endnotes", id) of the notes that a paragraph, or a table, refers to."""
    for kind in ("footnote", "endnote"):
        for reference in element.iter(f"{W}{kind}Reference"):
            yield f"{kind}s", reference.get(f"{W}id", "")
