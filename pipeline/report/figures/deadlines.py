"""Draw what falls due over time as columns by quarter, or by year where the time is long."""

from collections import Counter
from collections.abc import Sequence

from pipeline.ledger.quarter import Quarter
from pipeline.report.figures.chart import Chart, Encoding, field, stacked_bars
from pipeline.report.figures.drawing import Drawing, DrawnShape, LegendEntry, bar, label_text, rule, source_line, ticks
from pipeline.tables.default_rows import Row
from pipeline.views.labels import label
from pipeline.views.phrases import figure
from schemas import Message

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 760, 260, 52, 16, 20, 44
MOST = 40
"""Columns, beyond which quarters become years."""
KINDS = ("task", "commitment", "target")


def draw_deadlines(rows: Sequence[Row]) -> Drawing | None:
    """Return the timeline of the answer about what is due; None if all dates are in one column."""
    dated = [(str(row["due_on"]), str(row["kind"]), str(row["plan_title"])) for row in rows if row.get("due_on")]
    days = sorted(day for day, _, _ in dated)
    if not days:
        return None
    quarters = _quarters(days[0], days[-1])
    years = list(range(int(days[0][:4]), int(days[-1][:4]) + 1))
    by_year = len(quarters) > MOST
    columns = [(str(year), f"{year}-01-01", f"{year}-12-31") for year in years] if by_year else quarters
    if len(columns) < 2:
        return None
    counted = Counter((_column(day, columns), kind) for day, kind, _ in dated)
    most = max(sum(counted[at, kind] for kind in KINDS) for at in range(len(columns)))
    shapes = [*_axis(most), *_columns(columns, counted, ticks(0, most)[-1])]
    span = Message(zh="年", en="year") if by_year else Message(zh="季度", en="quarter")
    caption = Message(zh=f"按{span.zh}到期的事项数", en=f"Subjects due by {span.en}")
    keys = tuple(LegendEntry(f"s{at}", label(f"due_kind.{kind}")) for at, kind in enumerate(KINDS))
    titles = [title for _, _, title in dated]
    chart = _chart(columns, counted, span)
    return Drawing("deadlines", WIDTH, HEIGHT, tuple(shapes), caption, source_line(titles), keys, chart)


def _chart(columns: Sequence[tuple[str, str, str]], counted: Counter[tuple[int, str]], span: Message) -> Chart:
    rows: list[Encoding] = [
        {"period": name, "kind": label(f"due_kind.{kind}"), "count": counted[at, kind]}
        | {"order": order, "href": _href(first, last, kind)}
        for at, (name, first, last) in enumerate(columns)
        for order, kind in enumerate(KINDS)
        if counted[at, kind]
    ]
    # Periods without anything due have their place too.
    domain = {"domain": [name for name, _, _ in columns]}
    place = field("period", "ordinal", None, scale=domain, axis={"labelOverlap": "greedy", "labelAngle": 0})
    part = ("kind", label("chart.kind"), [label(f"due_kind.{kind}") for kind in KINDS])
    return stacked_bars(
        "due", rows, place, span, part, colours=tuple(f"s{at}" for at in range(len(KINDS))), upright=True
    )


def _href(first: str, last: str, kind: str) -> str:
    return f"answers/due.html#f.due_on={first}..{last}&f.kind={kind}"


def _quarters(first: str, last: str) -> list[tuple[str, str, str]]:
    """Return name, first and last day of each quarter."""
    start, end = (int(day[:4]) * 4 + (int(day[5:7]) - 1) // 3 for day in (first, last))
    quarters = [Quarter(at // 4, at % 4 + 1) for at in range(start, end + 1)]
    return [(str(quarter), quarter.first_day, quarter.last_day) for quarter in quarters]


def _column(day: str, columns: Sequence[tuple[str, str, str]]) -> int:
    return next(at for at, (_, first, last) in enumerate(columns) if first <= day <= last)


def _axis(most: int) -> list[DrawnShape]:
    marks = ticks(0, most)
    shapes = []
    for value in marks:
        y = HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / marks[-1]
        shapes += [rule(LEFT, y, WIDTH - RIGHT, y, "grid-line"), label_text(LEFT - 8, y + 4, figure(value), "end")]
    return shapes


def _columns(
    columns: Sequence[tuple[str, str, str]], counted: Counter[tuple[int, str]], top: float
) -> list[DrawnShape]:
    shapes: list[DrawnShape] = []
    width, high = (WIDTH - LEFT - RIGHT) / len(columns), HEIGHT - TOP - BOTTOM
    gap = max(1, -(-56 // int(width)))  # a name such as 2025Q3 needs 56 pixels
    for at, (name, first, last) in enumerate(columns):
        y = float(HEIGHT - BOTTOM)
        for number, kind in enumerate(KINDS):
            count = counted[at, kind]
            if count:
                said, height = label(f"due_kind.{kind}"), high * count / top
                tip = Message(zh=f"{name} {said.zh} {count}", en=f"{name} {said.en} {count}")
                href = _href(first, last, kind)
                shapes.append(bar(LEFT + width * at + 1, y - height, width - 2, height, f"s{number}", tip, href))
                y -= height
        if at % gap == 0:
            shapes.append(label_text(LEFT + width * (at + 0.5), HEIGHT - BOTTOM + 18, name))
    return shapes
