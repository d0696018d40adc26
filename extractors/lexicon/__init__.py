"""The vocabulary of the genre as data: one YAML list per concept, each entry with examples that are tests."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import takewhile
from typing import Any

import yaml


@cache
def entries(name: str) -> tuple[Mapping[str, Any], ...]:
    """Return the entries of ``<name>.yml`` in file order, which matters if several entries match the same text.

    They are built directly from the events of the parser. ``yaml.load`` builds nodes first, which takes three times as
    long, and every command that reads a document would have to wait for it.
    """
    text = files(__package__).joinpath(f"{name}.yml").read_text(encoding="utf-8")
    events = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return tuple(_value(event, events) for event in events if isinstance(event, yaml.MappingStartEvent))


@cache
def words_of(name: str, kind: str, **fields: str) -> tuple[str, ...]:
    """Return the words of all entries of one kind in ``<name>.yml``, in file order; ``fields`` restricts the entries.

    ValueError if there are none, so that a misspelt kind is not taken for an empty list.
    """
    chosen = (e for e in entries(name) if e["kind"] == kind and all(e.get(k) == v for k, v in fields.items()))
    found = tuple(word for entry in chosen for word in entry["words"])
    if not found:
        raise ValueError(f"{name}.yml has no words of kind {kind!r} {fields or ''}")
    return found


@cache
def any_of(name: str, kind: str) -> str:
    """Return a pattern for the words of one kind in ``<name>.yml``, longest first; the caller puts it in a group.

    An entry's ``unless`` is a pattern that must not follow its words: 市政, but not 市政府.
    """
    unless = {
        word: f"(?!{entry['unless']})" if "unless" in entry else ""
        for entry in entries(name)
        if entry["kind"] == kind
        for word in entry["words"]
    }
    if not unless:
        raise ValueError(f"{name}.yml has no words of kind {kind!r}")
    return "|".join(re.escape(word) + unless[word] for word in sorted(unless, key=lambda word: (-len(word), word)))


def _value(event: yaml.Event, events: Iterator[yaml.Event]) -> Any:
    """Return the value that starts with this event, reading its parts from the following events."""
    if isinstance(event, yaml.ScalarEvent):
        return _plain(event.value) if event.implicit[0] else event.value
    inside = takewhile(lambda later: not isinstance(later, yaml.CollectionEndEvent), events)
    if isinstance(event, yaml.SequenceStartEvent):
        return [_value(item, events) for item in inside]
    if isinstance(event, yaml.MappingStartEvent):
        return {_value(key, events): _value(next(events), events) for key in inside}
    raise ValueError(f"a lexicon contains no {type(event).__name__}")


def _plain(text: str) -> Any:
    """Return the value of unquoted text: true, false, a number, or the text itself."""
    if text in ("true", "false"):
        return text == "true"
    if text.isascii() and text.isdigit():
        return int(text)
    return text
