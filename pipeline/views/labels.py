"""The labels of the report and of the edit mode in Chinese and English: templates/labels.yml, templates/edit/labels.yml."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from extractors.packaged_yaml import read_packaged_yaml
from pipeline.views.counts import definitions
from schemas import Message
from schemas.comparison import Kinship


@cache
def catalogue() -> Mapping[str, Message]:
    """Return all labels by key, e.g. ``relation.leads``; those of counts are the names in counts.yml."""
    folder = Path(__file__).parents[1] / "templates"
    counts = {f"count.{key}": definition.name for key, definition in definitions().items()}
    return counts | {
        f"{group}.{name}": Message(zh=str(zh), en=str(en))
        for path in ("labels.yml", "edit/labels.yml")
        for group, labels in read_packaged_yaml(folder / path).items()
        for name, (zh, en) in labels.items()
    }


def label(key: str, **values: object) -> Message:
    """Return the label with its {placeholders} filled; KeyError if the catalogue has no such key."""
    return catalogue()[key].format(**values) if values else catalogue()[key]


def pairs(group: str) -> dict[str, tuple[str, str]]:
    """Return {name: (Chinese, English)} of the labels of a group, as scripts of the pages read them."""
    start = f"{group}."
    return {key.removeprefix(start): (m.zh, m.en) for key, m in catalogue().items() if key.startswith(start)}


def plain(text: str) -> Message:
    """Return a text that is the same in both languages, such as a quote from a source."""
    return Message(zh=text, en=text)


def value_label(group: str, value: str) -> Message:
    """Return what a value is called; one without a label, such as a kind that is new, is called by itself."""
    return catalogue().get(f"{group}.{value}", plain(value))


def state_label(kinship: Kinship, state: str) -> Message:
    """Return what became of a fact between two plans: 延续, or 承接 where a lower level takes it up."""
    return label(f"{'compare_state' if kinship == 'succession' else 'level_state'}.{state}")
