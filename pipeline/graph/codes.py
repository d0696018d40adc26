"""Codes that researchers gave to facts, as attributes of the nodes of the graph."""

import networkx as nx

from pipeline.store.codes import Codes


def add_codes(graph: nx.MultiDiGraph, codes: Codes) -> None:
    """Add an attribute ``code_<variable>`` with the names of the codes to each coded task; facts without a node are left out."""
    for fact in codes.facts:
        if fact.codes and fact.fact in graph:
            graph.nodes[fact.fact][f"code_{fact.variable}"] = "|".join(fact.names)
