"""The vocabulary of the genre as data: one YAML list a concept, each entry with examples that are tests."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def entries(name: str) -> tuple[Mapping[str, Any], ...]:
    """Return the entries of ``<name>.yml`` in file order: the order matters where one entry shadows another."""
    text = files(__package__).joinpath(f"{name}.yml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return tuple(yaml.load(text, Loader=loader))  # both loaders are safe ones: the C one is 8 × faster
