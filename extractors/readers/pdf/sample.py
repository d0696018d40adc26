"""A PDF file of one page with one font, made in memory to ask pdfium about the font."""

from collections.abc import Sequence

PAGE = b"""<</Type/Catalog/Pages 2 0 R>>
<</Type/Pages/Kids[3 0 R]/Count 1>>
<</Type/Page/Parent 2 0 R/MediaBox[0 0 1000 1000]/Contents 7 0 R/Resources<</Font<</F 4 0 R>>>>>>
<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[5 0 R]>>
<</Type/Font/Subtype/CIDFontType0/BaseFont/F/DW 0/FontDescriptor 6 0 R/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>
<</Type/FontDescriptor/FontName/F/Flags 4/FontBBox[0 0 1000 1000]/Ascent 1000/Descent 0/ItalicAngle 0/CapHeight 0/StemV 0/FontFile3 8 0 R>>"""


def page_of_glyphs(font: bytes, glyphs: Sequence[int], size: int) -> bytes:
    """Return a PDF file that shows glyphs of an OpenType font, given by their numbers, each as an object at one place."""
    text = b"BT/F %d Tf%bET" % (size, b"".join(b"<%04x>Tj " % glyph for glyph in glyphs))
    objects = [
        *([line] for line in PAGE.split(b"\n")),
        [b"<</Length %d>>stream\n" % len(text), text, b"\nendstream"],
        [b"<</Subtype/OpenType/Length %d>>stream\n" % len(font), font, b"\nendstream"],
    ]
    pieces, places, length = [b"%PDF-1.7\n"], list[int](), 9
    for number, content in enumerate(objects, 1):
        places.append(length)
        added = [b"%d 0 obj" % number, *content, b"\nendobj\n"]
        pieces += added
        length += sum(map(len, added))
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    pieces.append(
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, table, len(objects) + 1, length)
    )
    return b"".join(pieces)  # the font is large: it is copied once
