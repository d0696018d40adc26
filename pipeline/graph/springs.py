"""Where springs put the nodes of a connected graph (Fruchterman and Reingold 1991)."""

from collections.abc import Mapping
from functools import lru_cache
from math import sqrt

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Tie = tuple[str, str, float]
"""Two nodes in their order, and how strongly they are drawn together."""
DISTANCE = 2.4
"""Of nodes at rest, in distances of evenly spread ones."""
ROUNDS = 120
STILL = 1e-4
"""Way of a node in a round below which the nodes are at rest."""
NEAREST = 0.01
"""Distance from which two nodes repel each other no more strongly."""
MANY = 500
"""Nodes from which networkx minimises the energy of the springs instead."""
KEPT = 256

Positions = NDArray[np.float64]


@lru_cache(maxsize=KEPT)  # a plan's picture is often a part of that of all plans
def spring_places(members: tuple[str, ...], ties: tuple[Tie, ...]) -> Mapping[str, tuple[float, float]]:
    """Return positions in the unit square, the same for the same graph; both arguments are sorted.

    Each coordinate is averaged with its rank, so that no corner is crowded.
    """
    if len(members) == 1:
        return {members[0]: (0.5, 0.5)}
    raw = (_at_least_energy if len(members) >= MANY else _settled)(members, ties)
    across, down = (_spread(dict(zip(members, map(float, axis), strict=True))) for axis in raw)
    return {node: (across[node], down[node]) for node in members}


def _settled(members: tuple[str, ...], ties: tuple[Tie, ...]) -> Positions:
    """Return the coordinates (2 × n) to which `networkx.spring_layout` moves the nodes, in half its time."""
    distance = DISTANCE / sqrt(len(members))
    pull = _weights(members, ties) / distance
    places = np.random.RandomState(7).rand(len(members), 2).T.copy()
    step = 0.1 * float(np.ptp(places, axis=1).max())
    cooling = step / (ROUNDS + 1)
    for _ in range(ROUNDS):
        apart = places[:, :, None] - places[:, None, :]
        square = np.maximum(apart[0] * apart[0] + apart[1] * apart[1], NEAREST * NEAREST)
        apart *= distance * distance / square - pull * np.sqrt(square)
        force = apart.sum(axis=2)
        way = force * (step / np.maximum(np.sqrt((force * force).sum(axis=0)), NEAREST))
        places += way
        step -= cooling
        if sqrt(float((way * way).sum())) < STILL * len(members):
            break
    return places


def _weights(members: tuple[str, ...], ties: tuple[Tie, ...]) -> Positions:
    numbers = {node: number for number, node in enumerate(members)}
    weights = np.zeros((len(members), len(members)))
    for one, other, weight in ties:
        weights[numbers[one], numbers[other]] = weights[numbers[other], numbers[one]] = weight
    return weights


def _at_least_energy(members: tuple[str, ...], ties: tuple[Tie, ...]) -> Positions:
    graph = nx.Graph()
    graph.add_nodes_from(members)  # the layout depends on the order of nodes and edges
    graph.add_weighted_edges_from(ties)
    found = nx.spring_layout(graph, seed=7, k=DISTANCE / sqrt(len(members)), iterations=ROUNDS)
    return np.array([found[node] for node in members]).T


def _spread(raw: Mapping[str, float]) -> dict[str, float]:
    ordered = sorted(raw, key=lambda node: (raw[node], node))
    low, high = raw[ordered[0]], raw[ordered[-1]]
    span, last = (high - low) or 1.0, len(ordered) - 1
    return {node: 0.5 * (raw[node] - low) / span + 0.5 * rank / last for rank, node in enumerate(ordered)}
