"""Readings of images that were recognised before: minutes of work, kept on disk under the hash of the image."""

import hashlib
import json
import os
from importlib.metadata import version
from pathlib import Path
from typing import Any

from extractors.readers.page.model import Ruling, Span

FORM = 1
"""Raise it when what is kept changes its meaning."""


def folder() -> Path:
    """Return the folder of kept readings: ``GANGMU_CACHE``, else the user's cache folder."""
    given = os.environ.get("GANGMU_CACHE")
    if given:
        return Path(given) / "scans"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gangmu" / "scans"


def key(pixels: bytes, scale: float) -> str:
    """Return the name under which the reading of an image is kept."""
    stamp = f"{FORM} {version('rapidocr')} {scale:.4f} ".encode()
    return hashlib.sha256(stamp + pixels).hexdigest()


def load(name: str) -> tuple[list[Span], list[Ruling], list[Ruling]] | None:
    """Return a kept reading; None where there is none, or none that can be read."""
    try:
        saved: dict[str, Any] = json.loads((folder() / f"{name}.json").read_text(encoding="utf-8"))
        spans = [Span(text, tuple(edges), *rest) for text, edges, *rest in saved["spans"]]
        return spans, [Ruling(*r) for r in saved["horizontal"]], [Ruling(*r) for r in saved["vertical"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def save(name: str, spans: list[Span], horizontal: list[Ruling], vertical: list[Ruling]) -> None:
    """Keep a reading; a folder that cannot be written costs time later and nothing else."""
    text = json.dumps({"spans": spans, "horizontal": horizontal, "vertical": vertical}, ensure_ascii=False)
    target = folder() / f"{name}.json"
    fresh = target.with_suffix(f".{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(target)
    except OSError:
        return
