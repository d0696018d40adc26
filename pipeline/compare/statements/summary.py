"""Select the most important statements and put them into a paragraph that can be quoted."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from pipeline.compare.statements.sentences import quote_names, sentences, statement
from schemas import Message, PlanHeader
from schemas.comparison import IndicatorRow, Kinship, Shares, TaskRow, UnitRow
from schemas.statement import AddedDetail, Caveat, Proposal, Side, Statement, Verdict

MOST = 5
OF_ONE_CODE = 2
"""Maximum number of statements of one code in the summary, so that other kinds are shown too."""
NAMED = 3
LEAST = 2
"""A statement with at most this many sides is about one indicator or task."""
RENAMED = 0.01
"""Weight of a possible rename: it is confirmed by a person, so it heads no list."""
REPORTED, MISSED = 0.3, 0.5
"""Weight of a number in prose of which the later text reports the result, and how much more it weighs if missed."""
DETAILED = 0.5
"""Weight of the details that a lower level adds, if it adds some to every task."""
GREAT = 0.2
"""Smallest change in the share of tasks with a unit that is reported."""


class ComparedParts(NamedTuple):
    """All that was compared of two plans, of which the summary is a selection."""

    indicators: Sequence[IndicatorRow]
    verdicts: Sequence[Verdict]
    tasks: Sequence[TaskRow]
    details: Sequence[AddedDetail]
    units: Sequence[UnitRow]
    renamed: Sequence[Proposal]
    shares: Sequence[Shares]
    kinship: Kinship = "succession"


def summary(changes: ComparedParts) -> tuple[Statement, ...]:
    """Return the most important statements: at most five, two per code and one per indicator or task."""
    found = [
        *(said for row in changes.indicators for said in row.statements),
        *_indicators(changes.indicators),
        *_of_prose(changes),
        *_tasks(changes.tasks, changes.kinship),
        *_details(changes),
        *_units(changes),
        *_shares(changes.shares, changes.tasks),
    ]
    shown: Counter[str] = Counter()
    subjects: set[str] = set()
    kept: list[Statement] = []
    for said in sorted(found, key=lambda said: (-said.weight, said.code, said.zh)):
        about = {side.subject for side in said.sides} if len(said.sides) <= LEAST else set()
        if shown[said.code] < OF_ONE_CODE and len(kept) < MOST and not about & subjects:
            shown[said.code] += 1
            subjects |= about
            kept.append(said)
    return tuple(kept)


def paragraph(old: PlanHeader, new: PlanHeader, said: Sequence[Statement], caveats: Sequence[Caveat]) -> Message | None:
    """Return one paragraph with the statements and the caveats; None if there are no statements."""
    if not said:
        return None
    zh = f"与{_title(old)}相比，{_title(new)}有以下主要变化：" + "；".join(
        f"（{number}）{one.zh}" for number, one in enumerate(said, 1)
    )
    en = f"Main changes of {_title(new)} compared with {_title(old)}: " + "; ".join(
        f"({number}) {one.en}" for number, one in enumerate(said, 1)
    )
    if caveats:
        zh += "。需注意：" + "；".join(caveat.zh for caveat in caveats)
        en += ". Note: " + "; ".join(caveat.en for caveat in caveats)
    return Message(zh=zh + "。", en=en + ".")


def _title(header: PlanHeader) -> str:
    title = header.title.strip("《》").replace("《", "〈").replace("》", "〉")
    return f"《{title}》" + ("" if header.status == "正式" else f"（{header.status}）")


def _of_prose(changes: ComparedParts) -> Iterator[Statement]:
    """State what became of numbers in prose; those of indicator tables are stated by their rows."""
    in_tables = {row.old for row in changes.indicators}
    for said in changes.verdicts:
        if said.verdict in ("reached", "missed") and said.old not in in_tables and said.difference is not None:
            weight = REPORTED + (MISSED if said.verdict == "missed" else 0.0)
            yield Statement(
                code=f"verdict-{said.verdict}",
                zh=said.zh,
                en=said.en,
                weight=weight,
                sides=said.sides,
                caveats=sentences()[f"verdict-{said.verdict}"].caveats,
            )


def _indicators(rows: Sequence[IndicatorRow]) -> Iterator[Statement]:
    """Count the indicators of one text only."""
    states: tuple[tuple[Literal["not_seen", "new"], str, float], ...] = (
        ("not_seen", "indicators-not-seen", 1.0),
        ("new", "indicators-new", 0.5),
    )
    for state, code, weight in states:
        gone = [row for row in rows if row.state == state]
        of = [row for row in rows if row.state in (state, "continued")]
        # a text without any table of indicators has none because of its form
        if gone and any(row.new if state == "not_seen" else row.old for row in rows):
            sides = [
                Side(plan=row.points[0].plan, subject=row.old or row.new or "", evidence=row.points[0].evidence)
                for row in gone
                if row.points
            ]
            names = quote_names((row.name for row in gone), NAMED)
            yield statement(code, weight * len(gone) / len(of), sides, count=len(gone), names=names)


def _tasks(rows: Sequence[TaskRow], kinship: Kinship) -> Iterator[Statement]:
    tasks = [row for row in rows if row.kind == "task"]
    plans = list(dict.fromkeys(row.plan for row in rows))
    states: tuple[tuple[Literal["not_seen", "new"], str, float], ...] = (
        ("not_seen", "tasks-not-seen" if kinship == "succession" else "tasks-not-taken-up", 1.0),
        ("new", "tasks-new" if kinship == "succession" else "tasks-of-lower-level", 0.8),
    )
    for place, (state, code, weight) in enumerate(states):
        alone = [row for row in tasks if row.state == state]
        of = [row for row in tasks if row.plan == plans[min(place, len(plans) - 1)]]
        if alone and of:
            names = quote_names((row.title for row in alone), NAMED)
            words = {"all": len(of), "count": len(alone), "names": names}
            yield statement(code, weight * len(alone) / len(of), _sides(alone), **words)
    by_id = {row.id: row for row in tasks}
    for row in tasks:
        partners = [by_id[id] for id in row.partners if id in by_id]
        words = {"names": quote_names((p.title for p in partners), len(partners)), "name": row.title, "into": row.title}
        below = "" if kinship == "succession" else "-below"
        if row.state == "merged" and row.plan == plans[-1] and len(partners) > 1:
            yield statement(f"tasks-merged{below}", 0.05 * len(partners), _sides([*partners, row]), **words)
        if row.state == "split" and row.plan == plans[0] and len(partners) > 1:
            yield statement(f"tasks-split{below}", 0.05 * len(partners), _sides([row, *partners]), **words)


def _details(changes: ComparedParts) -> Iterator[Statement]:
    """Count what a lower level adds to the tasks that it takes up."""
    if not changes.details:
        return
    plan = changes.tasks[-1].plan
    kinds = Counter(detail.kind for detail in changes.details)
    first = {detail.kind: detail for detail in reversed(changes.details)}
    sides = [Side(plan=plan, subject=detail.new, evidence=detail.evidence) for detail in first.values()]
    tasks = len({detail.new for detail in changes.details})
    words = {"tasks": tasks, "numbers": kinds["number"], "deadlines": kinds["deadline"], "units": kinds["unit"]}
    yield statement("details-added", DETAILED * tasks / len(changes.tasks), sides, **words)


def _sides(rows: Iterable[TaskRow]) -> tuple[Side, ...]:
    return tuple(Side(plan=row.plan, subject=row.id, evidence=row.evidence) for row in rows)


def _units(changes: ComparedParts) -> Iterator[Statement]:
    """Count the units of one text only. A possible rename is stated as such, last; levels have different units anyway."""
    for pair in changes.renamed:
        yield Statement(
            code="unit-succession", zh=pair.zh, en=pair.en, weight=RENAMED, sides=pair.sides[:1] + pair.sides[-1:]
        )
    if changes.kinship == "handing_down":
        return
    renamed = {id for pair in changes.renamed for id in (pair.old_unit, pair.new_unit)}
    rows = [row for row in changes.units if row.unit not in renamed]
    states: tuple[tuple[Literal["vanished", "appeared"], str], ...] = (
        ("vanished", "units-not-seen"),
        ("appeared", "units-new"),
    )
    for state, code in states:
        moved = [row for row in rows if row.state == state]
        held = sum(row.old_total + row.new_total for row in moved)
        of = sum(row.old_total if state == "vanished" else row.new_total for row in rows)
        if moved and of:
            names = quote_names((row.name for row in moved), NAMED)
            sides = [side for row in moved[:NAMED] for side in row.evidence[:1]]
            yield statement(code, 0.8 * held / of, sides, count=len(moved), names=names)


def _shares(shares: Sequence[Shares], tasks: Sequence[TaskRow]) -> Iterator[Statement]:
    old, new = shares
    if old.with_unit is None or new.with_unit is None or abs(new.with_unit - old.with_unit) < GREAT:
        return
    sides = [
        _sides(row for row in tasks if row.plan == plan and row.kind == "task")[:1] for plan in (old.plan, new.plan)
    ]
    words = {"old": _percent(old.with_unit, old.tasks), "new": _percent(new.with_unit, new.tasks)}
    yield statement("unit-share", 1 + 2 * abs(new.with_unit - old.with_unit), (*sides[0], *sides[1]), **words)


def _percent(share: float, tasks: int) -> str:
    return f"{round(share * tasks)}/{tasks} ({share:.0%})"
