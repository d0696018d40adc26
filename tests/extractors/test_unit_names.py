"""The grammar of unit names and its lexicon."""

import pytest
import yaml

from extractors.lexicon import entries
from extractors.units.names import adjoining, is_complete
from tests.support.paths import TESTS

CASES = yaml.safe_load((TESTS / "cases" / "unit_names.yml").read_text(encoding="utf-8"))
EXAMPLES = [(e, x) for name in ("unit_suffixes", "known_units") for e in entries(name) for x in e["examples"]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['why']}: {case['text']}")
def test_case(case: dict) -> None:
    if isinstance(case["expect"], bool):
        assert is_complete(case["text"]) is case["expect"]
    else:
        assert [case["text"][start:end] for start, end in adjoining(case["text"])] == case["expect"]


@pytest.mark.parametrize("entry, example", EXAMPLES, ids=[example for _, example in EXAMPLES])
def test_lexicon_example(entry: dict, example: str) -> None:
    assert is_complete(example)


@pytest.mark.parametrize("entry", [e for e in entries("unit_suffixes") if e.get("not")], ids=lambda e: e["suffixes"][0])
def test_excluded_words_are_no_units(entry: dict) -> None:
    assert [word for word in entry["not"] if is_complete(word)] == []


@pytest.mark.parametrize("entry", entries("not_units"), ids=lambda e: e["kind"])
def test_not_units(entry: dict) -> None:
    assert [text for text in entry["examples"] if is_complete(text)] == []
