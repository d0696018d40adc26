"""Image files of many frames: each is opened when it is read, and checked by itself."""

import io
from pathlib import Path

import pytest
from PIL import Image

from extractors.errors import UnreadableError
from extractors.readers.base.limits import Limits
from extractors.readers.scan.file import image_frames


def tiff(*sizes: tuple[int, int]) -> bytes:
    first, *others = (Image.new("1", size, 1) for size in sizes)
    out = io.BytesIO()
    first.save(out, "tiff", save_all=True, append_images=others)
    return out.getvalue()


def test_frames_are_opened_one_at_a_time_and_each_is_checked() -> None:
    frames = image_frames(Path("plan.tiff"), tiff((20, 30), (40, 50), (20, 30)), Limits(pixels=1_000))
    assert next(frames).size == (20, 30)
    with pytest.raises(UnreadableError, match="the image is too large"):
        next(frames)


def test_more_frames_than_pages_are_refused() -> None:
    with pytest.raises(UnreadableError, match="the image is too large"):
        next(image_frames(Path("plan.tiff"), tiff((20, 30), (20, 30)), Limits(pages=1)))
