"""Read YAML files that people write, and describe problems in them by entry and field."""

from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from pipeline.errors import InputError

T = TypeVar("T")

_MOST_BYTES = 50_000_000


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
    # here, because a command that reads no such file starts without the parser
    from pipeline.corpus.plain_yaml import parse_yaml

    return parse_yaml(path, text)
