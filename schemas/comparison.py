"""What became of a plan in the one that follows it: alignments, changes, and careful statements with their evidence."""

from typing import Literal

from schemas.base import Message, Model
from schemas.evidence import Evidence
from schemas.indicator import Bound, ValueKind
from schemas.plan import PlanHeader
from schemas.statement import Caveat, Side, Statement

Direction = Literal["raised", "lowered", "kept"]
Judge = Literal["program", "person"]
Lineage = Literal["cited", "manifest", "user"]


class Point(Model):
    """One printed value on an indicator's way through the plans."""

    plan: str
    year: int | None
    kind: ValueKind
    value: float
    bound: Bound
    raw: str
    evidence: Evidence


class YearPair(Model):
    """What two plans print for one year: a target and what was reported, or two targets."""

    year: int
    old: Point
    new: Point
    difference: float
    """New less old."""
    reported: bool
    """The new value is reported (完成值, 基期), the old one was wanted."""
    certain: bool
    """False if the new value is a 基期 or 基数, which need not be the result of the old plan."""


class IndicatorRow(Model):
    """An indicator in one plan or in both. ``state`` says of the text only: an indicator not seen later may live on elsewhere."""

    state: Literal["continued", "not_seen", "new"]
    old: str | None = None
    new: str | None = None
    name: str
    """As the newer plan prints it."""
    old_name: str | None = None
    measure: str | None = None
    old_measure: str | None = None
    score: float = 0.0
    how: Literal["name", "contained", "words", "person", ""] = ""
    measure_changed: bool = False
    target: Direction | None = None
    """Last target of the new plan against last target of the old one, whatever their years."""
    points: tuple[Point, ...] = ()
    years: tuple[YearPair, ...] = ()
    growth_before: float | None = None
    """Yearly growth in % that the old plan's targets imply."""
    growth_after: float | None = None
    """Yearly growth in % from the new plan's first value to its last target."""
    statements: tuple[Statement, ...] = ()


class RelatedIndicators(Model):
    """Two indicators that a reader may want side by side; they are not taken for one."""

    old: str
    new: str
    old_name: str
    new_name: str
    shared: str
    score: float


class SharedPassage(Model):
    """Words that stand in both tasks."""

    text: str
    old: Evidence
    new: Evidence


class TaskLink(Model):
    """Two tasks that speak of the same. Only ``same`` and ``close`` links make a task continue; ``loose`` ones are shown."""

    old: str
    new: str
    score: float
    grade: Literal["same", "close", "loose"]
    by: Judge = "program"
    shared: tuple[SharedPassage, ...] = ()


class TaskRow(Model):
    """A task of either plan. ``related``: nothing but loose links, so that no claim is made."""

    plan: str
    id: str
    marker: str | None
    title: str
    kind: Literal["task", "safeguard"]
    state: Literal["continued", "merged", "split", "regrouped", "related", "not_seen", "new"]
    partners: tuple[str, ...] = ()
    """Ids in the other plan, closest first."""
    evidence: Evidence


class WordPiece(Model):
    """A run of words that both texts have, or only the older (``removed``) or newer one (``added``)."""

    op: Literal["same", "removed", "added"]
    text: str


class Wording(Model):
    """The wording of a continued task, older against newer, the responsibility clauses left out."""

    old: str
    new: str
    pieces: tuple[WordPiece, ...]


class UnitTask(Model):
    """A continued task that a unit came to or left."""

    old: str
    new: str
    relation: str


class UnitRow(Model):
    """A unit through the two plans. Counts are tasks (annex rows counted with their task) and indicators."""

    unit: str
    old_unit: str | None
    new_unit: str | None
    name: str
    state: Literal["stayed", "appeared", "vanished"]
    old_leads: int = 0
    new_leads: int = 0
    old_total: int = 0
    new_total: int = 0
    gained: tuple[UnitTask, ...] = ()
    lost: tuple[UnitTask, ...] = ()
    evidence: tuple[Side, ...] = ()


class Proposal(Message):
    """Two units of which the later may have taken the place of the earlier: for a person to judge."""

    old_unit: str
    new_unit: str
    sides: tuple[Side, ...] = ()


class Shares(Model):
    """How far one plan says who, how much and until when. Shares lie between 0 and 1; None if there is nothing to count."""

    plan: str
    tasks: int
    with_unit: float | None
    with_lead: float | None
    with_number: float | None
    with_deadline: float | None
    indicators: int
    binding: float | None
    """约束性 among the indicators."""
    responsibilities: int
    top_unit: str | None
    top_share: float | None
    """Share of the responsibilities that the most named unit has."""
    concentration: float | None
    """Herfindahl index over units: 1 where one unit has all."""


class Comparison(Model):
    """Two plans, older and newer."""

    old: PlanHeader
    new: PlanHeader
    lineage: Lineage
    """Who says that the one follows the other: the newer text cites the older, the manifest has it, or the user asked."""
    caveats: tuple[Caveat, ...] = ()
    summary: tuple[Statement, ...] = ()
    """At most five, strongest first."""
    paragraph: Message | None = None
    """The summary with its caveats as one paragraph; None if nothing changes."""
    indicators: tuple[IndicatorRow, ...] = ()
    """Continued ones and those not seen in the old plan's order, then new ones."""
    related: tuple[RelatedIndicators, ...] = ()
    tasks: tuple[TaskRow, ...] = ()
    """The old plan's, then the new plan's, in document order."""
    links: tuple[TaskLink, ...] = ()
    wordings: tuple[Wording, ...] = ()
    units: tuple[UnitRow, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    shares: tuple[Shares, ...] = ()

    @property
    def empty(self) -> bool:
        """Return whether the two plans say the same: nothing raised, reworded, moved, new or not seen."""
        rows = all(row.state == "continued" and not row.statements for row in self.indicators)
        tasks = all(row.state == "continued" for row in self.tasks)
        units = all(unit.state == "stayed" and not unit.gained and not unit.lost for unit in self.units)
        return rows and tasks and units and not (self.summary or self.wordings or self.related or self.proposals)


class Chain(Model):
    """A task on its way through a series: the ids in each plan, empty if none continues it."""

    steps: tuple[tuple[str, ...], ...]


class Series(Model):
    """Successive plans of one lineage, oldest first, each compared with the next."""

    plans: tuple[PlanHeader, ...]
    comparisons: tuple[Comparison, ...]
    chains: tuple[Chain, ...] = ()
    trajectories: tuple[tuple[Point, ...], ...] = ()
    """One an indicator that two plans or more have, points by plan and year."""
    names: tuple[str, ...] = ()
    """Names of the trajectories' indicators, as the newest plan prints them."""
