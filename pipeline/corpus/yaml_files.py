"""Read YAML files that people write, and describe problems in them by entry and field."""

import re
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from pipeline.errors import InputError

T = TypeVar("T")

_MOST_BYTES = 50_000_000
_DEEPEST = 30


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads plain values as people mean them. YAML 1.1 reads the key ``on`` as true, 2026-01-01 as a date, 1:30 as 90.

    A key that is given twice is an error: of two values, YAML would drop the first without a word.
    """

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        """Build a mapping; ConstructorError if it has a key twice."""
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    message = f"the key {key.value} is given twice in one entry"
                    raise yaml.constructor.ConstructorError(None, None, message, key.start_mark)
                seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"~|null|", ("~", "n", "")),
    ("bool", r"true|false", ("t", "f")),
    ("int", r"[-+]?(?:0|[1-9][0-9]*)", tuple("-+0123456789")),
    ("float", r"[-+]?[0-9]+\.[0-9]+", tuple("-+0123456789")),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"\A(?:{_pattern})\Z"), _first)


def problem(given: object, error: ValidationError) -> str:
    """Return entry, field and message of the first validation error, in one clause."""
    first = error.errors(include_url=False, include_input=False)[0]
    place = list(first["loc"])
    if place and isinstance(place[0], int):
        entry = given[place[0]] if isinstance(given, list) else None
        name = entry.get("id") or entry.get("target") if isinstance(entry, dict) else None
        place[0] = name if isinstance(name, str) else f"entry {place[0] + 1}"
    message = str(first["msg"]).removeprefix("Value error, ")
    return ": ".join([*(str(part) for part in place), message])


def parse_entries(path: Path, given: object, adapter: TypeAdapter[T], remedy: str) -> T:
    """Return the entries of a parsed file as models, none if it has none; InputError names the entry and the field."""
    try:
        return adapter.validate_python([] if given is None else given)
    except ValidationError as error:
        raise InputError(str(path), problem(given, error), remedy) from None


def read_yaml(path: Path) -> Any:
    """Read a YAML file of plain values; InputError if it is not YAML, empty, too large, or uses aliases."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputError(str(path), "it is larger than 50 MB", "split the corpus")
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(str(path), f"invalid UTF-8 at byte {error.start}", "save it as UTF-8") from error
    except OSError as error:
        raise InputError(str(path), f"it cannot be read ({error.strerror})", "check path and permissions") from error
    return parse_yaml(path, text)


def parse_yaml(path: Path, text: str) -> Any:
    """Parse the text of a YAML file, see ``read_yaml``; ``path`` is named in errors only."""
    if not text.strip():
        # A power cut can leave a file of zero bytes: reading it as "no entries" would lose what a person entered.
        raise InputError(str(path), "it is empty", "restore it from a copy, or write [] if it has no entries")
    try:
        _refuse_bombs(path, text)
        return yaml.load(text, Loader=_Loader)  # a safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}: " if mark else ""
        what = getattr(error, "problem", None) or "invalid YAML"
        raise InputError(str(path), f"{place}{what}", "fix the line") from error
    except (ValueError, RecursionError) as error:
        raise InputError(str(path), f"a value cannot be read ({error})", "put it in quotes") from error


def _refuse_bombs(path: Path, text: str) -> None:
    """Raise InputError for a small file that would expand to a huge value, before anything is built from it.

    An alias can refer to a list of a thousand aliases, and deep nesting exhausts the stack of the parser.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.AliasEvent):
            raise InputError(str(path), "it uses YAML aliases (*name)", "write the values out")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise InputError(str(path), f"line {line}: more than {_DEEPEST} levels", "write it flat")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
