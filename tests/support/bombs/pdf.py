"""PDF files that expand: streams, forms, pages, pictures, fonts, and objects within objects."""

import base64
import zlib
from collections.abc import Iterable

from tests.support.bombs import Bombs

MEGABYTES = 300
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]"
LINE = b"BT /H 12 Tf 50 700 Td (repair the road) Tj ET "


def stream(content: bytes, stated: bytes = b"") -> bytes:
    """Return a stream object with its length and the rest of its dictionary."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (stated, len(content), content)


def packed(content: bytes, stated: bytes = b"") -> bytes:
    """Return a stream object deflated once."""
    return stream(zlib.compress(content, 9), stated + b"/Filter/FlateDecode")


def pdf(objects: dict[int, bytes]) -> bytes:
    """Return the file of numbered objects; 1 is its catalogue."""
    out, places = b"%PDF-1.7\n", {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    rows = b"".join(b"%d 1\n%010d 00000 n \n" % (number, at) for number, at in places.items())
    end = b"xref\n0 1\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF"
    return out + end % (rows, max(objects) + 1, len(out))


def page(content: bytes, resources: bytes = b"", stated: bytes = b"", pages: int = 1, **more: bytes) -> bytes:
    """Return a file whose pages share one content stream; ``o10=…`` are further objects by number."""
    kids = b" ".join(b"%d 0 R" % (1000 + number) for number in range(pages))
    one = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</H 3 0 R>>%s>>%s>>"
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        4: content,
        **{int(name[1:]): written for name, written in more.items()},
        **{1000 + number: one % (resources, stated) for number in range(pages)},
    }
    return pdf(objects)


def nested_forms(depth: int, times: int) -> bytes:
    """Return a page that draws a form that draws the next one, and so on, each several times."""
    draw = b"/F Do " * times
    forms = {
        f"o{number}": stream(draw, FORM + b"/Resources<</XObject<</F %d 0 R>>>>" % (number + 1))
        for number in range(10, 10 + depth)
    }
    return page(stream(draw), b"/XObject<</F 10 0 R>>", **forms, **{f"o{10 + depth}": stream(LINE, FORM)})


def deflated(size: int, times: int) -> bytes:
    """Return blanks, deflated several times."""
    content = b" " * size
    for _ in range(times):
        content = zlib.compress(content, 9)
    return content


def lzw(codes: int) -> bytes:
    """Return an LZW stream whose every code stands for a longer run than the one before: its output grows as their square."""
    bits, width, following = [], 9, 258
    for code in (256, 32, *range(258, 258 + codes)):
        bits.append(format(code, f"0{width}b"))
        following += code != 256
        width = 9 + sum(following >= edge for edge in (511, 1023, 2047))
    text = "".join(bits) + format(257, f"0{width}b")
    text += "0" * (-len(text) % 8)
    return int(text, 2).to_bytes(len(text) // 8, "big")


def image(width: int, height: int, bits: int, colours: bytes = b"/DeviceGray") -> bytes:
    """Return a picture of one colour that unpacks to its full size."""
    size = (width * bits + 7) // 8 * height * (3 if colours == b"/DeviceRGB" else 1)
    stated = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent %d/ColorSpace%s"
    return packed(b"\0" * min(size, 400_000_000), stated % (width, height, bits, colours))


def drawn(picture: bytes) -> bytes:
    """Return a page that a picture covers."""
    return page(stream(b"q 600 0 0 800 0 0 cm /I Do Q"), b"/XObject<</I 10 0 R>>", o10=picture)


def tree(levels: int, kids: int) -> bytes:
    """Return a page tree in which each node has the same child several times."""
    objects = {1: b"<</Type/Catalog/Pages 10 0 R>>", 3: stream(LINE)}
    for number in range(10, 10 + levels):
        below = b"%d 0 R " % (number + 1) * kids
        objects[number] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (kids ** (levels + 10 - number), below)
    objects[10 + levels] = b"<</Type/Page/MediaBox[0 0 600 800]/Contents 3 0 R>>"
    return pdf(objects)


def object_stream(size: int) -> bytes:
    """Return a file whose objects stand in a stream that unpacks to blanks."""
    return page(stream(LINE), o10=packed(b"11 0 " + b" " * size, b"/Type/ObjStm/N 1/First 5"))


def charmap(ranges: int) -> bytes:
    """Return a page whose font maps 65,536 codes again and again."""
    lines = b"100 beginbfrange\n" + b"<0000> <FFFF> <4E00>\n" * 100 + b"endbfrange\n"
    head = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    font = b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]/ToUnicode 11 0 R>>"
    content = stream(b"BT /G 12 Tf 50 700 Td <00010002> Tj ET")
    return page(content, b"/Font<</G 10 0 R>>", o10=font, o11=packed(head + lines * (ranges // 100) + b"endcmap"))


def many(pieces: Iterable[bytes]) -> bytes:
    """Return a page of many drawing commands, deflated."""
    return page(packed(b"".join(pieces)))


BOMBS: Bombs = {
    "forms ten deep, ten times each": lambda: nested_forms(10, 10),
    "forms thirty deep, twice each": lambda: nested_forms(30, 2),
    "a form that draws itself": lambda: page(stream(b"/F Do "), b"/XObject<</F 10 0 R>>", o10=stream(b"/F Do " * 9, FORM)),
    "a stream deflated twice": lambda: page(stream(deflated(MEGABYTES * 1_000_000, 2), b"/Filter[/FlateDecode/FlateDecode]")),
    "a stream deflated three times": lambda: page(stream(deflated(MEGABYTES * 1_000_000, 3), b"/Filter[/Fl/Fl/Fl]")),
    "a stream deflated once": lambda: page(stream(deflated(MEGABYTES * 1_000_000, 1), b"/Filter/FlateDecode")),
    "a stream below the limit of streams": lambda: page(packed(LINE * 5_000_000)),
    "text that fills the limit of a page": lambda: page(packed(LINE * 1_200)),
    "one stream of 300 pages": lambda: page(packed(LINE * 3_900), pages=300),
    "one stream of 3,000 pages": lambda: page(packed(LINE * 500), pages=3_000),
    "one stream of blanks of 3,000 pages": lambda: page(packed(b" " * 20_000_000), pages=3_000),
    "runs packed with LZW": lambda: page(stream(lzw(3_800), b"/Filter/LZWDecode")),
    "runs packed with LZW, deflated": lambda: page(stream(zlib.compress(lzw(3_800) * 300, 9), b"/Filter[/FlateDecode/LZWDecode]")),
    "deflated in ASCII85": lambda: page(stream(base64.a85encode(deflated(MEGABYTES * 1_000_000, 2)) + b"~>", b"/Filter[/ASCII85Decode/FlateDecode/FlateDecode]")),
    "deflated in hexadecimal": lambda: page(stream(deflated(MEGABYTES * 1_000_000, 1).hex().encode() + b">", b"/Filter[/ASCIIHexDecode/FlateDecode]")),
    "run lengths, deflated": lambda: page(stream(zlib.compress(b"\x81 " * 2_500_000, 9), b"/Filter[/FlateDecode/RunLengthDecode]")),
    "a picture of 9,999 × 9,999": lambda: drawn(image(9_999, 9_999, 8)),
    "a picture of 30,000 × 30,000 bits": lambda: drawn(image(30_000, 30_000, 1)),
    "a coloured picture of 11,000 × 11,000": lambda: drawn(image(11_000, 11_000, 8, b"/DeviceRGB")),
    "a picture that says it is larger": lambda: drawn(image(2_000_000_000, 2_000_000_000, 1)),
    "a page tree of ten levels": lambda: tree(10, 10),
    "a page tree of 400 levels": lambda: tree(400, 1),
    "a page tree that contains itself": lambda: pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>"}),
    "an object stream of blanks": lambda: object_stream(MEGABYTES * 1_000_000),
    "a font of six million codes": lambda: charmap(100),
    "a media box of a thousand kilometres": lambda: page(stream(LINE), stated=b"/MediaBox[0 0 3000000000 3000000000]"),
    "a thousand rotated units": lambda: page(stream(LINE), stated=b"/UserUnit 100000/Rotate 90"),
    "500,000 rectangles": lambda: many(b"%d %d 5 5 re f " % (number % 590, number // 590) for number in range(500_000)),
    "500,000 lines of a grid": lambda: many(b"%d 0 m %d 800 l S " % (number % 600, number % 600) for number in range(500_000)),
    "a grid of 300 by 300": lambda: many([b"%d 0 m %d 800 l S 0 %d m 600 %d l S " % (2 * n, 2 * n, 2 * n, 2 * n) for n in range(300)]),
    "one path of a million points": lambda: many([b"0 0 m ", *(b"%d %d l " % (n % 600, n % 800) for n in range(1_000_000)), b"S"]),
    "50,000 characters at one place": lambda: page(packed(b"BT /H 12 Tf 50 700 Td " + b"1 0 0 1 50 700 Tm (a) Tj " * 50_000 + b"ET")),
    "a hundred thousand saved states": lambda: page(packed(b"q " * 100_000 + LINE)),
    "arrays in arrays": lambda: page(stream(LINE), stated=b"/A" + b"[" * 100_000 + b"]" * 100_000),
    "dictionaries in dictionaries": lambda: page(stream(LINE), stated=b"/A" + b"<</A" * 50_000 + b" 1" + b">>" * 50_000),
    "a hundred thousand notes": lambda: page(stream(LINE), stated=b"/Annots[" + b"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(a)>>" * 100_000 + b"]"),
    "an outline that follows itself": lambda: pdf({1: b"<</Type/Catalog/Pages 2 0 R/Outlines 5 0 R>>", 2: b"<</Type/Pages/Count 1/Kids[3 0 R]>>", 3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>", 5: b"<</First 6 0 R/Last 6 0 R>>", 6: b"<</Title(a)/Next 6 0 R/First 6 0 R/Parent 5 0 R>>"}),
    "a table of files before itself": lambda: page(stream(LINE)).replace(b"/Size", b"/Prev 9/XRefStm 9/Size"),
    "a pattern of patterns": lambda: page(stream(b"/Pattern cs /P scn 0 0 600 800 re f"), b"/Pattern<</P 10 0 R>>", o10=stream(b"/Pattern cs /P scn 0 0 1 1 re f", b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 0.001/YStep 0.001/Resources<</Pattern<</P 10 0 R>>>>")),
}  # fmt: skip
