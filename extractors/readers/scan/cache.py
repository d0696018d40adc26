"""Disk cache of recognised images, by hash of the image: recognition takes minutes."""

import hashlib
import json
import os
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from extractors.readers.page.model import CharSpan, Ruling

FORM = 5
"""Version of the cached form; raise it when its meaning changes."""


def folder() -> Path:
    """Return the cache folder: ``GANGMU_CACHE``, else the user's cache folder."""
    given = os.environ.get("GANGMU_CACHE")
    if given:
        return Path(given) / "scans"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gangmu" / "scans"


def key(image: Any, scale: float) -> str:
    """Return the cache key of an image, a numpy array."""
    digest = hashlib.sha256(f"{FORM} {_version()} {scale:.4f} {image.shape}".encode())
    digest.update(image if image.flags.c_contiguous else image.tobytes())  # a page has 10 MB: no copy of it
    return digest.hexdigest()


@cache
def _version() -> str:
    return version("rapidocr")


def load(name: str) -> tuple[list[CharSpan], list[Ruling], list[Ruling]] | None:
    """Return a cached reading; None if there is none or it cannot be read."""
    try:
        saved: dict[str, Any] = json.loads((folder() / f"{name}.json").read_text(encoding="utf-8"))
        spans = [CharSpan(text, tuple(edges), *rest) for text, edges, *rest in saved["spans"]]
        return spans, [Ruling(*r) for r in saved["horizontal"]], [Ruling(*r) for r in saved["vertical"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def save(name: str, spans: list[CharSpan], horizontal: list[Ruling], vertical: list[Ruling]) -> None:
    """Cache a reading; if the folder cannot be written, the image is merely recognised again next time."""
    text = json.dumps({"spans": spans, "horizontal": horizontal, "vertical": vertical}, ensure_ascii=False)
    target = folder() / f"{name}.json"
    fresh = target.with_suffix(f".{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(target)
    except OSError:
        return
