"""The vocabulary: read as YAML reads it."""

from pathlib import Path

import pytest
import yaml

from extractors import lexicon

FILES = sorted(Path(lexicon.__file__).parent.glob("*.yml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_entries_are_what_yaml_reads(path: Path) -> None:
    assert list(lexicon.entries(path.stem)) == yaml.safe_load(path.read_text(encoding="utf-8"))


def test_anchors_are_refused() -> None:
    events = yaml.parse("{a: &x 1, b: *x}")
    with pytest.raises(ValueError, match="AliasEvent"):
        [lexicon._value(event, events) for event in events if isinstance(event, yaml.MappingStartEvent)]
