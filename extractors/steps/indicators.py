"""指标: the rows of indicator tables with their values by year."""

from collections.abc import Iterator

from extractors.language.column_words import ColumnMeaning
from extractors.language.measures import caption_measure, measure_of, parse_indicator_name
from extractors.language.patterns import lazy_pattern
from extractors.language.values import Value, read_value
from extractors.language.whitespace import squeeze_chinese
from extractors.lexicon import any_of
from extractors.splitting.part import Part
from extractors.steps.step import Known
from extractors.tables.indicator_rows import TOTALS, Scheme, indicator_rows, scheme_of
from extractors.tables.printed_indicators import CellText, PrintedIndicator
from extractors.tables.role_cells import RoleCell
from schemas import Block, Indicator, IndicatorValue, PlanHeader
from schemas.indicator import ValueKind

_NO_MEASURE = lazy_pattern(r"[—–\-－/／\\无\s]*")
ALTERED = lazy_pattern(
    rf"(?:[较比]\D{{0,8}}(?:\d{{4}}年)?[底末]?(?:相比)?)?(?:{any_of('quantities', 'altered')})(?![到至为在])"
)
"""The beginning of a value that says by how much a level changes: 较2025年提高3, not 提高到3."""

Kinds = dict[ColumnMeaning, tuple[ValueKind, int | None]]
"""Kind and year of each value column."""
ReadCell = tuple[ColumnMeaning, CellText, Value]
"""A value with its column and its place."""


def read_indicators(part: Part, known: Known) -> Iterator[Indicator | RoleCell]:
    """Yield the indicators of the plan's tables in order, each followed by the cells of its row that name units."""
    header = next(iter(known.all(PlanHeader)), None)
    ids = _Ids(f"{part.plan_id}/indicator")
    before: Block | None = None
    for block in part.body:
        scheme = scheme_of(block) if block.kind == "table" else None
        if scheme:
            rows = tuple(indicator_rows(block, scheme))
            kinds = _kinds(scheme, header)
            stated = _stated_measure(block, before)
            for row, id in zip(rows, ids.of_table(rows), strict=True):
                yield _indicator(block, row, id, kinds, stated)
                yield from _role_cells(block, row, id)
        if block.kind != "furniture":
            before = block


def _role_cells(block: Block, row: PrintedIndicator, subject: str) -> Iterator[RoleCell]:
    """Yield the cells of a row that name units (牵头单位, 责任单位), empty ones left out."""
    for column, passage in row.roles:
        if passage.text.strip("—–-－/／") and column.role:
            yield RoleCell(subject, column.label, column.role, block, passage.start, passage.end)


class _Ids:
    """Ids from printed numbers; a table whose numbering restarts, or that has none, gets its own number: ``t2.1``."""

    def __init__(self, stem: str) -> None:
        self._stem, self._tables, self._used = stem, 0, set[str]()

    def of_table(self, rows: tuple[PrintedIndicator, ...]) -> tuple[str, ...]:
        names: list[str] = []
        last, extra = "", 0
        for ordinal, row in enumerate(rows, 1):
            if row.marker and row.marker != last:
                last, extra = row.marker, 0
                names.append(last)
            elif last:  # a row under a number: 其中：…
                extra += 1
                names.append(f"{last}.{extra}")
            else:
                names.append(str(ordinal))
        continues = self._tables > 0 and all(row.marker for row in rows[:1]) and not self._used & set(names)
        self._tables += not continues
        prefix = f"t{self._tables}." if self._tables > 1 and not continues else ""
        return tuple(self._unique(prefix + name) for name in names)

    def _unique(self, name: str) -> str:
        free, number = name, 1
        while free in self._used:
            number += 1
            free = f"{name}-{number}"
        self._used.add(free)
        return f"{self._stem}/{free}"


