"""What a result depends on, as a digest: equal digests, equal results, so nothing is done twice."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

_SUFFIXES = frozenset({".py", ".yml", ".html", ".css", ".js", ".svg", ".json", ".jinja"})

READS = ("jieba", "lxml", "pdfplumber", "pdfminer.six", "pypdfium2", "pydantic", "spacy", "openpyxl", "python-docx")
"""Distributions whose version can change what is extracted."""


def digest_of(parts: Iterable[str | bytes]) -> str:
    """Return one SHA-256 of the parts; where one ends is part of it."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()


@cache
def code_version(*names: str) -> str:
    """Return a digest of the packages' (or modules') code and vocabulary and of the versions of what they stand on."""
    parts: list[str | bytes] = []
    for package in names:
        for name, path in _files(package):
            parts += (name, path.read_bytes())
    for name in READS:
        try:
            parts.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            parts.append(f"{name} -")
    return digest_of(parts)


def _files(package: str) -> Iterator[tuple[str, Path]]:
    """Yield name and path of the package's files in a fixed order. Nothing is imported: that would cost a second."""
    spec = find_spec(package)
    if spec is None:
        raise ModuleNotFoundError(package)
    if spec.submodule_search_locations is None:
        yield package, Path(str(spec.origin))
    for root in spec.submodule_search_locations or ():
        for path in sorted(Path(root).rglob("*")):
            if path.suffix in _SUFFIXES:
                yield f"{package}/{path.relative_to(root).as_posix()}", path


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file that need not exist; empty where it does not."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""
