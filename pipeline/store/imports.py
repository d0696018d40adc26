"""Find the files that a module depends on: the modules of ours it imports, directly or not, and the vocabulary it reads.

Caches use this: a change to one reader redoes the documents of that format, not the whole corpus.
"""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from extractors.kept_data import keep, read_kept

ROOT = next(folder for folder in Path(__file__).resolve().parents if folder.name == "pipeline").parent
"""The folder that holds the three packages."""
PACKAGES = frozenset({"schemas", "extractors", "pipeline"})
LEXICON_READERS = frozenset({"entries", "words_of", "any_of"})
"""Functions of the lexicon that take the name of a file first."""
LEXICON = ROOT / "extractors" / "lexicon"


class _Uses(NamedTuple):
    modules: frozenset[str]
    data: frozenset[Path]


_Written = tuple[list[str], list[str], bool]
"""What a file says that it uses: modules, lexicon files by name, and whether it also reads one whose name it computes."""


def dependency_files(*roots: str) -> tuple[Path, ...]:
    """Return the code and vocabulary files that modules depend on, sorted. The source is parsed, not imported.

    What a file uses is kept beside the bytecode under the digest of its source: parsing all files takes a second.

    Of an ``__init__.py``, only imports at module level are followed: what its functions import when called, such as
    the reader of one format, is up to the caller to name. A lexicon file counts if its name is written in a call
    such as ``entries("name")``; any other data file if it lies beside a module that counts.
    """
    files: set[Path] = set()
    seen: set[str] = set()
    todo = list(roots)
    while todo:
        name = todo.pop()
        path = module_file(name)
        if name in seen or path is None:
            continue
        seen.add(name)
        files.add(path)
        uses = _uses(path)
        files |= uses.data
        todo += uses.modules
        if "." in name:
            todo.append(name.rpartition(".")[0])
    _parsed.keep()
    return tuple(sorted(files))


@cache
def module_file(name: str) -> Path | None:
    """Return the file of a module or package of ours, or None for any other name."""
    if name.partition(".")[0] not in PACKAGES:
        return None
    path = ROOT.joinpath(*name.split("."))
    for file in (path / "__init__.py", path.with_suffix(".py")):
        if file.is_file():
            return file
    return None


@cache
def _uses(path: Path) -> _Uses:
    """Return what one file imports and which data it reads."""
    modules, names, computed = _parsed.of(path)
    data = frozenset[Path]() if path.parent == LEXICON else _data_in(path.parent)
    data |= _data_in(LEXICON) if computed else {LEXICON / f"{name}.yml" for name in names}
    return _Uses(frozenset(modules), data)


@cache
def _data_in(folder: Path) -> frozenset[Path]:
    return frozenset(folder.glob("*.yml"))


class _ParsedFiles:
    """What the files say that they use, by path and digest of the source."""

    def __init__(self) -> None:
        self._own = Path(__file__)
        self._key = b""
        self._written: dict[str, tuple[bytes, _Written]] | None = None
        self._added = False

    def of(self, path: Path) -> _Written:
        """Return what a file uses, parsing it unless that is kept."""
        if self._written is None:
            self._key = self._own.read_bytes()  # another way to parse makes the kept values void
            self._written = read_kept(self._own, self._key) or {}
        source = path.read_bytes()
        digest, name = sha256(source).digest(), path.relative_to(ROOT).as_posix()
        known = self._written.get(name)
        if known is None or known[0] != digest:
            known = self._written[name] = (digest, _parse(source, package=path.name == "__init__.py"))
            self._added = True
        return known[1]

    def keep(self) -> None:
        """Keep what was parsed, and drop what is known of files that are no longer there."""
        if self._added and self._written is not None:
            there = {name: known for name, known in self._written.items() if (ROOT / name).is_file()}
            keep(self._own, self._key, there)
            self._added = False


_parsed = _ParsedFiles()


def _parse(source: bytes, package: bool) -> _Written:
    modules: set[str] = set()
    names: set[str] = set()
    computed = False
    for node in _parts(ast.parse(source), deep=not package):
        modules |= {name for name in _imports(node) if name.partition(".")[0] in PACKAGES}
        if isinstance(node, ast.Call) and _reads_lexicon(node):
            name = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
            computed = computed or name is None
            names |= set() if name is None else {str(name)}
    return sorted(modules), sorted(names), computed


def _parts(tree: ast.AST, deep: bool) -> Iterator[ast.AST]:
    """Yield the nodes of the tree; unless ``deep``, none inside functions."""
    for node in ast.iter_child_nodes(tree):
        yield node
        if deep or not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _parts(node, deep)


def _imports(node: ast.AST) -> Iterable[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []


def _reads_lexicon(call: ast.Call) -> bool:
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return called in LEXICON_READERS
