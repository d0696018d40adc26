"""The graph of a corpus of so many responsibilities: built, measured and written, in one process of its own.

python -m tests.bench.graph RESPONSIBILITIES
"""

import random
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import networkx as nx
from rich.console import Console

from pipeline.graph.build import build_graph
from pipeline.graph.files import write_graph
from pipeline.views.unit_statistics import betweenness, projection
from schemas import Evidence, Plan, PlanHeader, Responsibility, Source, Task, Unit

TASKS = 100
EACH = 3
"""Tasks of a plan, responsibilities of a task: the founding plan has 100 and some 3."""


class Plans(Sequence[Plan]):
    """Plans that are made anew whenever they are gone through, as a corpus on disk is."""

    def __init__(self, responsibilities: int) -> None:
        """Take the number of responsibilities of all plans together."""
        self.count = max(1, responsibilities // (TASKS * EACH))

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, number: int) -> Plan:  # type: ignore[override]  # no slices are taken
        if number >= self.count:
            raise IndexError(number)
        return plan(number)


def plan(number: int) -> Plan:
    """Return a plan of a place whose own units work with those of the level above."""
    chance = random.Random(number)
    id = f"p{number}"
    here = Evidence(block="b1", start=0, end=4, quote="建设公园", rule="bench")
    own = [f"unit/{number // 10}-{k}" for k in range(30)] + [f"unit/all-{k}" for k in range(20)]
    units = tuple(Unit(id=name, name=name) for name in own)
    tasks = tuple(
        Task(id=f"{id}/task/{k}", marker=str(k), title="建设公园", text="建设公园", evidence=here) for k in range(TASKS)
    )
    duties = tuple(
        Responsibility(
            subject=task.id,
            unit=name,
            name=name,
            label="牵头单位" if not k else "配合单位",
            position=k + 1,
            role="lead" if not k else "support",
            relation="leads" if not k else "supports",
            evidence=here,
            clause=task.id,
        )
        for task in tasks
        for k, name in enumerate(chance.sample(own, EACH))
    )
    header = PlanHeader(id=id, title=f"方案{number}", genre="方案", source=Source(file=f"{id}.txt", sha256="0" * 64))
    return Plan(plan=header, tasks=tasks, units=units, responsibilities=duties)


def main() -> None:
    """Do each part and print what it took."""
    console = Console(soft_wrap=True, highlight=False, markup=False)
    plans = Plans(int(sys.argv[1]))
    console.print(f"{plans.count * TASKS * EACH:,} responsibilities in {plans.count:,} plans")

    def told(what: str, start: float) -> None:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        console.print(f"{what:<60} {time.perf_counter() - start:8.1f} s, peak memory so far {peak:,.0f} MB")

    start = time.perf_counter()
    together: nx.Graph = projection(plans)
    told(f"unit graph: {len(together):,} units, {together.number_of_edges():,} edges", start)
    start = time.perf_counter()
    betweenness(together)
    told("betweenness, 50 pivots where there are over 2,000 edges", start)
    start = time.perf_counter()
    graph = build_graph(plans)
    told(f"whole graph: {len(graph):,} nodes, {graph.number_of_edges():,} edges", start)
    with TemporaryDirectory() as folder:
        start = time.perf_counter()
        paths = write_graph(graph, Path(folder))
        size = sum(path.stat().st_size for path in paths) / 1e6
        told(f"written: {len(paths)} files, {size:,.0f} MB", start)


if __name__ == "__main__":
    main()
