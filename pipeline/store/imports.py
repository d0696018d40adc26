"""Which files a module's work can depend on: what it imports from here, directly or not, and the vocabulary it names."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = next(folder for folder in Path(__file__).resolve().parents if folder.name == "pipeline").parent
"""The folder that holds the three packages."""
PACKAGES = frozenset({"schemas", "extractors", "pipeline"})
LEXICON = ROOT / "extractors" / "lexicon"


class _Uses(NamedTuple):
    modules: frozenset[str]
    data: frozenset[Path]


def reached(*roots: str) -> tuple[Path, ...]:
    """Return the code and vocabulary behind modules, in a fixed order. Nothing is imported: that would cost a second.

    A package's own file counts with what it imports at once; what its functions import when they are called is the
    caller's choice. A lexicon file is reached where its name is written in ``entries("name")``; other data files where
    they lie beside a reached module.
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
    """Return the file of a module or package of ours; None where the name is neither."""
    if name.partition(".")[0] not in PACKAGES:
        return None
    path = ROOT.joinpath(*name.split("."))
    for file in (path / "__init__.py", path.with_suffix(".py")):
        if file.is_file():
            return file
    return None


@cache
def _uses(path: Path) -> _Uses:
    """Return what one file imports and names; read once a process."""
    tree = ast.parse(path.read_bytes())
    package = path.name == "__init__.py"
    modules: set[str] = set()
    data = set() if path.parent == LEXICON else {*path.parent.glob("*.yml")}
    for node in _parts(tree, deep=not package):
        modules |= set(_imported(node))
        if isinstance(node, ast.Call):
            data |= set(_vocabulary(node))
    return _Uses(frozenset(modules), frozenset(data))


def _parts(tree: ast.AST, deep: bool) -> Iterator[ast.AST]:
    """Yield the nodes; without ``deep`` none from within functions."""
    for node in ast.iter_child_nodes(tree):
        yield node
        if deep or not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _parts(node, deep)


def _imported(node: ast.AST) -> Iterable[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []


def _vocabulary(call: ast.Call) -> Iterable[Path]:
    """Return the lexicon files that a call of ``entries`` reads: all of them where the name is not written there."""
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if called != "entries":
        return []
    if call.args and isinstance(call.args[0], ast.Constant):
        return [LEXICON / f"{call.args[0].value!s}.yml"]
    return LEXICON.glob("*.yml")
