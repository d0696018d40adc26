"""Pictures of a page of text that are larger than A4: recognition takes memory and time by their size."""

import io
from collections.abc import Callable
from functools import cache

import pypdfium2
from PIL import Image

from tests.support import plan_files

DOTS = 300
"""An inch."""


@cache
def _page() -> Image.Image:
    page = pypdfium2.PdfDocument(plan_files.as_pdf())[0]
    return page.render(scale=DOTS / 72).to_pil().convert("L")


def _sheet(across: int, down: int) -> Image.Image:
    """Return pages of A4 side by side and one below the other."""
    page = _page()
    sheet = Image.new("L", (page.width * across, page.height * down), 255)
    for place in range(across * down):
        sheet.paste(page, (place % across * page.width, place // across * page.height))
    return sheet


def _as_pdf(across: int, down: int) -> bytes:
    out = io.BytesIO()
    _sheet(across, down).save(out, "PDF", resolution=DOTS)
    return out.getvalue()


def _as_image(format: str, mode: str, size: tuple[int, int], frames: int = 1) -> bytes:
    image = _sheet(4, 2).resize(size).convert(mode)
    out = io.BytesIO()
    more = {"save_all": True, "append_images": [image] * (frames - 1)} if frames > 1 else {}
    image.save(out, format, **more)
    return out.getvalue()


BOMBS: dict[str, Callable[[], bytes]] = {
    "pdf: a scan of A3": lambda: _as_pdf(2, 1),
    "pdf: a scan of A1": lambda: _as_pdf(4, 2),
    "jpg: 9933 by 7016 dots": lambda: _as_image("JPEG", "RGB", (9933, 7016)),
    "png: 9999 by 9999 dots in colours": lambda: _as_image("PNG", "RGB", (9999, 9999)),
    "png: 9999 by 9999 dots in a palette": lambda: _as_image("PNG", "P", (9999, 9999)),
    "tif: two frames of 9933 by 7016 dots": lambda: _as_image("TIFF", "1", (9933, 7016), 2),
}
