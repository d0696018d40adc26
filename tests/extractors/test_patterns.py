import ast
import gc
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.language.patterns import _LazyPattern, lazy_pattern
from tests.support.paths import ROOT

MODULES = sorted(path for path in (ROOT / "extractors").rglob("*.py") if path.name != "patterns.py")


def calls_at_import(tree: ast.AST) -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.FunctionDef | ast.Lambda):
            if isinstance(node, ast.Call):
                yield ast.unparse(node.func)
            yield from calls_at_import(node)


def test_lazy_pattern_matches_as_the_compiled_expression_does() -> None:
    text = "县教育局牵头，县财政局配合"
    pattern = lazy_pattern(r"县 (?P<name>..) 局", re.X)
    compiled = re.compile(r"县 (?P<name>..) 局", re.X)
    assert pattern.pattern == compiled.pattern
    assert [m["name"] for m in pattern.finditer(text)] == ["教育", "财政"]
    assert pattern.sub("局", text) == "局牵头，局配合"
    assert pattern.split(text) == compiled.split(text)
    assert pattern.fullmatch(text) is None


def test_lazy_pattern_compiles_at_its_first_use() -> None:
    pattern = lazy_pattern("(")
    with pytest.raises(re.error):
        pattern.search("县")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_compiles_a_pattern_at_import(path: Path) -> None:
    assert "re.compile" not in calls_at_import(ast.parse(path.read_text(encoding="utf-8")))


def test_every_pattern_compiles() -> None:
    for path in MODULES:
        importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    patterns = [thing for thing in gc.get_objects() if isinstance(thing, _LazyPattern)]
    assert len(patterns) > 300
    for pattern in patterns:
        re.compile(pattern.pattern, pattern._flags)
