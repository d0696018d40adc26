"""Whether a page of a PDF may show colours: asked of what it draws, before it is drawn."""

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from extractors.readers.pdf.drawn import may_show_colours
from pipeline.report.source.page_render import COLOURED, _of_pdf, packed
from tests.support.pdf_drawing import Drawing


def grey_print(drawing: Drawing) -> None:
    drawing.text(60, 60, "一、夯实水源工程")
    drawing.canvas.setFillGray(0.4)
    drawing.canvas.rect(60, 500, 200, 40, fill=1, stroke=0)
    drawing.canvas.setStrokeColorRGB(0.5, 0.52, 0.55)  # so little is not seen
    drawing.line(60, 200, 300, 200)
    drawing.canvas.linkURL("https://example.org", (60, 60, 90, 90))


def red_text(drawing: Drawing) -> None:
    drawing.canvas.setFillColorRGB(0.8, 0, 0)
    drawing.text(60, 60, "水利局文件")


def red_rule(drawing: Drawing) -> None:
    drawing.canvas.setStrokeColorRGB(0.8, 0, 0)
    drawing.line(60, 200, 300, 200)


def blue_area(drawing: Drawing) -> None:
    drawing.canvas.setFillColorCMYK(0.4, 0.2, 0, 0)
    drawing.canvas.rect(60, 500, 200, 40, fill=1, stroke=0)


def picture(drawing: Drawing) -> None:
    drawing.canvas.drawImage(ImageReader(Image.new("RGB", (40, 4), (0, 90, 0))), 50, 480, 400, 40)


def shade(drawing: Drawing) -> None:
    drawing.canvas.linearGradient(0, 0, 300, 300, ((1, 0, 0), (0, 0, 1)))


def form(drawing: Drawing) -> None:
    drawing.canvas.beginForm("F")
    drawing.canvas.setFillColorRGB(0, 0.6, 0)
    drawing.canvas.rect(60, 500, 200, 40, fill=1, stroke=0)
    drawing.canvas.endForm()
    drawing.canvas.doForm("F")


def note(drawing: Drawing) -> None:
    drawing.canvas.textAnnotation("已阅", (60, 60, 90, 90))


@pytest.mark.parametrize("draw", [red_text, red_rule, blue_area, picture, shade, form, note])
def test_what_has_a_colour_or_may_have_one_is_drawn_in_colours(draw: Callable[[Drawing], None]) -> None:
    assert shows_colours(draw)


def test_plain_shades_of_grey_and_links_have_none() -> None:
    assert not shows_colours(grey_print)


def test_pictures_keep_the_colours_of_pages(tmp_path: Path) -> None:
    drawing = Drawing()
    grey_print(drawing)
    drawing.canvas.showPage()
    blue_area(drawing)
    path = tmp_path / "plan.pdf"
    path.write_bytes(drawing.bytes())
    shown = [
        (suffix, Image.open(io.BytesIO(data)))
        for _, picture in _of_pdf(path, [1, 2])
        for suffix, data in [packed(picture)]
    ]
    assert [suffix for suffix, _ in shown] == [".png", ".webp"]
    at = (200, round(1000 / 595 * (842 - 520)))
    assert 85 < shown[0][1].convert("L").getpixel(at) < 120
    red, _, blue = shown[1][1].convert("RGB").getpixel(at)
    assert blue - red > COLOURED


def shows_colours(draw: Callable[[Drawing], None]) -> bool:
    drawing = Drawing()
    drawing.text(60, 30, "实施方案")
    draw(drawing)
    document = pypdfium2.PdfDocument(drawing.bytes())
    page = document[0]
    found = may_show_colours(page.raw, COLOURED)
    document.close()
    return found
