"""How much drawing a page expands to, counted before a library expands it.

A form XObject is drawn as often as a page, or another form, names it: ten forms in one another that each draw the next
ten times are ten billion objects from a few kilobytes.
"""

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from extractors.language.patterns import lazy_pattern
from extractors.readers.pdf.streams import PdfBytes, has_dense_stream

FORM = lazy_pattern(rb"/(?:F|#46)(?:o|#6[fF])(?:r|#72)(?:m|#6[dD])(?![A-Za-z])")
DRAWN = lazy_pattern(rb"/([^\s\0/<>\[\](){}%]+)(?:[\s\0]|%[^\r\n]*[\r\n])+Do(?![A-Za-z])")
"""A name and the command that draws it; a comment may come between them."""
ESCAPED = lazy_pattern(rb"#([0-9a-fA-F]{2})")
FORM_BYTES = 1_000
"""Bytes that a form counts besides its commands: an empty one takes pdfium 600 bytes of memory."""


class FormContent(NamedTuple):
    """Drawing commands of a page or form, and the resources that their names are looked up in."""

    key: tuple[int, int]
    streams: tuple[Any, ...]
    resources: dict[str, Any]


def drawn_bytes(pdf: PdfBytes, most: int) -> Iterator[int]:
    """Yield for each page the bytes of drawing commands that it expands to, ``most`` + 1 for all above ``most``.

    Ends early for a file with neither forms nor a stream that repeats itself, and for one whose objects pdfminer cannot
    read.
    """
    if not FORM.search(pdf.data) and not has_dense_stream(pdf):
        return
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    expansion = Expansion(most)
    # pdfminer raises errors of every kind for a damaged file, of which pdfium may still read the text.
    try:
        for page in PDFPage.create_pages(PDFDocument(PDFParser(io.BytesIO(pdf.data)))):
            yield expansion.size(_page_content(page))
    except Exception:  # noqa: BLE001
        return


class Expansion:
    """The sizes of the forms of one file, each counted once."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._sizes: dict[tuple[int, int], int] = {}
        self._contents: list[FormContent] = []
        """Holds the resources, whose identities are parts of keys."""

    def size(self, page: FormContent) -> int:
        """Return how many bytes of drawing commands a page expands to."""
        self._contents.append(page)
        opened: dict[tuple[int, int], tuple[int, list[tuple[FormContent, int]]]] = {}
        # An explicit stack: forms nest deeper than Python may recurse.
        stack = [page]
        while stack:
            content = stack[-1]
            if content.key in self._sizes:
                stack.pop()
            elif content.key not in opened:
                opened[content.key] = _commands(content)
                stack += [form for form, _ in opened[content.key][1] if form.key not in opened]
            else:
                length, drawn = opened[content.key]
                # A form without a size yet draws this one: pdfium follows such a circle forty levels deep.
                sizes = (times * self._sizes.get(form.key, self._most) for form, times in drawn)
                total = FORM_BYTES + length + sum(sizes)
                self._sizes[content.key] = min(total, self._most + 1)
                stack.pop()
        return self._sizes[page.key]


def _page_content(page: Any) -> FormContent:
    from pdfminer.pdftypes import resolve1

    streams = tuple(resolve1(item) for item in page.contents)
    return FormContent((-1, page.pageid), streams, resolve1(page.resources) or {})


def _commands(content: FormContent) -> tuple[int, list[tuple[FormContent, int]]]:
    """Return the length of the commands, and the forms that they name with how often they do."""
    from pdfminer.pdftypes import resolve1

    body = b"\n".join(_unpack(stream) for stream in content.streams)
    named = resolve1(content.resources.get("XObject"))
    forms = {name: resolve1(value) for name, value in named.items()} if isinstance(named, dict) else {}
    forms = {name: stream for name, stream in forms.items() if _is_form(stream)}
    if not forms:
        return len(body), []
    times = Counter(map(_written_name, DRAWN.findall(body)))
    drawn = []
    for name in sorted(forms.keys() & times.keys()):
        stream = forms[name]
        own = resolve1(stream.attrs.get("Resources"))
        resources = own if isinstance(own, dict) else content.resources
        drawn.append((FormContent((stream.objid, id(resources)), (stream,), resources), times[name]))
    return len(body), drawn


def _is_form(value: Any) -> bool:
    from pdfminer.pdftypes import PDFStream, resolve1

    return isinstance(value, PDFStream) and getattr(resolve1(value.attrs.get("Subtype")), "name", "") == "Form"


def _unpack(stream: Any) -> bytes:
    try:
        return bytes(stream.get_data())
    except Exception:  # noqa: BLE001 – a stream that pdfminer cannot unpack names no forms that it could count
        return b""


def _written_name(name: bytes) -> str:
    """Return a name as pdfminer gives the keys of a dictionary."""
    plain = ESCAPED.sub(lambda found: bytes([int(found.group(1), 16)]), name)
    try:
        return plain.decode()
    except UnicodeDecodeError:
        return str(plain)
