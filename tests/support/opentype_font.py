"""Small OpenType fonts with PostScript outlines, and PDF files that are set in them."""

import struct
import zlib
from collections.abc import Sequence

Point = tuple[int, int]
Outline = Sequence[Point]
"""The first point and, in threes, those of curves; each from the one before."""
MOVE, CURVE, END = 21, 8, 14
DESCENDANT = b"<</Type/Font/Subtype/CIDFontType0/BaseFont/F/DW 1000/W[1[1000] 2[900] 3[1000 1000] 5[1000 800]]/FontDescriptor 5 0 R/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
DESCRIPTOR = b"<</Type/FontDescriptor/FontName/F/Flags 4/FontBBox[0 -120 1000 880]/Ascent 880/Descent -120/ItalicAngle 0/CapHeight 700/StemV 80/FontFile3 6 0 R>>"


def opentype_font(outlines: Sequence[Outline], em: int = 1000) -> bytes:
    """Return a font with these outlines; that of number 0, for what is missing, comes before them."""
    charstrings = [bytes([END]), *map(_charstring, outlines)]
    count = len(charstrings)
    tables = {
        b"CFF ": _cff(charstrings),
        b"head": struct.pack(">IIIIHH16x4hHHhhh", 0x10000, 0, 0, 0x5F0F3CF5, 3, em, 0, -120, 1000, 880, 0, 8, 2, 0, 0),
        b"hhea": struct.pack(">IhhhHhhhhhh8xhH", 0x10000, 880, -120, 0, 1000, 0, 0, 1000, 1, 0, 0, 0, 1),
        b"hmtx": struct.pack(">Hh", 1000, 0) + bytes(2 * (count - 1)),
        b"maxp": struct.pack(">IH", 0x5000, count),
    }
    font, at = b"OTTO" + struct.pack(">HHHH", len(tables), 64, 2, 16), 12 + 16 * len(tables)
    for name, table in tables.items():
        font += struct.pack(">4sIII", name, 0, at, len(table))
        at += len(table)
    return font + b"".join(tables.values())


def _charstring(outline: Outline) -> bytes:
    (x, y), *curves = outline
    packed = _numbers(x, y) + bytes([MOVE])
    for at in range(0, len(curves) - 2, 3):
        packed += b"".join(_numbers(*point) for point in curves[at : at + 3]) + bytes([CURVE])
    return packed + bytes([END])


def _numbers(*values: int) -> bytes:
    return b"".join(struct.pack(">Bh", 28, value) for value in values)


def _cff(charstrings: Sequence[bytes]) -> bytes:
    def top(names: int, outlines: int) -> bytes:
        return _index([struct.pack(">BiB BiB BiBiB", 29, names, 15, 29, outlines, 17, 29, 0, 29, outlines, 18)])

    before, after = b"\1\0\4\4" + _index([b"F"]), b"\0\0\0\0"  # no strings, no common parts of outlines
    names = struct.pack(">BHH", 2, 1, len(charstrings) - 2)
    at = len(before) + len(top(0, 0)) + len(after)
    return before + top(at, at + len(names)) + after + names + _index(charstrings)


def _index(pieces: Sequence[bytes]) -> bytes:
    places = [1]
    for piece in pieces:
        places.append(places[-1] + len(piece))
    return struct.pack(">HB", len(pieces), 4) + b"".join(struct.pack(">I", at) for at in places) + b"".join(pieces)


def pdf_in_font(font: bytes, characters: str, pages: Sequence[Sequence[str]]) -> bytes:
    """Return a PDF file whose pages show lines set in a font, the characters of which are given in its order."""
    codes = {character: number for number, character in enumerate(characters, 1)}
    meanings = b"".join(b"<%04x><%04x>" % (code, ord(character)) for character, code in codes.items())
    cmap = b"1 begincodespacerange<0000><ffff>endcodespacerange %d beginbfchar%bendbfchar" % (len(codes), meanings)
    packed = zlib.compress(font, 9)
    kids = b" ".join(b"%d 0 R" % (8 + 2 * number) for number in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, len(pages)),
        b"<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 7 0 R>>",
        DESCENDANT,
        DESCRIPTOR,
        b"<</Subtype/OpenType/Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(packed), packed),
        b"<</Length %d>>stream\n%b\nendstream" % (len(cmap), cmap),
    ]
    for lines in pages:
        shown = b"".join(
            b"BT/F 12 Tf 80 %d Td<%b>Tj ET " % (760 - 20 * row, b"".join(b"%04x" % codes[sign] for sign in line))
            for row, line in enumerate(lines)
        )
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>"
            % (len(objects) + 2)
        )
        objects.append(b"<</Length %d>>stream\n%b\nendstream" % (len(shown), shown))
    written, places = b"%PDF-1.7\n", list[int]()
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return written + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table, len(objects) + 1, len(written))
    )