def _indicator(
    block: Block,
    row: PrintedIndicator,
    id: str,
    kinds: Kinds,
    stated: str | None,
) -> Indicator:
    named = parse_indicator_name(row.name.text, measured=bool(row.measure))
    read = [
        (column, passage, value) for column, passage in row.values if (value := read_value(passage.text)) is not None
    ]
    cells = _without_changes(read, kinds)
    return Indicator(
        id=id,
        marker=row.marker or named.marker,
        name=named.name,
        measure=_measure(row, named.measure, cells, kinds, stated),
        category=row.category,
        attribute=squeeze_chinese(row.attribute) if row.attribute else named.attribute,
        note=squeeze_chinese(row.note) if row.note else None,
        table=block.table.caption if block.table else None,
        total=named.name in TOTALS,
        values=tuple(_value(block, passage, value, *kinds[column]) for column, passage, value in cells),
        evidence=block.evidence(*row.span, "indicator.row"),
    )


def _without_changes(cells: list[ReadCell], kinds: Kinds) -> list[ReadCell]:
    """Return the cells of a row; beside levels, 增加10个 is no number of its own: by how much the level changes.

    Nor is its measure that of the level: 年均增长6% beside 5.2.
    """
    levels = [value for column, _, value in cells if kinds[column][0] != "growth_rate" and value.value is not None]
    if all(ALTERED.match(value.raw) for value in levels):
        return cells
    found: list[ReadCell] = []
    for column, passage, value in cells:
        if kinds[column][0] != "growth_rate" and ALTERED.match(value.raw):
            value = value._replace(value=None, bound="exact", measure=None)
        found.append((column, passage, value))
    return found


def _value(block: Block, passage: CellText, value: Value, kind: ValueKind, year: int | None) -> IndicatorValue:
    return IndicatorValue(
        year=year,
        kind=kind,
        value=value.value,
        bound=value.bound,
        raw=value.raw,
        cumulative=value.cumulative,
        evidence=block.evidence(passage.start, passage.end, "indicator.value"),
    )


def _measure(
    row: PrintedIndicator,
    named: str | None,
    cells: list[ReadCell],
    kinds: Kinds,
    stated: str | None,
) -> str | None:
    """Return the measure: of the table's own column, else of the name, the value, the header, the caption.

    A measure column that holds a dash says that there is none (a ratio).
    """
    levels = [(column, value) for column, _, value in cells if kinds[column][0] != "growth_rate"]
    if row.measure and not _NO_MEASURE.fullmatch(row.measure):
        return measure_of(row.measure) or squeeze_chinese(row.measure)
    if row.measure and not named:
        return None
    in_value = next((value.measure for _, value in levels if value.measure), None)
    in_header = next((column.measure for column, _ in levels if column.measure), None)
    return named or in_value or in_header or stated


def _stated_measure(block: Block, before: Block | None) -> str | None:
    caption = caption_measure(block.table.caption if block.table else None)
    if caption is None and before is not None and before.kind == "paragraph" and len(before.text) <= 60:
        return caption_measure(before.text)
    return caption


def _kinds(scheme: Scheme, header: PlanHeader | None) -> Kinds:
    """Settle kind and year of each value column.

    A plain year is a target from the first year on that the plan governs, and actual before it; where the period is
    not known, a year before those that are called targets is actual, and the first of several if a gap follows it. Targets without a year are of the period's end.
    """
    columns = [scheme.columns[i] for i in scheme.values]
    first = _first_target_year(columns, header)
    end = header.period.end if header else None
    kinds: Kinds = {}
    for column in columns:
        plain: ValueKind = "actual" if column.year is not None and column.year < first else "target"
        kind = column.value_kind or plain
        year = column.year
        if kind == "growth_rate":
            year = None
        elif year is None and kind in ("target", "plan"):
            year = end
        kinds[column] = (kind, year)
    return kinds


def _first_target_year(columns: list[ColumnMeaning], header: PlanHeader | None) -> int:
    issued = int(header.issued_on[:4]) if header and header.issued_on else 0
    start = max(header.period.start or 0, issued) if header else 0
    years = sorted(column.year for column in columns if column.year is not None and column.value_kind is None)
    promises = [column for column in columns if column.value_kind in ("target", "plan")]
    if start == 0 and (called := [column.year for column in promises if column.year is not None]):
        return min(called)
    if start == 0 and len(years) > 1 and years[1] - years[0] > 1:
        return years[1]
    return start if promises or not years else min(start, years[-1])
