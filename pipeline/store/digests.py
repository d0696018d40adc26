"""Digests of what a result depends on: files, code, vocabulary, library versions. Equal digests mean equal results."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from extractors.readers import MODULES
from pipeline.store.imports import ROOT, dependency_files, module_file

_SUFFIXES = frozenset({".py", ".yml", ".html", ".css", ".js", ".svg", ".json", ".jinja"})

READING = ("lxml", "numpy", "openpyxl", "pdfminer.six", "pdfplumber", "pillow", "pydantic", "pypdfium2")
RECOGNISING = ("rapidocr", "onnxruntime", "opencv-python-headless")
EXTRACTING = ("jieba", "pydantic")
DERIVING = ("jinja2", "markupsafe", "networkx", "scipy", "xlsxwriter")
"""Distributions whose version can change results: of reading, of text recognition, of extraction, of the products."""


BLOCK = 1 << 20
"""Bytes that are read at once."""


def digest_of(parts: Iterable[str | bytes]) -> str:
    """Return one SHA-256 of the parts and of their lengths, so that ("ab", "c") and ("a", "bc") differ."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()


@cache
def code_version(*names: str) -> str:
    """Return a digest of the code and data of whole packages and of the versions of the libraries they use."""
    parts: list[str | bytes] = []
    for package in names:
        for name, path in _files(package):
            parts += (name, path.read_bytes())
    return digest_of([*parts, *_versions((*READING, *EXTRACTING, *DERIVING))])


@cache
def reader_version(format: str) -> str:
    """Return a digest of all that a Document of this format depends on, other than the file itself."""
    # An archive holds files of any format.
    alone = format in MODULES and format != "zip"
    readers = (MODULES[format],) if alone else tuple(MODULES.values())
    # A Document from an old Word or Excel file, or from one in one XML file, has the format that it was converted to.
    conversion = [Path(str(module_file(MODULES[name]))) for name in ("office", "package") if name != format]
    names = (*READING, *(RECOGNISING if format in ("pdf", "image", "ofd") else ()))
    return digest_of([*_contents([*dependency_files("extractors.readers", *readers), *conversion]), *_versions(names)])


@cache
def stage_version(module: str) -> str:
    """Return a digest of the code and vocabulary that a module of ours uses, and of the language tools."""
    return digest_of([*_contents(dependency_files(module)), *_versions(EXTRACTING)])


def _contents(paths: Iterable[Path]) -> Iterator[str | bytes]:
    for path in paths:
        yield from _content(path)


@cache
def _content(path: Path) -> tuple[str | bytes, ...]:
    """Return the name and the bytes of a file; nothing if it is not there. Most files count for several readers."""
    return (path.relative_to(ROOT).as_posix(), path.read_bytes()) if path.is_file() else ()


def _versions(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"{name} -"


def _files(package: str) -> Iterator[tuple[str, Path]]:
    """Yield name and path of the package's files in a fixed order, without importing the package (which takes a second)."""
    spec = find_spec(package)
    if spec is None:
        raise ModuleNotFoundError(package)
    for root in spec.submodule_search_locations or ():
        for path in sorted(Path(root).rglob("*")):
            if path.suffix in _SUFFIXES:
                yield f"{package}/{path.relative_to(root).as_posix()}", path


def text_digest(text: str) -> str:
    """Return the SHA-256 that a file with this text has."""
    return hashlib.sha256(text.encode()).hexdigest()


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, "" if there is no such file, or the reason if it cannot be read."""
    total = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(BLOCK):  # a store of facts may be larger than the memory
                total.update(block)
        return total.hexdigest()
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as error:
        # Not "": a corrections file that cannot be read is a change, and reading it reports why.
        return f"unreadable: {error.strerror or error}"
