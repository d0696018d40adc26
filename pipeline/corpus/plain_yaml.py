"""YAML of plain values: what people may write in the files of a corpus, and how records are written."""

import re
from collections.abc import Mapping
from decimal import Decimal
from math import inf
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import InputError

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


_SPACE = r"\x00-\x20\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
_PLAIN_LINE = re.compile(
    rf"""
    (?P<first> -\x20 | \x20\x20 )
    (?P<key> [a-z][a-z0-9_]* ) :\x20
    (?P<value> [^{_SPACE}\-?:,\[\]{{}}\#&*!|>'"%@`~]   # begins nothing but a plain text
      (?: [^{_SPACE}:] | \x20(?![\x20#]|$) | :(?!\x20|$) )*
    ) \n
    | (?P<comment> (?: \# (?: [^{_SPACE}] | \x20 )* )? \n )
    """,
    re.VERBOSE | re.MULTILINE,
)
_NO_TEXT = re.compile(r"null|true|false|[0-9]+(?:\.[0-9]+)?")


def plain_entries(text: str) -> list[dict[str, str]] | None:
    """Return the entries of a list in which each field is a line of plain text; None for any other YAML.

    A manifest that only `gangmu add` wrote is such a list. The parser of YAML takes a tenth of a second for 1,000 entries.
    """
    entries: list[dict[str, str]] = []
    at = 0
    for line in _PLAIN_LINE.finditer(text):
        if line.start() != at:
            return None
        at = line.end()
        first, key, value, comment = line.groups()
        if comment:
            continue
        if first == "- ":
            entries.append({})
        if not entries or key in entries[-1] or _NO_TEXT.fullmatch(value):
            return None
        entries[-1][key] = value
    return entries if at == len(text) and entries else None


def parse_yaml(path: Path, text: str) -> Any:
    """Parse the text of a YAML file, see ``read_yaml``; ``path`` is named in errors only."""
    if not text.strip():
        # A power cut can leave a file of zero bytes: reading it as "no entries" would lose what a person entered.
        raise InputError(str(path), "it is empty", "restore it from a copy, or write [] if it has no entries")
    if (plain := plain_entries(text)) is not None:
        return plain
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


class _Dumper(yaml.SafeDumper):
    """Writes numbers without exponents, which read_yaml would read as text, and line ends within a text as escapes."""


_Dumper.add_representer(
    float, lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:float", _decimal(value))
)
_Dumper.add_representer(
    str,
    lambda dumper, value: dumper.represent_scalar("tag:yaml.org,2002:str", value, '"' if "\n" in value else None),
)


def _decimal(value: float) -> str:
    text = format(Decimal(repr(value)), "f")
    return text if "." in text else f"{text}.0"


def record_line(entry: Mapping[str, Any]) -> str:
    """Return a record as one line, without its end: git then merges what two people appended (corpus/.gitattributes)."""
    text = yaml.dump(
        dict(entry), Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=True, width=inf
    )
    return f"- {text.rstrip()}"
