"""Lists of plain entries are read without the parser of YAML, and as it reads them."""

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.corpus.plain_yaml import _Loader, plain_entries
from tests.support.paths import ROOT

KEYS = st.sampled_from(["id", "file", "sha256", "place"])
SIGNS = st.sampled_from(
    [*"ab甲区0129:#-?,[]{}&*!|>'\"%@`~.=_ \t\r\x85\ufeff\u2028", "null", "true", ": ", " #", "\n  ", "\n"]
)
VALUES = st.lists(SIGNS, max_size=5).map("".join)
LINES = st.builds("{}{}: {}".format, st.sampled_from(["- ", "  ", "", "-  ", "   "]), KEYS, VALUES)
TEXTS = st.lists(st.one_of(LINES, LINES, st.sampled_from(["", "# 注", "#\x07", "x"])), max_size=6).map("\n".join)


@given(TEXTS.map(lambda text: f"{text}\n"))
@example("- id: a\n  id: b\n")
@example("- id: 12\n")
@example("- id: 012\n  place: 甲: 乙\n")
@example("- id: a\n   b: c\n")
@example("- id: a:\n")
def test_what_is_read_without_the_parser_is_what_the_parser_reads(text: str) -> None:
    found = plain_entries(text)
    if found is not None:
        assert found == yaml.load(text, Loader=_Loader)


@pytest.mark.parametrize(
    "text",
    [
        "- id: 甲-2024\n  file: 甲-2024.txt\n  source_name: 关于印发《计划》的通知 (2).pdf\n\n- id: b\n  place: 东州市\n",
        (ROOT / "corpus" / "plans.yml").read_text(encoding="utf-8"),
    ],
)
def test_a_manifest_of_plain_entries_needs_no_parser(text: str) -> None:
    assert plain_entries(text) == yaml.load(text, Loader=_Loader)


def test_a_comment_with_a_forbidden_character_is_left_to_the_parser(tmp_path: Path) -> None:
    assert plain_entries("# \x07\n- id: a\n") is None
