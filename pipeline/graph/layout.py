"""Lay out a graph: a spring layout for each connected part in a separate box, and the boxes in rows."""

from collections.abc import Mapping
from math import sqrt
from typing import NamedTuple

import networkx as nx
import numpy as np

from pipeline.graph.overlaps import Footprint, separate
from pipeline.graph.springs import Tie, spring_places

WIDTHS = (1100, 1200, 1300, 1500, 1700, 2000)
"""Widths of a picture: with many parts, the narrowest is a column that a screen must shrink to show."""
WIDTH = WIDTHS[0]
GAP = 16
"""Space between boxes."""
SIDE = 14
"""Margin inside a box."""
CAPTION = 22
"""Height of the caption above a part; a graph of one part has none."""
NARROWEST = 150.0
"""Width of a box that its caption needs."""
SCREEN = 1.3
"""How much wider than high a picture should be, as screens are."""
USUAL = Footprint(52, 14, 24)
"""Room of a node where nobody says how large it is and how long its name."""


class PlacedComponent(NamedTuple):
    """A connected part: its nodes, and the position of its caption."""

    members: tuple[str, ...]
    x: float
    y: float


class Picture(NamedTuple):
    places: Mapping[str, tuple[float, float]]
    clusters: tuple[PlacedComponent, ...]
    width: int
    height: int


class _Box(NamedTuple):
    members: tuple[str, ...]
    places: Mapping[str, tuple[float, float]]
    width: float
    height: float


def lay_out(graph: nx.Graph, footprints: Mapping[str, Footprint] | None = None) -> Picture:
    """Return positions for all nodes, which are the same for the same graph; larger parts come first.

    ``footprints``: the room of each node with its name, by node; a usual one where it is not given. No two overlap.
    """
    parts = sorted(
        (tuple(sorted(part)) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part)
    )
    places: dict[str, tuple[float, float]] = {}
    clusters: list[PlacedComponent] = []
    boxes = [_box(graph, part, footprints or {}, len(parts) == 1) for part in parts]
    width: float = min(WIDTHS, key=lambda width: max(width, SCREEN * _height(_rows(boxes, width))))
    width = max([width, *(box.width for box in boxes)])
    top = 0.0
    for row in _rows(boxes, width):
        left = (width - sum(box.width for box in row)) / 2
        for box in row:
            clusters.append(PlacedComponent(box.members, round(left + box.width / 2, 1), round(top + 18, 1)))
            for node, (x, y) in box.places.items():
                places[node] = (round(left + x, 1), round(top + y, 1))
            left += box.width
        top += max(box.height for box in row) + GAP
    return Picture(places, tuple(clusters), round(width), round(top))


def _box(graph: nx.Graph, members: tuple[str, ...], footprints: Mapping[str, Footprint], alone: bool) -> _Box:
    """Return a part in its box: about the same area per node, and wider than high, because names are wide."""
    area = (14000 if alone else 7000) * len(members)
    across = WIDTH if alone else min(WIDTH, 1.4 * sqrt(area))
    size = np.array([across, min(area / across, 900.0)])
    rooms = [footprints.get(node, USUAL) for node in members]
    unit = spring_places(members, _ties(graph, members))
    places = separate(np.array([unit[node] for node in members]) * size, rooms)
    room = np.array(rooms)
    # The corner of the picture at the origin: first below the caption, and inside the margin.
    first = (places - np.column_stack((room[:, 0], room[:, 1]))).min(axis=0)
    last = (places + np.column_stack((room[:, 0], room[:, 2]))).max(axis=0)
    head = 0.0 if alone else CAPTION
    places = places - first + np.array([SIDE, SIDE + head])
    width, height = (float(one) for one in last - first)
    local = {node: (float(x), float(y)) for node, (x, y) in zip(members, places, strict=True)}
    return _Box(members, local, max(width + 2 * SIDE, 0.0 if alone else NARROWEST), height + 2 * SIDE + head)


def _height(rows: list[list[_Box]]) -> float:
    return sum(max(box.height for box in row) + GAP for row in rows)


def _rows(boxes: list[_Box], width: float) -> list[list[_Box]]:
    rows: list[list[_Box]] = []
    for box in boxes:
        if rows and sum(held.width for held in rows[-1]) + box.width <= width:
            rows[-1].append(box)
        else:
            rows.append([box])
    return rows


def _ties(graph: nx.Graph, members: tuple[str, ...]) -> tuple[Tie, ...]:
    return tuple(sorted((*sorted(ends), sqrt(weight)) for *ends, weight in graph.edges(members, data="weight")))
