"""Lists of unit names."""

import pytest
import yaml

from extractors.lexicon import entries
from extractors.units.lists import split_units
from tests.support.paths import TESTS

CASES = yaml.safe_load((TESTS / "cases" / "unit_lists.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['why']}: {case['text']}")
def test_case(case: dict) -> None:
    text = f"（{case['text']}）"
    found = split_units(text, 1, len(text) - 1)
    assert [m.name if m.name == m.full else f"{m.name}={m.full}" for m in found.mentions] == case["expect"]
    assert found.open_text == case.get("open")
    assert found.open_ended is ("open" in case)
    assert [text[start:end] for start, end in found.unread] == case.get("unread", [])


@pytest.mark.parametrize(
    "example", [e for row in entries("not_units") if row["kind"] == "leading" for e in row["examples"]]
)
def test_words_before_a_name_are_no_part_of_it(example: str) -> None:
    assert [mention.name for mention in split_units(example, 0, len(example)).mentions] == ["县教育局"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_mentions_are_quoted(case: dict) -> None:
    text = case["text"]
    for mention in split_units(text, 0, len(text)).mentions:
        assert "".join(text[mention.start : mention.end].split()) == mention.name
