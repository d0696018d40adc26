"""Units in two plans: which stay, appear or are no longer named, and which tasks each gains and loses."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from pipeline.compare.statements.sentences import sentences
from pipeline.compare.trades import trade
from pipeline.views.duties import highest_tasks
from schemas import Plan, Responsibility, Unit
from schemas.comparison import Kinship, TaskLink, UnitRow, UnitTask
from schemas.statement import Proposal, Side

SHOWN = 3
"""Passages quoted for a unit in each plan."""
COMPANIES = frozenset({"state_enterprise", "enterprise", "park"})
"""Kinds that count as one when looking for the body that took another's place."""


class _UnitDuties(NamedTuple):
    """A unit in one plan: its subjects (highest task, or indicator), with the strongest relation in each."""

    unit: Unit
    relations: Mapping[str, str]
    duties: tuple[Responsibility, ...]

    @property
    def leads(self) -> int:
        return sum(relation == "leads" for relation in self.relations.values())


def unit_rows(old: Plan, new: Plan, links: Iterable[TaskLink], kinship: Kinship = "succession") -> tuple[UnitRow, ...]:
    """Return the units of both plans, those with most duties first.

    Two are one unit by id, else by name; of a higher and a lower level, counterparts have one trade (市商务委, 区商务委).
    """
    before, after = _units_with_duties(old), _units_with_duties(new)
    pairs = list(_pairs(before, after, _names if kinship == "succession" else _trades))
    firm = [link for link in links if link.grade != "loose"]
    rows = [_row(one, other, old.plan.id, new.plan.id, firm) for one, other in pairs]
    return tuple(sorted(rows, key=lambda row: (-(row.old_total + row.new_total), row.name)))


def _units_with_duties(plan: Plan) -> dict[str, _UnitDuties]:
    top = highest_tasks(plan)
    known = {unit.id: unit for unit in plan.units}
    found: dict[str, list[Responsibility]] = defaultdict(list)
    for duty in plan.responsibilities:
        found[duty.unit].append(duty)
    named = {}
    for id, duties in found.items():
        relations: dict[str, str] = {}
        for duty in sorted(duties, key=lambda duty: duty.relation != "leads"):  # leading first: setdefault keeps it
            relations.setdefault(top.get(duty.subject, duty.subject), duty.relation)
        unit = known.get(id) or Unit(id=id, name=duties[0].name)
        named[id] = _UnitDuties(unit, relations, tuple(duties))
    return named


def _pairs(
    before: Mapping[str, _UnitDuties],
    after: Mapping[str, _UnitDuties],
    names_of: Callable[[Unit], tuple[str, ...]],
) -> Iterator[tuple[_UnitDuties | None, _UnitDuties | None]]:
    names = {name: id for id, entry in after.items() if id not in before for name in names_of(entry.unit)}
    taken: set[str] = set()
    for id, entry in before.items():
        other = (
            id
            if id in after
            else next((names[n] for n in names_of(entry.unit) if names.get(n) not in (None, *taken)), "")
        )
        taken.add(other)
        yield entry, after.get(other)
    yield from ((None, entry) for id, entry in after.items() if id not in taken)


def _names(unit: Unit) -> tuple[str, ...]:
    return (unit.name, *unit.aliases) if unit.kind != "collective" else (unit.name,)


def _trades(unit: Unit) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(trade, _names(unit))))


def _row(one: _UnitDuties | None, other: _UnitDuties | None, old: str, new: str, links: Sequence[TaskLink]) -> UnitRow:
    here: Mapping[str, str] = one.relations if one else {}
    there: Mapping[str, str] = other.relations if other else {}
    state: Literal["stayed", "appeared", "vanished"] = "stayed" if one and other else "vanished" if one else "appeared"
    entry = other or one
    assert entry is not None  # a pair names a unit on one side at least
    # only linked tasks are gained or lost: a task that is new, or gone, says nothing about who took it from whom
    own_old = {link.old for link in links if link.old in here}
    own_new = {link.new for link in links if link.new in there}
    came = own_new - {link.new for link in links if link.old in here}
    went = own_old - {link.old for link in links if link.new in there}
    gained = tuple(UnitTask(old=k.old, new=k.new, relation=there[k.new]) for k in links if k.new in came)
    lost = tuple(UnitTask(old=k.old, new=k.new, relation=here[k.old]) for k in links if k.old in went)
    return UnitRow(
        unit=entry.unit.id,
        old_unit=one.unit.id if one else None,
        new_unit=other.unit.id if other else None,
        name=entry.unit.name,
        state=state,
        old_leads=one.leads if one else 0,
        new_leads=other.leads if other else 0,
        old_total=len(here),
        new_total=len(there),
        gained=gained,
        lost=lost,
        evidence=(*_sides(one, old), *_sides(other, new)),
    )


def _sides(named: _UnitDuties | None, plan: str) -> tuple[Side, ...]:
    duties = named.duties[:SHOWN] if named else ()
    return tuple(Side(plan=plan, subject=duty.subject, evidence=duty.evidence) for duty in duties)


def proposals(rows: Sequence[UnitRow], units: Mapping[str, Unit]) -> tuple[Proposal, ...]:
    """Propose that a new unit took an old one's place.

    Among companies and parks: the only new one, and the old one with most duties. Among offices: those that share a
    word in their names.
    """
    appeared: dict[str, list[UnitRow]] = defaultdict(list)
    vanished: dict[str, list[UnitRow]] = defaultdict(list)
    for row in rows:
        unit = units.get(row.unit)
        if unit is not None and unit.kind not in ("collective", "other") and row.state != "stayed":
            kind = "company" if unit.kind in COMPANIES else f"{unit.kind} {unit.jurisdiction}"
            (appeared if row.state == "appeared" else vanished)[kind].append(row)
    found = []
    for kind, came in appeared.items():
        for new in came if kind != "company" or len(came) == 1 else ():
            gone = max(
                (row for row in vanished[kind] if kind == "company" or _share_word(row.name, new.name)),
                key=lambda row: (row.old_leads, row.old_total),
                default=None,
            )
            if gone is not None:
                found.append(_proposal(gone, new))
    return tuple(found)


def _share_word(one: str, other: str) -> bool:
    """Return whether the names share two letters in a row besides their level (first letter) and suffix (last one)."""
    one, other = one[1:-1], other[1:-1]
    return any(one[at : at + 2] in other for at in range(len(one) - 1))


def _proposal(gone: UnitRow, came: UnitRow) -> Proposal:
    words = {"old": gone.name, "new": came.name}
    said = sentences()["unit-succession"].format(**words)
    return Proposal(
        old_unit=gone.unit,
        new_unit=came.unit,
        zh=said.zh,
        en=said.en,
        sides=(*gone.evidence, *came.evidence),
    )
