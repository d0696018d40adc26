"""Groups in tables that were run together without a column of numbers: their headings stand fused before numbered names."""

from extractors.language.patterns import lazy_pattern
from extractors.readers.dump_tables.run_together import JoinedRow, JoinedTable, TextSpan

_NUMBERED = lazy_pattern(r"(?P<group>[\u3400-\u9fff、“”]{2,20})?(?P<n>\d{1,3})[.．、]?(?=[\u3400-\u9fff“])")


def split_group_headings(table: JoinedTable, text: str) -> JoinedTable:
    """Set a group's heading off the name behind it where the names carry numbers that count up: 绿色出行1公交分担率."""
    kinds = [column.kind for column in table.columns]
    if "number" in kinds:
        return table
    name = kinds.index("indicator")
    found: list[JoinedRow] = []
    due = 1
    for row in table.rows:
        span = row.spans[name]
        if row.group or span is None:
            found.append(row)
            continue
        match = _NUMBERED.match(text, span.start, span.end)
        if match is None or int(match["n"]) != due:
            return table
        due += 1
        if match["group"]:
            found.append(JoinedRow((TextSpan(*match.span("group")), *[None] * (len(kinds) - 1)), True, ""))
        named = TextSpan(match.start("n"), span.end)
        found.append(row._replace(spans=(*row.spans[:name], named, *row.spans[name + 1 :])))
    return table._replace(rows=tuple(found))
