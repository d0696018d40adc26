"""Whether the streams that draw the text of a PDF are damaged: a library draws what it can of them, and says nothing."""

import base64
import zlib
from collections.abc import Iterator, Sequence

from extractors.language.patterns import lazy_pattern
from extractors.readers.pdf.streams import CHUNK, streams

NO_TEXT = lazy_pattern(rb"/Image\b|/FontFile|/Length[123]\b|/ICCBased|/Metadata|/XRef\b|/N\s+\d")
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
STRING = lazy_pattern(
    rb"\((?:[^()\\]|\\[\s\S]|\((?:[^()\\]|\\[\s\S])*+\))*+\)|<<|>>|<[\da-fA-F\s]*>|/[^\s()<>\[\]{}/%]*|[\[\]]|%[^\r\n]*"
)
"""Strings, names, brackets and comments among drawing commands."""
SET = lazy_pattern(rb"\sT[fmdDL]\s")
"""A command that places text: it stands in a string only where the end of one was lost."""
NUMBER = lazy_pattern(rb"[-+]*\d*\.?\d*(?:-\d*)?")
OPERATORS = frozenset(
    b"""b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re
    RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' " true false null""".split()
)
"""Commands that draw (ISO 32000-2, annex A)."""


def damaged_streams(data: bytes) -> int:
    """Count the streams that may draw text and are damaged; 0 for an encrypted file, whose streams cannot be judged."""
    return 0 if b"/Encrypt" in data else sum(_is_damaged(*stream) for stream in _drawing_streams(data))


def _drawing_streams(data: bytes) -> Iterator[tuple[bytes, Sequence[bytes], bool]]:
    """Yield the streams that may draw text (contents of pages, and forms), the names of their filters, and ``early`` for LZW."""
    for stated, start, end in streams(data):
        filters = FILTERS.search(stated)
        if filters and not NO_TEXT.search(stated):
            yield data[start:end], filters[1].replace(b"/", b" ").split(), not LATE.search(stated)


def _is_damaged(packed: bytes, filters: Sequence[bytes], early: bool) -> bool:
    """Return whether a stream is no letters of its alphabet, or its packed content is cut or changed."""
    for name in filters:
        if name in DEFLATED:
            return _is_cut_or_changed(packed)
        if len(packed) > MOST_BYTES:
            return False
        if name in LZW:
            return _is_damaged_lzw(packed, early)
        if name not in IN_LETTERS:
            return False
        try:
            packed = _from_letters(packed, IN_LETTERS[name])
        except ValueError:
            return True
    return False


def _from_letters(packed: bytes, kind: str) -> bytes:
    """Return the bytes of a stream in letters, up to the sign that ends it; ValueError for a letter of no alphabet."""
    if kind == "85":
        return base64.a85decode(packed.partition(b"~>")[0])
    digits = b"".join(packed.partition(b">")[0].split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))


def _is_cut_or_changed(packed: bytes) -> bool:
    """Return whether a deflated stream is damaged; some programs only leave out its check sum."""
    for bits, body in ((zlib.MAX_WBITS, packed), (-zlib.MAX_WBITS, packed[2:])):
        inflater = zlib.decompressobj(bits)
        try:
            while body and not inflater.eof:
                inflater.decompress(body, CHUNK)
                body = inflater.unconsumed_tail
        except zlib.error:
            return True
        if inflater.eof:
            return False
    return True


def _is_damaged_lzw(packed: bytes, early: bool) -> bool:
    """Return whether LZW is cut, or has codes of no meaning, or draws nonsense: it has no check sum.

    ``early``: codes grow wider one entry before the table is full, as where ``/EarlyChange`` is not stated.
    """
    content = bytearray()
    for entry in _entries(packed, early):
        if entry is None:
            return True
        content += entry
        if len(content) > MOST_BYTES:
            return False
    if any(found[0][:1] == b"(" and SET.search(found[0]) for found in STRING.finditer(content)):
        return True
    words = STRING.sub(b" ", content).split()
    return b"ID" not in words and any(word not in OPERATORS and not NUMBER.fullmatch(word) for word in words)


def _entries(packed: bytes, early: bool) -> Iterator[bytes | None]:
    """Yield what each code of an LZW stream stands for; None, at last, where one stands for nothing or the end is missing."""
    table, before = dict(SINGLE), b""
    width, bits, buffered = NARROWEST, 0, 0
    for byte in packed:
        bits, buffered = (bits << 8 | byte) & 0xFFFFFF, buffered + 8
        if buffered < width:
            continue
        buffered -= width
        code = bits >> buffered & (1 << width) - 1
        if code == END:
            return
        if code == CLEAR:
            table, before, width = dict(SINGLE), b"", NARROWEST
            continue
        entry = table.get(code, before + before[:1] if code == len(table) + 2 else b"")
        if not entry:
            break
        if before and len(table) + 2 < 1 << WIDEST:
            table[len(table) + 2] = before + entry[:1]
        yield entry
        before = entry
        width = max(NARROWEST, min(WIDEST, (len(table) + 2 + early).bit_length()))
    yield None
