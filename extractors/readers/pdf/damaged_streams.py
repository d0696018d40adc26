"""Whether the streams that draw the text of a PDF are damaged: a library draws what it can of them, and says nothing."""

import base64
from collections.abc import Iterator, Sequence

from extractors.language.patterns import lazy_pattern
from extractors.readers.pdf.drawing import makes_sense
from extractors.readers.pdf.streams import PdfBytes, Stream, measured

NO_TEXT = lazy_pattern(
    rb"/Image\b|/FontFile|/FunctionType|/EmbeddedFile|/Length[123]\b|/ICCBased|/Metadata|/XRef\b|/N\s+\d"
)
"""In the dictionary of a stream that draws no text: pictures, fonts, profiles, tables of objects."""
FILTERS = lazy_pattern(rb"/Filter\s*\[?\s*((?:/\w+\s*)+)\]?\s*(?=[/>])")
IN_LETTERS = {b"ASCII85Decode": "85", b"A85": "85", b"ASCIIHexDecode": "16", b"AHx": "16"}
DEFLATED = (b"FlateDecode", b"Fl")
LZW = (b"LZWDecode", b"LZW")
MOST_BYTES = 5_000_000
"""Bytes of a stream in letters or LZW that is decoded to look for damage; one with more holds no page of text."""
LATE = lazy_pattern(rb"/EarlyChange\s+0\b")
CLEAR, END = 256, 257
"""Codes of LZW that empty the table, and that end the stream; those below stand for a byte each."""
NARROWEST, WIDEST = 9, 12
"""Bits of a code of LZW."""
SINGLE = {byte: bytes([byte]) for byte in range(CLEAR)}
TEXT = lazy_pattern(rb"(?:^|\s)BT\s")
"""The command before text. Streams without it are no drawings of text: fonts, tables of colours, programs."""
PADDING = b"\r\n \0"


def damaged_streams(pdf: PdfBytes) -> int:
    """Count the streams that may draw text and are damaged; 0 for an encrypted file, whose streams cannot be judged."""
    return 0 if pdf.is_encrypted else sum(_is_damaged(*stream) for stream in _drawing_streams(pdf))


def _drawing_streams(pdf: PdfBytes) -> Iterator[tuple[Stream, Sequence[bytes]]]:
    """Yield the streams that may draw text (contents of pages, and forms), and the names of their filters."""
    for stream in pdf.streams:
        filters = FILTERS.search(stream.stated)
        if (filters or b"/Filter" not in stream.stated) and not NO_TEXT.search(stream.stated):
            yield stream, filters[1].replace(b"/", b" ").split() if filters else []


def _is_damaged(stream: Stream, filters: Sequence[bytes]) -> bool:
    """Return whether a stream is no letters of its alphabet, or its packed content is cut or changed, or draws nonsense."""
    content = stream.content
    for place, name in enumerate(filters):
        if name in DEFLATED:
            inflated = measured(content) if place else stream.inflated
            # some programs only leave out the check sum
            return inflated.is_changed or not (inflated.is_whole or measured(content[2:], check_sum=False).is_whole)
        if len(content) > MOST_BYTES or name not in (*LZW, *IN_LETTERS):
            return False
        try:
            content = (
                _from_lzw(content, not LATE.search(stream.stated))
                if name in LZW
                else _from_letters(content, IN_LETTERS[name])
            )
        except ValueError:
            return True
    # nothing else checks the bytes of these
    return len(content) <= MOST_BYTES and bool(TEXT.search(content)) and not makes_sense(content)


def _from_letters(packed: bytes, kind: str) -> bytes:
    """Return the bytes of a stream in letters, up to the sign that ends it; ValueError for a letter of no alphabet."""
    if kind == "85":
        return base64.a85decode(packed.partition(b"~>")[0])
    digits = b"".join(packed.partition(b">")[0].split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _from_lzw(packed: bytes, early: bool) -> bytes:
    """Return what LZW unpacks to, or its first MOST_BYTES and a little more; ValueError if it is cut or changed.

    ``early``: codes grow wider one entry before the table is full, as where ``/EarlyChange`` is not stated.
    """
    content = bytearray()
    for entry in _entries(packed, early):
        if entry is None:
            raise ValueError
        content += entry
        if len(content) > MOST_BYTES:
            break
    return bytes(content)


def _entries(packed: bytes, early: bool) -> Iterator[bytes | None]:
    """Yield what each code of an LZW stream stands for; None, at last, where one stands for nothing.

    So also where the end is missing, or stands before the last bytes.
    """
    table, before = dict(SINGLE), b""
    width, bits, buffered = NARROWEST, 0, 0
    for place, byte in enumerate(packed, 1):
        bits, buffered = (bits << 8 | byte) & 0xFFFFFF, buffered + 8
        if buffered < width:
            continue
        buffered -= width
        code = bits >> buffered & (1 << width) - 1
        if code == END and not packed[place:].strip(PADDING):
            return
        if code == CLEAR:
            table, before, width = dict(SINGLE), b"", NARROWEST
            continue
        entry = b"" if code == END else table.get(code, before + before[:1] if code == len(table) + 2 else b"")
        if not entry:
            break
        if before and len(table) + 2 < 1 << WIDEST:
            table[len(table) + 2] = before + entry[:1]
        yield entry
        before = entry
        width = max(NARROWEST, min(WIDEST, (len(table) + 2 + early).bit_length()))
    yield None
