"""The glossary names what the schemas define: every public model, every value of role, relation, bound and kind."""

import importlib
import inspect
import pkgutil
import re
from collections import Counter
from typing import get_args

import schemas
from schemas.base import Model
from tests.support.paths import ROOT

CATEGORIES = ("role", "relation", "bound", "kind")
"""Fields whose literal values are terms."""


def models() -> dict[str, type[Model]]:
    found = {}
    for info in pkgutil.iter_modules(schemas.__path__):
        module = importlib.import_module(f"schemas.{info.name}")
        classes = {name: value for name, value in vars(module).items() if inspect.isclass(value)}
        found |= {name: value for name, value in classes.items() if issubclass(value, Model) and value is not Model}
    return found


def literals(annotation: object) -> set[str]:
    """Return the strings that an annotation allows, those of its parts included."""
    values: set[str] = set()
    for part in get_args(annotation):
        values |= {part} if isinstance(part, str) else literals(part)
    return values


def terms() -> list[str]:
    rows = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    return [name for row in rows if (name := "".join(re.findall(r"^\|[^|]+\|[^|]+\| `(\w+)` \|", row)))]


def test_the_glossary_is_that_of_the_schemas() -> None:
    known = models()
    fields = {name: field for model in known.values() for name, field in model.model_fields.items()}
    values = {
        value
        for model in known.values()
        for name, field in model.model_fields.items()
        if name in CATEGORIES
        for value in literals(field.annotation)
    }
    assert {"leads", "support", "at_least", "safeguard"} <= values
    named = set(terms())
    assert sorted((known.keys() | values) - named) == [], "the glossary lacks these"
    assert sorted(named - known.keys() - values - fields.keys()) == [], "no schema has these"


def test_every_term_has_one_row() -> None:
    assert [name for name, count in Counter(terms()).items() if count > 1] == []
