"""A panel as files: CSV tables, JSON and a network of plans and themes for Gephi."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import networkx as nx

from pipeline.atomic import replace_text
from pipeline.compare.panels.model import Panel
from pipeline.graph.files import write_graph
from pipeline.store.write import to_json
from pipeline.tables.default_rows import Row
from pipeline.tables.write import csv_text

COLUMNS = {
    "plans": ("id", "title", "place", "issued_on", "tasks", "themes", "first"),
    "themes": ("theme", "title", "plans", "first", "plan", "issued_on", "task", "marker", "task_title", "quote"),
    "links": ("old_plan", "new_plan", "old", "new", "probability", "theme", "shared", "old_quote", "new_quote"),
    "flows": ("old_plan", "new_plan", "themes", "nearest", "letters", "cited"),
}
"""Columns of each CSV."""


def write_panel_files(panel: Panel, folder: Path) -> tuple[Path, ...]:
    """Write panel.json, one CSV a table and the network, and return the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    rows: Mapping[str, Iterable[Row]] = {
        "plans": (plan.model_dump() for plan in panel.plans),
        "themes": _theme_rows(panel),
        "links": _link_rows(panel),
        "flows": (flow.model_dump() for flow in panel.flows),
    }
    paths = [folder / "panel.json", *(folder / f"{name}.csv" for name in COLUMNS)]
    replace_text(paths[0], to_json(panel))
    for path, (name, columns) in zip(paths[1:], COLUMNS.items(), strict=True):
        replace_text(path, csv_text(columns, rows[name]))
    return (*paths, *write_graph(panel_graph(panel), folder))


def _theme_rows(panel: Panel) -> Iterator[Row]:
    """Yield one row for each task; a theme that one plan has is a row of its own too."""
    dates = {plan.id: plan.issued_on for plan in panel.plans}
    for theme in panel.themes:
        for cell in theme.cells:
            yield {
                "theme": theme.id,
                "title": theme.title,
                "plans": len(theme.plans),
                "first": theme.first == cell.plan,
                "plan": cell.plan,
                "issued_on": dates[cell.plan],
                "task": cell.task,
                "marker": cell.marker,
                "task_title": cell.title,
                "quote": cell.evidence.quote,
            }


def _link_rows(panel: Panel) -> Iterator[Row]:
    quotes = {cell.task: cell.evidence.quote for theme in panel.themes for cell in theme.cells}
    for link in panel.links:
        shared = "｜".join(passage.text for passage in link.shared)
        row = link.model_dump() | {"shared": shared}
        yield {**row, "old_quote": quotes[link.old], "new_quote": quotes[link.new]}


def panel_graph(panel: Panel) -> nx.MultiDiGraph:
    """Return plans and shared themes as nodes; edges lead from a plan to its themes, and from earlier to later plans."""
    graph = nx.MultiDiGraph()
    for plan in panel.plans:
        graph.add_node(plan.id, label=plan.title, kind="plan", issued_on=plan.issued_on or "", themes=plan.themes)
    for theme in panel.themes:
        if theme.is_shared:
            graph.add_node(theme.id, label=theme.title, kind="theme", issued_on="", themes=0)
            for plan_id in theme.plans:
                graph.add_edge(plan_id, theme.id, key="has", relation="has", first=theme.first == plan_id)
    for flow in panel.flows:
        weights = {"themes": flow.themes, "nearest": flow.nearest, "letters": flow.letters, "cited": flow.cited}
        graph.add_edge(flow.old_plan, flow.new_plan, key="precedes", relation="precedes", **weights)
    return graph
