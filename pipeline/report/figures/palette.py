"""The colours of the stylesheet by name, for specifications that are shown without it."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Colour(NamedTuple):
    """``light`` is #rrggbb in the light theme, ``css`` what the stylesheet says, which holds in every theme."""

    light: str
    css: str


@cache
def palette() -> Mapping[str, Colour]:
    """Return the colours by the name of their variable or class, e.g. ``ink``, ``leads``, ``s0``, ``shade3``."""
    sheet = files("pipeline.templates").joinpath("assets", "report.css").read_text(encoding="utf-8")
    light = re.search(r":root \{(.*?)\}", sheet, re.DOTALL)
    assert light
    values = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light[1]))
    variables = {name: Colour(value, f"var(--{name})") for name, value in values.items()}
    classes = {name: variables[of] for name, of in re.findall(r"\.(\w+) \{ --[pc]: var\(--([\w-]+)\)", sheet)}
    shades = re.findall(r"\.(shade\d) \{ fill: (color-mix\(in srgb, var\(--(\w+)\) (\d+)%, var\(--(\w+)\)\))", sheet)
    mixed = {
        name: Colour(_mix(values[colour], values[ground], int(percent) / 100), css)
        for name, css, colour, percent, ground in shades
    }
    plain = {name: variables[of] for name, of in re.findall(r"\.(shade\d) \{ fill: var\(--(\w+)\)", sheet)}
    return variables | classes | mixed | plain


def _mix(colour: str, ground: str, share: float) -> str:
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
