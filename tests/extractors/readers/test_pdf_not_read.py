"""What a PDF has beside the text of its pages, or has lost, is named."""

import base64
import re
import zlib
from pathlib import Path

import pytest

from extractors.readers import read_bytes
from extractors.readers.base.limits import Limits
from tests.support.pdf_drawing import Drawing
from tests.support.rare_files import lzw

LINES = ["一、重点任务", "（一）修缮古桥。（牵头单位：区文旅局）", "（二）疏通水圳。（牵头单位：区水利局）"]
CODE = "part-not-read"


def drawn(annotation: str = "") -> bytes:
    drawing = Drawing()
    for number, line in enumerate(LINES):
        drawing.text(60, 60 + 24 * number, line)
    if annotation:
        drawing.canvas.textAnnotation(annotation, [60, 60, 80, 80], 1)
    return drawing.bytes()


def with_stream(packed: bytes, kind: bytes = b"/Filter/FlateDecode") -> bytes:
    """Return a PDF that ends in one more stream."""
    stated = b"\n99 0 obj\n<<" + kind + b"/Length %d>>stream\n" % len(packed)
    return drawn() + stated + packed + b"\nendstream\nendobj\n"


def remarks(data: bytes) -> list[str]:
    found = read_bytes(Path("a.pdf"), data, Limits()).remarks
    assert {remark.code for remark in found} <= {CODE}
    return [remark.en for remark in found]


def test_notes_on_a_page_are_named() -> None:
    assert remarks(drawn("数字待核实")) == ["Comment “数字待核实” on page 1 was not read."]
    assert not remarks(drawn("see p. 3"))


def changed(packed: bytes) -> bytes:
    return packed[:40] + bytes(8) + packed[48:]


IN_LETTERS = b"/Filter [ /ASCII85Decode /FlateDecode ]"
PACKED = zlib.compress(bytes(range(256)) * 3)
DRAWN = b"".join(b"BT /F1 12 Tf %d 700 Td (repair \\(or (widen)\\) road %d) Tj ET " % (at, at * 7) for at in range(60))
LZW, LATE = lzw(DRAWN), lzw(DRAWN, early=0)


@pytest.mark.parametrize(
    ("data", "damaged"),
    [
        (with_stream(PACKED), False),
        (with_stream(PACKED[:-4]), False),  # without its check sum, as some programs write it
        (with_stream(PACKED[: len(PACKED) // 2]), True),
        (with_stream(changed(PACKED)), True),
        (with_stream(changed(PACKED), b"/Subtype/Image/Filter/FlateDecode"), False),
        (with_stream(changed(PACKED), b"/Filter/DCTDecode"), False),
        (with_stream(base64.a85encode(PACKED) + b"~>", IN_LETTERS), False),
        (with_stream(base64.a85encode(changed(PACKED)) + b"~>", IN_LETTERS), True),
        (with_stream(b"v" + base64.a85encode(PACKED) + b"~>", IN_LETTERS), True),
        (with_stream(PACKED.hex().encode() + b">", b"/Filter[/AHx /Fl]"), False),
        (with_stream(PACKED.hex()[:-40].encode() + b">", b"/Filter[/AHx /Fl]"), True),
        (with_stream(LZW, b"/Filter/LZWDecode"), False),
        (with_stream(LZW[:-2], b"/Filter/LZWDecode"), True),
        (with_stream(LZW[:30] + b"\xff" * 8 + LZW[38:], b"/Filter/LZW"), True),
        (with_stream(lzw(DRAWN.replace(b"59 700 Td", b"59 7T0 d")), b"/Filter/LZWDecode"), True),
        (with_stream(lzw(DRAWN.replace(b"road 7)", b"road 7")), b"/Filter/LZWDecode"), True),
        (
            with_stream(
                lzw(DRAWN.replace(b"road 7)", b"road 7").replace(b"road 14)", b"road 14))")), b"/Filter/LZWDecode"
            ),
            True,
        ),
        (with_stream(LZW.hex().encode() + b">", b"/Filter[/ASCIIHexDecode/LZWDecode]"), False),
        (with_stream(LZW[:-2].hex().encode() + b">", b"/Filter[/ASCIIHexDecode/LZWDecode]"), True),
        (with_stream(LATE, b"/Filter/LZWDecode/DecodeParms<</EarlyChange 0>>"), False),
        (with_stream(LATE[:-2], b"/Filter/LZWDecode/DecodeParms<</EarlyChange 0>>"), True),
        (with_stream(lzw(DRAWN[:700]) + LZW[300:], b"/Filter/LZWDecode"), True),
        (with_stream(LZW + b"\r\n", b"/Filter/LZWDecode"), False),
        (with_stream(lzw(DRAWN.replace(b"59 700 Td", b"59700 Td")), b"/Filter/LZWDecode"), True),
        (with_stream(DRAWN, b"/Subtype/Form"), False),
        (with_stream(b"700 Td " + DRAWN + b"12", b""), False),
        (with_stream(DRAWN.replace(b"59 700 Td", b"59 7d0 T"), b""), True),
        (with_stream(b"\xff\x00(BT)<" * 9, b""), False),
    ],
    ids=[
        "whole",
        "no check sum",
        "cut",
        "changed",
        "picture",
        "other filter",
        "letters",
        "letters changed",
        "no letter",
        "digits",
        "digits cut",
        "LZW",
        "LZW cut",
        "LZW changed",
        "LZW that draws nonsense",
        "LZW with a string that does not end",
        "LZW with a string that takes in the next",
        "LZW in digits",
        "LZW in digits cut",
        "LZW that widens late",
        "LZW that widens late, cut",
        "LZW with an end before its last bytes",
        "LZW with a line end behind it",
        "LZW that lacks an operand",
        "not packed",
        "not packed, a part of a page's content",
        "not packed, changed",
        "not packed, no drawing",
    ],
)
def test_damaged_streams_are_named(data: bytes, damaged: bool) -> None:
    assert [re.sub(r":.*", "", text) for text in remarks(data)] == (
        ["1 parts of the file are damaged"] if damaged else []
    )


def test_a_form_that_only_its_program_shows_is_named() -> None:
    assert remarks(drawn() + b"\n% /AcroForm<</XFA 9 0 R>>\n")[0].startswith("The file is a dynamic form (XFA)")
