"""The vocabulary: read as YAML reads it."""

from pathlib import Path

import pytest
import yaml

from extractors import lexicon

FILES = sorted(Path(lexicon.__file__).parent.glob("*.yml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_entries_are_what_yaml_reads(path: Path) -> None:
    assert list(lexicon.entries(path.stem)) == yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_entry_refers_to_another(path: Path) -> None:
    events = yaml.parse(path.read_text(encoding="utf-8"))
    assert not any(isinstance(event, yaml.AliasEvent) for event in events)
