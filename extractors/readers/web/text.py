"""White space of web pages, normalised as Chinese text needs it."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from extractors.language.patterns import lazy_pattern
from extractors.readers.base.lookalikes import INVISIBLE, raise_marks, replace_lookalikes, show_dashes
from extractors.readers.web.drawn_tables import source_path
from schemas import PathSpan

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCK_NAMES = """address article aside blockquote body br caption center col colgroup dd details dialog dir div dl dt fieldset
figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option
p pre search section summary table tbody td tfoot th thead tr ul"""
BLOCKS = frozenset(BLOCK_NAMES.split())
DISPLAY = lazy_pattern(r"(?:^|;)\s*display\s*:\s*(block|flex|grid|list-item|table(?:-\w+)*)\b", re.I)
BLANKS = lazy_pattern(r"\s+")
WIDE = lazy_pattern(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3001-\u303f“”‘’…—·]")
SPLIT = lazy_pattern(f"({BLANKS.pattern})")
INDENT = lazy_pattern(r"[\r\n]\s*\u3000\u3000")
ENDS = lazy_pattern(r"[。；：！？][”’）)]?$")
WHITE_SPACE = lazy_pattern(r"white-space\s*:\s*([\w-]+)", re.I)


def is_inline(element: HtmlElement) -> bool:
    """Return whether an element is printed inside a line: what HTML does not know is, unless its own style says so."""
    return element.tag not in BLOCKS and not DISPLAY.search(element.get("style") or "")


def keeps_lines(element: HtmlElement) -> bool:
    """Return whether the line breaks in an element's text are printed: in ``pre``, and where ``white-space`` says so."""
    while element is not None:
        said = WHITE_SPACE.search(element.get("style") or "")
        if said or element.tag in ("pre", "textarea"):
            return said is None or said[1].lower() in ("pre", "pre-wrap", "pre-line", "break-spaces")
        element = element.getparent()
    return False


def one_blank(run: str, before: str, after: str) -> str:
    """Return what remains of a run of blanks between two characters.

    Nothing where the source wraps its lines inside Chinese text; else one blank, wide where the run was wide.
    """
    if not run or not before or not after:
        return ""
    if ("\n" in run or "\r" in run) and WIDE.match(before) and WIDE.match(after):
        return ""
    return "\u3000" if "\u3000" in run else " "


def normalize_blanks(text: str) -> str:
    """Normalise the white space of a whole text; its ends are stripped."""
    text = replace_lookalikes(INVISIBLE.sub("", show_dashes(text)))
    return BLANKS.sub(
        lambda m: one_blank(m.group(), text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1]), text
    )


def as_printed(text: str, element: HtmlElement | None, before: str) -> str:
    """Return the text directly inside an element; a number in ``sup`` behind the text ``before`` as superscript digits."""
    parent = element.getparent() if element is not None else None  # the mark of a note is often a link in it
    raised = any(each is not None and each.tag == "sup" for each in (element, parent))
    return raise_marks(text.strip(), before.rstrip()[-1:]) if raised else text


class ParagraphText:
    """Collects the text pieces of one paragraph with the elements they come from."""

    def __init__(self) -> None:
        self._pieces: list[tuple[str, HtmlElement | None]] = []
        self._only_mark = False

    def add(self, text: str | None, element: HtmlElement | None) -> None:
        """Add a piece of text that is directly inside ``element``."""
        if text and not (self._only_mark and not text.strip()):
            self._only_mark = False
            before = self._pieces[-1][0] if self._pieces else ""
            self._pieces.append((as_printed(INVISIBLE.sub("", show_dashes(text)), element, before), element))

    def add_mark(self, mark: str, element: HtmlElement) -> None:
        """Add what is printed before an entry of a list; it belongs to the text that follows, in whatever element."""
        if mark:
            self._pieces = [(mark, element)]
            self._only_mark = True

    def drop_mark(self) -> None:
        """Forget the mark of an entry without text."""
        if self._only_mark:
            self._pieces, self._only_mark = [], False

    def take(self) -> Iterator[tuple[str, tuple[PathSpan, ...]]]:
        """Yield the paragraphs so far, white space normalised, with one span an element; and start over.

        There are several where the source breaks a line after a full stop and indents the next one.
        """
        if self._only_mark:
            return
        pieces, self._pieces = self._pieces, []
        out, paths, pending = "", list[PathSpan](), ""
        for text, element in pieces:
            start = len(out)
            for part in SPLIT.split(text):
                if BLANKS.fullmatch(part):
                    pending += part
                elif part:
                    if INDENT.search(pending) and ENDS.search(out):
                        self._span(paths, start, len(out), element)
                        yield out, tuple(paths)
                        out, paths, start = "", [], 0
                    out += one_blank(pending, out[-1:], part[0]) + part
                    pending = ""
            self._span(paths, start, len(out), element)
        if out:
            yield out, tuple(paths)

    def _span(self, paths: list[PathSpan], start: int, end: int, element: HtmlElement | None) -> None:
        if end <= start or element is None:
            return
        path = source_path(element)
        if paths and paths[-1].path == path and paths[-1].end == start:
            start = paths.pop().start
        paths.append(PathSpan(start=start, end=end, path=path))
