"""Build the graph of the corpus: who leads, who supports, what belongs to what."""

import re
from collections.abc import Iterable

import networkx as nx

from pipeline.views.duties import duties
from schemas import Evidence, Plan, Reference

AttributeValue = str | int | None
"""The value of an attribute; None if there is none."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class GraphBuilder:
    """One graph of all plans, built plan by plan.

    Nodes (``kind``) are plans, headings, tasks, indicators, units and basis documents. Edges (``relation``) are leads,
    supports, assigned, guides, supervises (unit → subject), part_of (task, indicator, heading → heading,
    plan), within (item → its item), details (annex row → body task), based_on (plan → document).
    An edge with ``via`` comes from that annex row.
    """

    def __init__(self) -> None:
        """Create an empty graph."""
        self._graph = nx.MultiDiGraph()
        self._titles: dict[str, str] = {}
        self._bases: list[tuple[str, Reference]] = []

    def add(self, plan: Plan) -> None:
        """Add the nodes and edges of a plan."""
        self._titles[bare_title(plan.plan.title)] = plan.plan.id
        self._bases += ((plan.plan.id, reference) for reference in plan.references if reference.kind == "basis")
        _add_facts(self._graph, plan)

    def finish(self) -> nx.MultiDiGraph:
        """Link each plan to the documents it is based on, which may be plans that were added later; return the graph."""
        for id, reference in self._bases:
            add_basis(self._graph, id, reference, self._titles)
        return self._graph


def build_graph(plans: Iterable[Plan]) -> nx.MultiDiGraph:
    """Return one graph of all plans, see ``GraphBuilder``."""
    builder = GraphBuilder()
    for plan in plans:
        builder.add(plan)
    return builder.finish()


def plan_graph(plan: Plan) -> nx.MultiDiGraph:
    """Return the graph of one plan, without the documents it is based on."""
    graph = nx.MultiDiGraph()
    _add_facts(graph, plan)
    return graph


def _add_facts(graph: nx.MultiDiGraph, plan: Plan) -> None:
    _add_outline(graph, plan)
    _add_tasks(graph, plan)
    _add_indicators(graph, plan)
    _add_duties(graph, plan)


def bare_title(title: str) -> str:
    """Return a title without brackets, quotes and white space, so that a citation matches the title it cites."""
    return re.sub(r"[\s《》“”\"'()（）—–\-]", "", title)


def _attributes(**given: AttributeValue) -> dict[str, str | int]:
    """Return the attributes without None, which no graph format has, and without characters that XML forbids."""
    return {
        # Printable text has none of these characters, and this check is much faster.
        name: value if not isinstance(value, str) or value.isprintable() else _NOT_XML.sub("", value)
        for name, value in given.items()
        if value is not None
    }


def _source(evidence: Evidence) -> dict[str, AttributeValue]:
    return {
        "quote": evidence.quote,
        "block": evidence.block,
        "quote_start": evidence.start,
        "quote_end": evidence.end,
        "page": evidence.page,
    }


def _edge(graph: nx.MultiDiGraph, tail: str, head: str, relation: str, **given: AttributeValue) -> None:
    """Add an edge. Its key numbers the edges of this relation between the two nodes, so it is independent of other plans."""
    between = graph.get_edge_data(tail, head) or {}
    number = sum(data["relation"] == relation for data in between.values()) + 1
    graph.add_edge(tail, head, key=f"{relation}-{number}", **_attributes(relation=relation, **given))


def _add_outline(graph: nx.MultiDiGraph, plan: Plan) -> None:
    header = plan.plan
    graph.add_node(
        header.id,
        **_attributes(
            kind="plan",
            label=header.title,
            plan=header.id,
            genre=header.genre,
            number=header.number,
            issuers="、".join(header.issuers),
            issued_on=header.issued_on,
            status=header.status,
            start_year=header.period.start,
            end_year=header.period.end,
            place=header.place,
        ),
    )
    for heading in plan.headings:
        graph.add_node(
            heading.id,
            **_attributes(
                kind="heading",
                label=heading.title,
                plan=header.id,
                marker=heading.marker,
                level=heading.level,
                **_source(heading.evidence),
            ),
        )
    for heading in plan.headings:
        _edge(graph, heading.id, heading.parent or header.id, "part_of", plan=header.id)


def _add_tasks(graph: nx.MultiDiGraph, plan: Plan) -> None:
    for task in plan.tasks:
        graph.add_node(
            task.id,
            **_attributes(
                kind=task.kind,
                label=task.title,
                plan=plan.plan.id,
                marker=task.marker,
                text=task.text,
                origin=task.origin,
                deadline=task.deadline.text if task.deadline else None,
                due_on=task.deadline.on if task.deadline else None,
                plan_items=len(task.plan_items),
                **_source(task.evidence),
            ),
        )
    for task in plan.tasks:
        _edge(graph, task.id, task.heading or plan.plan.id, "part_of", plan=plan.plan.id)
        if task.parent:
            _edge(graph, task.id, task.parent, "within", plan=plan.plan.id)
        if task.details:
            _edge(graph, task.id, task.details, "details", plan=plan.plan.id)


def _add_indicators(graph: nx.MultiDiGraph, plan: Plan) -> None:
    for entry in plan.indicators:
        values = "; ".join(f"{value.year or ''} {value.kind} {value.raw}".strip() for value in entry.values)
        graph.add_node(
            entry.id,
            **_attributes(
                kind="indicator",
                label=entry.name,
                marker=entry.marker,
                measure=entry.measure,
                category=entry.category,
                attribute=entry.attribute,
                note=entry.note,
                **_source(entry.evidence),
                values=values,
                plan=plan.plan.id,
            ),
        )
        _edge(graph, entry.id, plan.plan.id, "part_of", plan=plan.plan.id)


def _add_duties(graph: nx.MultiDiGraph, plan: Plan) -> None:
    for unit in plan.units:
        if unit.id not in graph:
            graph.add_node(
                unit.id,
                **_attributes(
                    kind="unit",
                    label=unit.name,
                    jurisdiction=unit.jurisdiction,
                    parent=unit.parent,
                    unit_kind=unit.kind,
                    unit_level=unit.level,  # not level: GEXF allows one type per attribute, and the level of a heading is a number
                    aliases="、".join(unit.aliases),
                ),
            )
    for duty in duties(plan):
        entry = duty.responsibility
        _edge(
            graph,
            entry.unit,
            duty.subject,
            entry.relation,
            plan=plan.plan.id,
            role=entry.role,
            position=entry.position,
            open_ended=entry.open_ended,
            open_text=entry.open_text,
            inherited=entry.inherited,
            rule=entry.rule,
            clause=entry.clause,
            printed=entry.name,
            printed_label=entry.label,
            via=duty.via,
            **_source(entry.evidence),
        )


def add_basis(graph: nx.MultiDiGraph, plan_id: str, reference: Reference, titles: dict[str, str]) -> None:
    """Link a plan to a document that it is based on; ``titles`` are the ids of the corpus's plans by ``bare_title``."""
    cited = titles.get(bare_title(reference.title))
    if cited == plan_id:
        return
    node = cited or f"document/{bare_title(reference.title)}"
    if node not in graph and not cited:
        graph.add_node(node, **_attributes(kind="document", label=reference.title, number=reference.number))
    _edge(graph, plan_id, node, "based_on", plan=plan_id, **_source(reference.evidence))
