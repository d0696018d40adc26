import gc
import importlib
import re

import pytest

from extractors.language.patterns import _LazyPattern, lazy_pattern
from tests.support.paths import ROOT

MODULES = sorted((ROOT / "extractors").rglob("*.py"))


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


def test_every_pattern_compiles() -> None:
    for path in MODULES:
        importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    patterns = [thing for thing in gc.get_objects() if isinstance(thing, _LazyPattern)]
    assert len(patterns) > 300
    for pattern in patterns:
        re.compile(pattern.pattern, pattern._flags)
