"""计划比较: what became of each plan in the one that follows it."""

from collections.abc import Iterable, Iterator

from pipeline.export.places import PlacesOfPlans
from pipeline.views.labels import state_label
from pipeline.workbook.sheet import CellRef, Row, Sheet, SheetCell, SheetColumn, source_link
from pipeline.workbook.spool import Spool
from schemas.comparison import Comparison, UnitRow
from schemas.statement import Side


def comparison_sheet(rows: Spool[Row]) -> Sheet:
    """Return the sheet of all comparisons below one another: caveats and summary first, then indicators, tasks, units."""
    columns: tuple[SheetColumn, ...] = (
        SheetColumn("前 → 后", 28),
        SheetColumn("所比", 8, "sign"),
        SheetColumn("变化", 15, "sign"),
    )
    columns += (SheetColumn("前一文本", 36), SheetColumn("后续文本", 36), SheetColumn("说明", 60))
    columns += (SheetColumn("前文出处", 9, "link"), SheetColumn("后文出处", 9, "link"))
    note = "“未见于后续文本”只说后续文本没有写，不等于任务已经停止。"
    if not len(rows):
        note = "没有可比的计划：在 corpus/plans.yml 中写明 predecessor（前一计划）后再运行。"
    return Sheet("计划比较", "计划比较", note, columns, rows, fixed=1)


def comparison_rows(found: Comparison, places: PlacesOfPlans) -> Iterator[Row]:
    """Yield the rows of a comparison."""
    pair = f"{found.old.id} → {found.new.id}"
    for caveat in found.caveats:
        yield (pair, "提示", SheetCell("请留意", style="notice"), None, None, caveat.zh, None, None)
    for said in found.summary:
        yield (pair, "要点", None, None, None, SheetCell(said.zh, style="strong"), *_sources(said.sides, found, places))
    for row in found.indicators:
        told = "；".join(said.zh for said in row.statements)
        sides = [side for said in row.statements for side in said.sides]
        old = (row.old_name or row.name) if row.old else None
        new = row.name if row.new else None
        state = state_label(found.kinship, row.state).zh
        yield (pair, "指标", state, old, new, told or None, *_sources(sides, found, places))
    yield from _tasks(found, pair, places)
    for unit in found.units:
        if unit.state != "stayed" or (unit.old_leads, unit.old_total) != (unit.new_leads, unit.new_total):
            name = unit.name
            ends = (name if unit.old_unit else None, name if unit.new_unit else None)
            state = state_label(found.kinship, unit.state).zh
            yield (pair, "单位", state, *ends, _counts(unit), *_sources(unit.evidence, found, places))


def _tasks(found: Comparison, pair: str, places: PlacesOfPlans) -> Iterator[Row]:
    rows = {row.id: row for row in found.tasks}
    for row in found.tasks:
        is_old = row.plan == found.old.id
        near = row.partners or row.candidates
        if not is_old and near:
            continue
        partners = "\n".join(f"{rows[id].marker or ''} {rows[id].title}".strip() for id in near if id in rows)
        own, other = f"{row.marker or ''} {row.title}".strip(), partners or None
        source = source_link(places.source(row.plan, row.evidence))
        far = rows.get(near[0]) if near else None
        beyond = source_link(places.source(far.plan, far.evidence)) if far else SheetCell(None)
        ends = (own, other) if is_old else (None, own)
        marks = (source, beyond) if is_old else (SheetCell(None), source)
        yield (pair, "任务", state_label(found.kinship, row.state).zh, *ends, None, *marks)


def _counts(unit: UnitRow) -> str:
    return f"牵头 {unit.old_leads} → {unit.new_leads}，合计 {unit.old_total} → {unit.new_total}"


def _sources(sides: Iterable[Side], found: Comparison, places: PlacesOfPlans) -> tuple[SheetCell, SheetCell]:
    first: dict[str, CellRef | None] = {}
    for side in sides:
        first.setdefault(side.plan, places.source(side.plan, side.evidence))
    return source_link(first.get(found.old.id)), source_link(first.get(found.new.id))
