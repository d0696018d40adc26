"""A picture of a graph: every name can be read, and equal graphs have equal pictures."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.graph.layout import USUAL, lay_out
from pipeline.graph.overlaps import Footprint, separate

numbers = st.floats(0, 400, allow_nan=False)
rooms = st.builds(Footprint, st.floats(5, 90), st.floats(4, 40), st.floats(4, 60))


def covered(places: dict[str, tuple[float, float]], rooms: dict[str, Footprint]) -> list[tuple[str, str]]:
    """Return the pairs of nodes whose rooms overlap by more than a rounded pixel."""
    found = []
    for one, other in combinations(sorted(places), 2):
        (x, y), (u, v), a, b = places[one], places[other], rooms[one], rooms[other]
        down = min(y + a.below, v + b.below) - max(y - a.above, v - b.above)
        if a.aside + b.aside - abs(x - u) > 0.2 and down > 0.2:
            found.append((one, other))
    return found


@given(st.lists(st.tuples(numbers, numbers, rooms), min_size=1, max_size=25))
def test_nothing_covers_anything_wherever_it_began(nodes: list[tuple[float, float, Footprint]]) -> None:
    began = np.array([node[:2] for node in nodes])
    held = {str(at): node[2] for at, node in enumerate(nodes)}
    ended = separate(began, list(held.values()))
    assert covered({str(at): (float(x), float(y)) for at, (x, y) in enumerate(ended)}, held) == []


def test_nodes_that_are_apart_stay_where_they_are() -> None:
    began = np.array([[0.0, 0.0], [300.0, 0.0], [0.0, 200.0]])
    assert np.allclose(separate(began, [USUAL] * 3), began)


@pytest.mark.parametrize("parts", [1, 6])
def test_a_picture_keeps_every_name_readable_and_inside(parts: int) -> None:
    graph: nx.Graph = nx.Graph()
    for part in range(parts):
        for one, other in combinations(range(14), 2):
            graph.add_edge(f"{part}-{one:02}", f"{part}-{other:02}", weight=1 + (one + other) % 5)
    held = {node: Footprint(40 + 5 * (at % 9), 10 + at % 20, 30) for at, node in enumerate(sorted(graph))}
    picture = lay_out(graph, held)
    assert covered(dict(picture.places), held) == []
    for node, (x, y) in picture.places.items():
        assert held[node].aside <= x <= picture.width - held[node].aside
        assert held[node].above <= y <= picture.height - held[node].below
    assert len(picture.clusters) == parts and lay_out(graph, held) == picture
