"""PDF: text that no viewer shows is named and not read; numbers of lines and signs in the margin are no text."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from extractors.readers import read_document
from schemas import Document
from tests.support.pdf_drawing import FONT, Drawing

SHOWN = "到规划期末，建成节水灌区六处，改造骨干渠道四十公里，更换老旧闸门二十座，培训管水员一百二十人，建立长效管护机制，全面提升农业用水效率和效益，保障粮食生产安全。"
SECRET = "此段文字并不显示"


def drawn(extra: Callable[[Drawing], None]) -> Drawing:
    drawing = Drawing()
    drawing.paragraph(60, 60, SHOWN, 39)
    drawing.paragraph(60, 160, SHOWN, 39)
    extra(drawing)
    return drawing


def read(tmp_path: Path, drawing: Drawing) -> Document:
    path = tmp_path / "plan.pdf"
    path.write_bytes(drawing.bytes())
    return read_document(path)


def texts(document: Document) -> str:
    return "".join(block.text for block in document.blocks if block.kind != "furniture")


def without_ink(drawing: Drawing) -> None:
    text = drawing.canvas.beginText(60, 500)
    text.setFont(FONT, 12)
    text.setTextRenderMode(3)
    text.textLine(SECRET)
    drawing.canvas.drawText(text)


def transparent(drawing: Drawing) -> None:
    drawing.canvas.setFillAlpha(0)
    drawing.text(60, 340, SECRET)


def white(drawing: Drawing) -> None:
    drawing.canvas.setFillColorRGB(1, 1, 1)
    drawing.text(60, 340, SECRET)


def white_on_blue(drawing: Drawing) -> None:
    drawing.canvas.setFillColorRGB(0, 0, 0.5)
    drawing.canvas.rect(50, 480, 400, 40, fill=1, stroke=0)
    white(drawing)


def white_on_a_picture(drawing: Drawing) -> None:
    drawing.canvas.drawImage(ImageReader(Image.new("RGB", (40, 4), (0, 0, 90))), 50, 480, 400, 40)
    white(drawing)


def painted_over(drawing: Drawing) -> None:
    drawing.text(60, 340, SECRET)
    drawing.canvas.setFillColorRGB(1, 1, 1)
    drawing.canvas.rect(50, drawing.size[1] - 360, 300, 30, fill=1, stroke=0)


def clipped(drawing: Drawing) -> None:
    path = drawing.canvas.beginPath()
    path.rect(60, 20, 200, 30)
    drawing.canvas.clipPath(path, stroke=0, fill=0)
    drawing.text(60, 340, SECRET)


def in_a_clipping_path(drawing: Drawing) -> None:
    path = drawing.canvas.beginPath()
    path.rect(60, drawing.size[1] - 360, 80, 30)
    drawing.canvas.clipPath(path, stroke=0, fill=0)
    drawing.text(60, 340, SECRET)


def on_a_background(drawing: Drawing) -> None:
    drawing.canvas.setFillColorRGB(0.9, 0.9, 1)
    drawing.canvas.rect(50, drawing.size[1] - 360, 300, 30, fill=1, stroke=0)
    drawing.canvas.setFillColorRGB(0, 0, 0)
    drawing.text(60, 340, SECRET)


def marked(drawing: Drawing) -> None:
    drawing.text(60, 340, SECRET)
    drawing.canvas.setFillColorRGB(1, 1, 0, 0.3)
    drawing.canvas.rect(50, drawing.size[1] - 360, 300, 30, fill=1, stroke=0)


@pytest.mark.parametrize("extra", [without_ink, transparent, white, painted_over, clipped])
def test_text_that_is_not_shown_is_named(tmp_path: Path, extra: Callable[[Drawing], None]) -> None:
    document = read(tmp_path, drawn(extra))
    assert SECRET not in texts(document)
    assert [remark.code for remark in document.remarks if SECRET in remark.zh] == ["part-not-read"]


@pytest.mark.parametrize("extra", [white_on_blue, white_on_a_picture, in_a_clipping_path, on_a_background, marked])
def test_text_that_is_seen_is_read(tmp_path: Path, extra: Callable[[Drawing], None]) -> None:
    assert SECRET in texts(read(tmp_path, drawn(extra)))


def test_a_page_whose_text_is_all_without_ink_is_read(tmp_path: Path) -> None:
    drawing = Drawing()
    without_ink(drawing)
    assert SECRET in texts(read(tmp_path, drawing))


def on_a_layer(off: bytes) -> bytes:
    """Return a PDF with a line on the page and one on a layer; ``off`` is what the file says of the layers."""

    def shown(text: str, y: int) -> bytes:
        return b"BT /F1 12 Tf 80 %d Td <%s> Tj ET " % (y, text.encode("utf-16-be").hex().encode())

    content = shown(SHOWN[:36], 700) + b"/OC /L BDC " + shown(SECRET, 500) + b"EMC"
    font = b"/Subtype/%s/BaseFont/STSong-Light"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[7 0 R]/D<<" + off + b">>>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>/Properties<</L 7 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font" + font % b"Type0" + b"/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font"
        + font % b"CIDFontType0"
        + b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000>>",
        b"<</Type/OCG/Name(draft)>>",
    ]
    data = b"%PDF-1.6\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % pair for pair in enumerate(objects, 1))
    return data + b"trailer<</Size 8/Root 1 0 R>>\n%%EOF"


@pytest.mark.parametrize(
    ("off", "reads"),
    [(b"/OFF[7 0 R]", False), (b"/BaseState/OFF", False), (b"/BaseState/OFF/ON[7 0 R]", True), (b"", True)],
)
def test_layers_that_are_switched_off_are_named(tmp_path: Path, off: bytes, reads: bool) -> None:
    path = tmp_path / "layers.pdf"
    path.write_bytes(on_a_layer(off))
    document = read_document(path)
    assert SHOWN[:36] in texts(document)
    assert (SECRET in texts(document), any(SECRET in remark.en for remark in document.remarks)) == (reads, not reads)


@pytest.mark.parametrize(("x", "step"), [(30, 1), (560, 1), (30, 5)])
def test_numbers_of_lines_are_set_aside(tmp_path: Path, x: float, step: int) -> None:
    def numbered(drawing: Drawing) -> None:
        for line in range(8):
            drawing.text(x, 60 + 18 * line, str((line + 1) * step), 9)

    document = read(tmp_path, drawn(numbered))
    assert texts(document) == SHOWN * 2
    assert {block.why for block in document.blocks if block.kind == "furniture"} == {"page-mark"}


def test_signs_below_each_other_in_the_margin_are_set_aside(tmp_path: Path) -> None:
    def signed(drawing: Drawing) -> None:
        for line, sign in enumerate("青岚县水利局存档"):
            drawing.text(565, 60 + 14 * line, sign)

    assert texts(read(tmp_path, drawn(signed))) == SHOWN * 2


def test_text_outside_the_page_is_named(tmp_path: Path) -> None:
    drawing = Drawing()
    drawing.text(60, 60, "一、重点任务")
    drawing.text(900, 90, "（一）修缮古桥。")
    document = read(tmp_path, drawing)
    assert [block.text for block in document.blocks] == ["一、重点任务"]
    assert ["修缮古桥" in remark.zh for remark in document.remarks] == [True]
