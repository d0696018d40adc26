"""Where springs put the nodes of a connected graph (Fruchterman and Reingold 1991)."""

from collections.abc import Mapping
from functools import lru_cache
from math import sqrt

import networkx as nx

Tie = tuple[str, str, float]
"""Two nodes in their order, and how strongly they are drawn together."""
DISTANCE = 2.4
"""Of nodes at rest, in distances of evenly spread ones."""
ROUNDS = 120
KEPT = 256


@lru_cache(maxsize=KEPT)  # a plan's picture is often a part of that of all plans
def spring_places(members: tuple[str, ...], ties: tuple[Tie, ...]) -> Mapping[str, tuple[float, float]]:
    """Return positions in the unit square, the same for the same graph; both arguments are sorted.

    Each coordinate is averaged with its rank, so that no corner is crowded.
    """
    if len(members) == 1:
        return {members[0]: (0.5, 0.5)}
    graph = nx.Graph()
    graph.add_nodes_from(members)  # the layout depends on the order of nodes and edges
    graph.add_weighted_edges_from(ties)
    found = nx.spring_layout(graph, seed=7, k=DISTANCE / sqrt(len(members)), iterations=ROUNDS)
    across, down = (_spread({node: float(found[node][axis]) for node in members}) for axis in (0, 1))
    return {node: (across[node], down[node]) for node in members}


def _spread(raw: Mapping[str, float]) -> dict[str, float]:
    ordered = sorted(raw, key=lambda node: (raw[node], node))
    low, high = raw[ordered[0]], raw[ordered[-1]]
    span, last = (high - low) or 1.0, len(ordered) - 1
    return {node: 0.5 * (raw[node] - low) / span + 0.5 * rank / last for rank, node in enumerate(ordered)}
