"""Large pages and pictures: recognised with fewer dots and in bands, so that memory does not grow with them."""

import io
from pathlib import Path

import pytest
from PIL import Image

from extractors.readers.base.limits import Limits
from extractors.readers.scan.file import LONGEST, image_frames
from extractors.readers.scan.read import COARSE, MOST_PIXELS, SCALE, can_read, scale_of, smaller

needs_ocr = pytest.mark.skipif(not can_read(), reason="the extra ocr is not installed")
A4, A3, A1 = (595, 842), (842, 1191), (1684, 2384)


def test_pages_beyond_a3_have_fewer_dots() -> None:
    assert scale_of(*A4) == scale_of(*A3) == SCALE
    assert scale_of(*A1) < COARSE
    assert A1[0] * A1[1] * scale_of(*A1) ** 2 <= MOST_PIXELS + 1


@needs_ocr
def test_bands_of_a_large_page_are_cut_between_its_lines() -> None:
    import numpy as np

    from extractors.readers.scan.detect import BAND, WHOLE, _edges

    page = np.full((2526, 1786), 255, np.uint8)
    assert page.size <= WHOLE and _edges(page) == [0, 2526]
    sheet = np.full((3573, 2526), 255, np.uint8)
    for top in range(20, 3573, 60):
        sheet[top : top + 40, 100:2400] = 0
    edges = _edges(sheet)
    assert edges[0] == 0 and edges[-1] == 3573
    assert len(edges) == -(-sheet.size // BAND) + 1
    assert not any((sheet[edge] == 0).any() for edge in edges[1:-1])


@pytest.mark.parametrize("mode", ["1", "L", "P", "PA", "RGB", "RGBA", "CMYK"])
def test_a_picture_is_made_smaller_in_every_colour_mode(mode: str) -> None:
    picture = Image.new("L", (4000, 3000), 255).convert(mode)
    assert smaller(picture, 4000) is picture
    small = smaller(picture, 1000).convert("RGB")
    assert small.size == (2000, 1500)
    assert small.getpixel((9, 9)) == (255, 255, 255)


def test_a_picture_of_sixteen_bits_stays() -> None:
    picture = Image.new("I;16", (4000, 3000))
    assert smaller(picture, 1000) is picture


@pytest.mark.parametrize("format", ["png", "jpeg", "tiff", "gif"])
def test_frames_larger_than_needed_come_smaller(format: str) -> None:
    first, second = (Image.new("L", (9000, 6000), shade) for shade in (250, 90))
    out = io.BytesIO()
    more = {"save_all": True, "append_images": [second]} if format in ("tiff", "gif") else {}
    first.save(out, format, **more)
    pages = list(image_frames(Path("plan"), out.getvalue(), Limits()))
    assert [round(page.getpixel((9, 9))[0], -1) for page in pages] == [250, 90][: 1 + bool(more)]
    assert all(LONGEST <= max(page.size) < 2 * LONGEST for page in pages)
