"""Vocabulary is data: no list of Chinese words in the code of the extractors, and examples for every entry of the lexicon."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractors.language.full_width import FULL_WIDTH_DIGITS
from extractors.language.numerals import ONE_TO_NINE
from extractors.lexicon import entries
from tests.support.paths import ROOT

MOST = 8
"""Words of two characters or more that one alternation or collection may hold in Python: a pattern's skeleton."""
HOME = ROOT / "extractors" / "lexicon"
INDEPENDENT = "the account of coverage knows signs of facts without the vocabulary that the extractors read them with"
SHAPE = "the shape of a value cell, with which the costs of the decoder were fitted"
ALLOWED = {
    "coverage/cell_shapes.py": INDEPENDENT,
    "coverage/clause_signs.py": INDEPENDENT,
    "coverage/doubts/stray_words.py": INDEPENDENT,
    "coverage/quantity_signs.py": INDEPENDENT,
    "readers/dump_tables/run_together_values.py": SHAPE,
    "readers/dump_tables/tokens.py": SHAPE,
    "readers/table_decoder/patterns.py": SHAPE,
}
"""Modules that hold longer lists, and why they are not in the lexicon."""

CHINESE = re.compile(r"[\u3400-\u9fff]")
WORD = re.compile(r"[\u3400-\u9fff\w?\[\]+*{},.]+")


def _words(parts: list[str]) -> list[str]:
    return [part for part in parts if len(CHINESE.findall(part)) > 1 and WORD.fullmatch(part)]


def _lists(file: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield line and words of each alternation in a string and of each tuple, list or set of strings; docstrings hold none."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            pattern = re.sub(r"\s", "", re.sub(r"\s#.*", "", node.value))
            for group in re.split(r"[()]", pattern):
                yield node.lineno, _words(group.split("|"))
        elif isinstance(node, ast.Tuple | ast.List | ast.Set):
            values = [item.value for item in node.elts if isinstance(item, ast.Constant)]
            yield node.lineno, _words([value for value in values if isinstance(value, str)])


def _modules() -> list[Path]:
    return sorted((ROOT / "extractors").rglob("*.py"))


def test_no_list_of_words_in_code() -> None:
    found = {
        f"{file.relative_to(ROOT / 'extractors')}:{line}": words
        for file in _modules()
        for line, words in _lists(file)
        if len(words) > MOST
    }
    assert not {place: words for place, words in found.items() if place.partition(":")[0] not in ALLOWED}
    assert {place.partition(":")[0] for place in found} >= set(ALLOWED), "take what is no longer needed off the list"


@pytest.mark.parametrize(
    ("characters", "home"), [(ONE_TO_NINE, "language/numerals.py"), (FULL_WIDTH_DIGITS, "language/full_width.py")]
)
def test_one_home_for_numerals_and_full_width_forms(characters: str, home: str) -> None:
    spelt = [str(file.relative_to(ROOT / "extractors")) for file in _modules() if characters in file.read_text("utf-8")]
    assert spelt == [home]


@pytest.mark.parametrize("name", sorted(file.stem for file in HOME.glob("*.yml")))
def test_every_entry_has_examples(name: str) -> None:
    without = [entry for entry in entries(name) if not (entry.get("examples") or entry.get("headers"))]
    assert [
        entry for entry in without if entry.get("kind") != "role"
    ] == []  # headers of roles are built from roles.yml
