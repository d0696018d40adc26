"""Write the facts as linked data: how they were derived (PROV-O), and where each is quoted from (Web Annotation)."""

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline.atomic import replace_parts
from pipeline.export.jsonld_terms import CONTEXT, iri, names_of, term_definitions
from pipeline.store.results import Result
from pipeline.views.responsibility_ids import responsibility_ids
from schemas import Block, Evidence, Plan, Unit

Node = dict[str, Any]
AROUND = 24
"""Characters of context before and after a quote, which distinguish it from equal text elsewhere."""
LINE_END = 2
"""Maximum number of characters of a line end (CR LF)."""
PDF_FRAGMENT = "http://tools.ietf.org/rfc/rfc3778"


def write_jsonld(results: Iterable[Result], path: Path) -> Path:
    """Write all plans as one JSON-LD document that includes its context, so that no network is needed to read it.

    It is written node by node: of the plans, only their units stay in memory.
    """
    return replace_parts(path, _text(results))


def _text(results: Iterable[Result]) -> Iterator[str]:
    used: set[str] = set()
    yield f'{{\n "@context": {_indented(CONTEXT, 1)},\n "@graph": ['
    comma = ""
    for node in linked_nodes(results):
        used.update(names_of(node))
        yield f"{comma}\n  {_indented(node, 2)}"
        comma = ","
    for node in term_definitions(used):
        yield f",\n  {_indented(node, 2)}"
    yield "\n ]\n}\n"


