"""Small plans for the audit's tests, laid out from rows and lines of text."""

from collections.abc import Iterable, Sequence
from typing import Any

from schemas import Block, Document, Indicator, IndicatorValue, Period, Plan, PlanHeader, Source
from tests.support.plans import table_block

SOURCE = Source(file="plan.txt", sha256="0" * 64)


def document(*blocks: Block | str) -> Document:
    """Return a document of these blocks; a string is a paragraph. Ids count from b0."""
    made = tuple(
        Block(id=f"b{n}", kind="paragraph", text=block) if isinstance(block, str) else block
        for n, block in enumerate(blocks)
    )
    return Document(source=SOURCE, format="text", length=sum(len(block.text) for block in made), blocks=made)


def plan(**facts: Any) -> Plan:
    """Return a plan with these facts."""
    period = facts.pop("period", Period(start=2024, end=2030))
    header = PlanHeader(id="yunxi", title="云溪区计划", genre="计划", period=period, source=SOURCE)
    return Plan(plan=header, **facts)


def indicator_table(
    columns: Sequence[tuple[int | None, str]], rows: Iterable[Sequence[str]], measure: str = "亿元"
) -> tuple[Plan, Document]:
    """Return a plan whose one table has a name column and these (year, kind) columns; a row named 合计 is its total."""
    rows = tuple(tuple(row) for row in rows)
    header = ("名称", *(f"{year or ''}{kind}" for year, kind in columns))
    block = table_block("b0", (header, *rows), "表1")
    assert block.table is not None
    cells = {(cell.row, cell.column): cell for cell in block.table.cells}
    indicators = []
    for number, row in enumerate(rows, 1):
        values = []
        for place, ((year, kind), raw) in enumerate(zip(columns, row[1:], strict=True), 1):
            digits = raw.removesuffix("左右").removesuffix("%")
            number_like = digits.replace(".", "", 1).isdigit()
            if raw == "-":
                continue
            cell = cells[number, place]
            values.append(
                IndicatorValue(
                    year=year,
                    kind=kind,
                    value=float(digits) if number_like else None,
                    bound="about" if raw.endswith("左右") else "exact",
                    raw=raw,
                    evidence=block.evidence(cell.start, cell.end, "fixture"),
                )
            )
        name = cells[number, 0]
        indicators.append(
            Indicator(
                id=f"yunxi/indicator/{number}",
                name=row[0],
                measure=measure,
                table="表1",
                total=row[0] == "合计",
                values=tuple(values),
                evidence=block.evidence(name.start, name.end, "fixture"),
            )
        )
    return plan(indicators=tuple(indicators)), document(block)
