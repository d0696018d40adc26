import gc
import importlib
import re

import pytest

from extractors.language.marks import styles as mark_styles
from extractors.language.patterns import _LazyPattern, any_pattern, finditer_from, lazy_pattern
from extractors.lexicon import entries
from extractors.notice import lines
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


def test_matches_are_found_from_the_characters_that_they_begin_with() -> None:
    text = "约12个，A3约30，约4约5个"
    first, pattern = lazy_pattern(r"[约\d]"), lazy_pattern(r"(?<![A-Z])约?\d+(?:约\d)?个?")
    assert [m.group() for m in finditer_from(first, pattern, text)] == ["约12个", "约30", "约4约5个"]
    for start, end in ((0, len(text)), (1, 8), (4, 7), (6, 6)):
        spans = [m.span() for m in pattern.finditer(text, start, end)]
        assert [m.span() for m in finditer_from(first, pattern, text, start, end)] == spans


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
        re.compile(pattern.pattern, pattern.flags)


def test_one_expression_matches_where_any_of_several_does() -> None:
    patterns = [
        lazy_pattern(r"第(?P<n>[一二三]+)章"),
        lazy_pattern(r"(?P<n>\d+)[、.](?!\d)|(?P<n2>①)"),
        lazy_pattern("^附件"),
    ]
    whole = any_pattern(patterns)
    for text in ("第二章 总则", "12、修路", "3.5公里", "①", "附件1", "附表", "见附件"):
        assert bool(whole.match(text)) == any(pattern.match(text) for pattern in patterns), text


def test_one_expression_has_the_flags_of_all() -> None:
    patterns = [lazy_pattern("county # 县", re.X | re.I), re.compile("附 表 # 表", re.X | re.I)]
    whole = any_pattern(patterns)
    assert whole.match("COUNTY") and whole.match("附表1") and not whole.match("附 表")
    with pytest.raises(ValueError, match="the same flags"):
        any_pattern([*patterns, lazy_pattern("county")])


def test_marks_and_kinds_of_lines_are_found_by_one_expression() -> None:
    marks = [pattern for *_, pattern in mark_styles.mark_styles()]
    joined, plain = mark_styles.any_mark()
    opens_with_word, worded = mark_styles.worded_marks()
    texts = [
        *(example["text"] for entry in entries("numbering") for example in entry["examples"]),
        "（一）",
        "【任务1】",
        "推进",
    ]
    for text in texts:
        found = joined.match(text) or (opens_with_word.match(text) and any(style[2].match(text) for style in worded))
        assert bool(found) == any(pattern.match(text) for pattern in marks), text
    for pattern in [*marks, *(pattern for _, pattern in lines._KINDS)]:
        refers = re.search(r"\(\?P=|\(\?\((?!1\))|\\[1-9](?!\d*\])", pattern.pattern)
        assert refers is None or pattern in [style[2] for style in worded], pattern.pattern
    for style in plain:
        assert all(joined.match(text).lastindex == plain.index(style) + 1 for text in texts if style[2].match(text))