def _indented(value: Mapping[str, Any], depth: int) -> str:
    """Return JSON as it stands at this depth of an indented document; line ends within a text are escaped already."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).replace("\n", "\n" + " " * depth)


def linked_nodes(results: Iterable[Result]) -> Iterator[Node]:
    """Yield the nodes: the program, the facts of each plan with their passages, and at the end the units of all."""
    program: Node = {"id": iri("program"), "type": ["prov:SoftwareAgent", "prov:Agent"], "label": "纲目 Gangmu"}
    program["version"] = version("gangmu")
    yield program
    units: dict[str, Unit] = {}
    for result in results:
        yield from _plan(result)
        for unit in result.plan.units:
            units.setdefault(unit.id, unit)
    yield from map(_unit, units.values())


def _clean(**given: object) -> Node:
    """Return the properties that have a value, without None, empty lists and empty text."""
    return {name: value for name, value in given.items() if value is not None and value not in ((), [], "")}


def _id(id: str | None) -> str | None:
    return None if id is None else iri(id)


def _unit(unit: Unit) -> Node:
    return _clean(
        id=iri(unit.id),
        type="org:Organization",
        label=unit.name,
        altLabel=list(unit.aliases),
        unitKind=unit.kind,
        level=unit.level,
        jurisdiction=unit.jurisdiction,
        parent=_id(unit.parent),
    )


def _plan(result: Result) -> Iterator[Node]:
    plan, header = result.plan, result.plan.plan
    source, run = iri(f"{header.id}/source"), iri(f"{header.id}/extraction")
    text = {"type": ["prov:Entity", "dcterms:BibliographicResource"], "label": header.source.file}
    yield {"id": source, **text, "sha256": header.source.sha256}
    yield {"id": run, "type": "prov:Activity", "used": source, "agent": iri("program")}
    yield _clean(
        id=iri(header.id),
        type=["Plan", "prov:Plan", "prov:Entity"],
        title=header.title,
        number=header.number,
        publisher=list(header.issuers),
        issued=header.issued_on,
        genre=header.genre,
        status=header.status,
        place=header.place,
        periodStart=header.period.start,
        periodEnd=header.period.end,
        derivedFrom=source,
        generatedBy=run,
    )
    blocks = {block.id: block for block in result.document.blocks}
    used: set[str] = set()
    for node, evidence in _facts(plan):
        node["generatedBy"] = run
        block = blocks.get(evidence.block)
        if block is None:
            yield node
        else:
            yield node | {"quotedFrom": iri(f"{header.id}/document/{block.id}")}
            used.add(block.id)
            yield _annotation(node["id"], header.id, block, evidence, source)
    for id in sorted(used):
        held = {"type": "prov:Entity", "isPartOf": source, "derivedFrom": source}
        yield {"id": iri(f"{header.id}/document/{id}"), **held, "text": blocks[id].text}


def _facts(plan: Plan) -> Iterator[tuple[Node, Evidence]]:
    """Yield every fact with its passage."""
    home = iri(plan.plan.id)
    for heading in plan.headings:
        facts = _clean(label=heading.title, marker=heading.marker, level=heading.level, parent=_id(heading.parent))
        yield {"id": iri(heading.id), "type": "Heading", "isPartOf": home, **facts}, heading.evidence
    for task in plan.tasks:
        facts = _clean(
            label=task.title,
            marker=task.marker,
            text=task.text,
            parent=_id(task.parent),
            details=_id(task.details),
            heading=_id(task.heading),
            deadline=task.deadline.text if task.deadline else None,
            dueOn=task.deadline.on if task.deadline else None,
        )
        kind = "Safeguard" if task.kind == "safeguard" else "Task"
        yield {"id": iri(task.id), "type": kind, "isPartOf": home, **facts}, task.evidence
        for item in task.plan_items:
            made = {"id": iri(item.id), "type": "PlanItem", "isPartOf": iri(task.id), "label": item.text}
            yield made, item.evidence
    yield from _indicators(plan)
    for entry_id, entry in responsibility_ids(plan):
        facts = _clean(label=entry.label, role=entry.role, relation=entry.relation, rule=entry.rule)
        facts |= {"printed": entry.name, "position": entry.position, "inherited": entry.inherited}
        facts |= {"openEnded": entry.open_ended, "subject": iri(entry.subject), "unit": iri(entry.unit)}
        yield {"id": iri(entry_id), "type": "Responsibility", **facts}, entry.evidence
    for commitment in plan.commitments:
        facts = commitment.model_dump(
            exclude={"id", "evidence", "subject", "year", "value", "doubt"}, exclude_none=True
        )
        facts |= _clean(year=str(commitment.year) if commitment.year else None, amount=commitment.value)
        facts |= _clean(doubt=commitment.doubt.en if commitment.doubt else None)
        made = {"id": iri(commitment.id), "type": "Commitment", "subject": iri(commitment.subject), **facts}
        yield made, commitment.evidence
    for number, finding in enumerate(plan.findings, 1):
        for side in finding.sides[:1]:
            facts = finding.model_dump(include={"code", "severity", "verdict"})
            facts |= {"concerns": [iri(subject) for subject in finding.subjects], "label": finding.message.zh}
            yield {"id": iri(f"{plan.plan.id}/finding/{number}"), "type": "Finding", **facts}, side


def _indicators(plan: Plan) -> Iterator[tuple[Node, Evidence]]:
    for entry in plan.indicators:
        facts = _clean(label=entry.name, measure=entry.measure, category=entry.category, attribute=entry.attribute)
        made = {"id": iri(entry.id), "type": "Indicator", "isPartOf": iri(plan.plan.id), **facts}
        yield made, entry.evidence
        for number, value in enumerate(entry.values, 1):
            facts = _clean(year=str(value.year) if value.year else None, amount=value.value, printed=value.raw)
            facts |= {"valueKind": value.kind, "bound": value.bound, "indicator": iri(entry.id)}
            yield {"id": iri(f"{entry.id}/value/{number}"), "type": "IndicatorValue", **facts}, value.evidence


def _annotation(fact: str, plan: str, block: Block, evidence: Evidence, source: str) -> Node:
    """Return the annotation that links a fact to its passage in the text of the block and, if possible, in the file."""
    start, end = evidence.start, evidence.end
    words = _clean(prefix=block.text[max(start - AROUND, 0) : start], suffix=block.text[end : end + AROUND])
    selectors = [
        {"type": "oa:TextQuoteSelector", "exact": evidence.quote, **words},
        {"type": "oa:TextPositionSelector", "start": start, "end": end},
    ]
    targets = [_specific(iri(f"{plan}/document/{block.id}"), selectors)]
    targets += [_specific(source, [place]) for place in (*_text_places(evidence), *_page_places(evidence))]
    made = {"id": f"{fact}#passage", "type": "oa:Annotation", "motivation": "oa:identifying", "rule": evidence.rule}
    return made | {"body": fact, "target": targets}


def _specific(source: str, selectors: list[Node]) -> Node:
    return {"type": "oa:SpecificResource", "source": source, "selector": selectors}


def _text_places(evidence: Evidence) -> Iterator[Node]:
    """Yield one position for each piece of the quote in the decoded file; pieces separated only by a line end are merged."""
    pieces: list[tuple[int, int]] = []
    for start, end in evidence.raw:
        if pieces and 0 <= start - pieces[-1][1] <= LINE_END:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
    yield from ({"type": "oa:TextPositionSelector", "start": start, "end": end} for start, end in pieces)


def _page_places(evidence: Evidence) -> Iterator[Node]:
    """Yield one fragment for each box on a page, in the syntax of RFC 3778."""
    for page, left, top, right, bottom in evidence.boxes:
        place: Mapping[str, object] = {
            "value": f"page={page}&viewrect={left:.1f},{top:.1f},{right - left:.1f},{bottom - top:.1f}"
        }
        yield {"type": "oa:FragmentSelector", "conformsTo": PDF_FRAGMENT, **place}
