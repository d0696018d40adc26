"""Find the files that a module depends on: the modules of ours it imports, directly or not, and the vocabulary it reads.

Caches use this: a change to one reader redoes the documents of that format, not the whole corpus.
"""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = next(folder for folder in Path(__file__).resolve().parents if folder.name == "pipeline").parent
"""The folder that holds the three packages."""
PACKAGES = frozenset({"schemas", "extractors", "pipeline"})
LEXICON_READERS = frozenset({"entries", "words_of", "any_of"})
"""Functions of the lexicon that take the name of a file first."""
LEXICON = ROOT / "extractors" / "lexicon"


class _Uses(NamedTuple):
    modules: frozenset[str]
    data: frozenset[Path]


def dependency_files(*roots: str) -> tuple[Path, ...]:
    """Return the code and vocabulary files that modules depend on, sorted. The source is parsed, not imported.

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
    return tuple(sorted(files))


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
    tree = ast.parse(path.read_bytes())
    package = path.name == "__init__.py"
    modules: set[str] = set()
    data = set() if path.parent == LEXICON else {*path.parent.glob("*.yml")}
    for node in _parts(tree, deep=not package):
        modules |= set(_imports(node))
        if isinstance(node, ast.Call):
            data |= set(_vocabulary(node))
    return _Uses(frozenset(modules), frozenset(data))


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


def _vocabulary(call: ast.Call) -> Iterable[Path]:
    """Return the lexicon files that a call reads: all of them if the name is not a literal."""
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if called not in LEXICON_READERS:
        return []
    if call.args and isinstance(call.args[0], ast.Constant):
        return [LEXICON / f"{call.args[0].value!s}.yml"]
    return LEXICON.glob("*.yml")
