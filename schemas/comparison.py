"""The comparison of two successive plans: alignments, changes, and statements with their evidence."""

from collections import Counter
from typing import Literal

from schemas.base import Message, Model, html_table
from schemas.evidence import Evidence
from schemas.indicator import Bound, ValueKind
from schemas.plan import PlanHeader
from schemas.statement import AddedDetail, Caveat, Proposal, Side, Statement, Verdict

Direction = Literal["raised", "lowered", "kept"]
Judge = Literal["program", "person"]
Lineage = Literal["cited", "manifest", "user"]
Kinship = Literal["succession", "handing_down"]


class Point(Model):
    """One printed value of an indicator in a series of plans."""

    plan: str
    year: int | None
    kind: ValueKind
    value: float
    bound: Bound
    raw: str
    evidence: Evidence


class YearPair(Model):
    """The values of two plans for the same year: a target and a reported value, or two targets."""

    year: int
    old: Point
    new: Point
    difference: float
    """New minus old."""
    reported: bool
    """True if the new value is reported (完成值, 基期) and the old one was a target."""
    certain: bool
    """False if the new value is a 基期 or 基数, which is not necessarily the result of the old plan."""


class IndicatorRow(Model):
    """An indicator in one plan or in both. ``state`` is about the texts only: an indicator not seen later may continue elsewhere."""

    state: Literal["continued", "not_seen", "new", "in_prose", "alike"]
    """``in_prose``: an indicator of the newer plan of which the older one has a number in a sentence. ``alike``: the other
    plan has something similar, so that neither 未见 nor 新 is said."""
    old: str | None = None
    new: str | None = None
    name: str
    """Name in the newer plan, if it is there."""
    old_name: str | None = None
    measure: str | None = None
    old_measure: str | None = None
    score: float = 0.0
    how: Literal["name", "contained", "words", "person", ""] = ""
    measure_changed: bool = False
    target: Direction | None = None
    """Last target of the new plan compared with the last target of the old one, whatever their years."""
    points: tuple[Point, ...] = ()
    years: tuple[YearPair, ...] = ()
    growth_before: float | None = None
    """Annual growth in % implied by the targets of the old plan."""
    growth_after: float | None = None
    """Annual growth in % from the first value to the last target of the new plan."""
    statements: tuple[Statement, ...] = ()


class RelatedIndicators(Model):
    """Two similar indicators, shown side by side; they are not treated as the same."""

    old: str
    new: str
    old_name: str
    new_name: str
    shared: str
    score: float


class SharedPassage(Model):
    """Words that both tasks contain."""

    text: str
    old: Evidence
    new: Evidence


class TaskLink(Model):
    """Two related tasks. A task continues only through ``same`` and ``close`` links; ``loose`` ones are only shown."""

    old: str
    new: str
    score: float
    """Probability that the older task goes on in the newer one; 0 if a person joined what the program did not see."""
    likeness: float = 0.0
    """Likeness of the wording, 0 to 1."""
    grade: Literal["same", "close", "loose"]
    by: Judge = "program"
    shared: tuple[SharedPassage, ...] = ()


class TaskRow(Model):
    """A task of either plan. ``related``: it possibly continues, so no claim is made."""

    plan: str
    id: str
    marker: str | None
    title: str
    kind: Literal["task", "safeguard"]
    state: Literal["continued", "merged", "split", "regrouped", "related", "not_seen", "new"]
    partners: tuple[str, ...] = ()
    """Ids of tasks in the other plan that it continues in, or continues; closest first."""
    candidates: tuple[str, ...] = ()
    """Ids of tasks in the other plan with a loose link, closest first; without one, those that the other parts of a
    divided item continue."""
    section: Evidence | None = None
    """Heading of a closing section of the other plan, prose without items, that possibly says the same."""
    evidence: Evidence


class WordPiece(Model):
    """A sequence of words in both texts, or only in the older (``removed``) or the newer one (``added``)."""

    op: Literal["same", "removed", "added"]
    text: str


class Wording(Model):
    """The wording of a continued task in both plans, without responsibility clauses."""

    old: str
    new: str
    pieces: tuple[WordPiece, ...]


class UnitTask(Model):
    """A continued task that a unit gained or lost."""

    old: str
    new: str
    relation: str


class UnitRow(Model):
    """A unit in the two plans. Counts are of tasks (including their annex rows) and indicators."""

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


class Shares(Model):
    """How often a plan says who, how much and by when. Shares are between 0 and 1; None if there is nothing to count."""

    plan: str
    tasks: int
    with_unit: float | None
    with_lead: float | None
    with_number: float | None
    with_deadline: float | None
    indicators: int
    binding: float | None
    """Share of the indicators that are 约束性."""
    responsibilities: int
    top_unit: str | None
    top_share: float | None
    """Share of the responsibilities of the unit with most."""
    concentration: float | None
    """Herfindahl index over units: 1 if one unit has all responsibilities."""


class Comparison(Model):
    """Two plans, older and newer."""

    old: PlanHeader
    new: PlanHeader
    lineage: Lineage
    """Why the plans are compared: the newer text cites the older, the manifest says so, or the user asked for it."""
    kinship: Kinship = "succession"
    """Whether the newer plan follows the older one, or a lower level takes up what a higher level set."""
    caveats: tuple[Caveat, ...] = ()
    summary: tuple[Statement, ...] = ()
    """At most five, most important first."""
    paragraph: Message | None = None
    """The summary with its caveats as one paragraph; None if nothing changes."""
    indicators: tuple[IndicatorRow, ...] = ()
    """Continued ones and those not seen, in the order of the old plan, then new ones."""
    related: tuple[RelatedIndicators, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    """One for each number that the older plan commits to, in its order; none between two levels."""
    tasks: tuple[TaskRow, ...] = ()
    """Those of the old plan, then those of the new plan, in document order."""
    links: tuple[TaskLink, ...] = ()
    wordings: tuple[Wording, ...] = ()
    details: tuple[AddedDetail, ...] = ()
    """What the lower level adds, in its order; between two levels only."""
    units: tuple[UnitRow, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    shares: tuple[Shares, ...] = ()

    def _repr_html_(self) -> str:
        """Return the summary, and how many rows have each state, as a table for a notebook."""
        rows = [("summary", self.paragraph.zh if self.paragraph else None)]
        for kind, field in (("tasks", "state"), ("indicators", "state"), ("units", "state"), ("verdicts", "verdict")):
            states = Counter(getattr(row, field) for row in getattr(self, kind))
            rows.append((kind, ", ".join(f"{state} {count}" for state, count in sorted(states.items()))))
        ends = (header.title or header.id for header in (self.old, self.new))
        return html_table(("", ""), [row for row in rows if row[1]], " → ".join(ends))

    @property
    def empty(self) -> bool:
        """Return whether the two plans have the same content: nothing raised, reworded, moved, new or not seen."""
        rows = all(row.state == "continued" and not row.statements for row in self.indicators)
        tasks = all(row.state == "continued" for row in self.tasks)
        units = all(unit.state == "stayed" and not unit.gained and not unit.lost for unit in self.units)
        return rows and tasks and units and not (self.summary or self.wordings or self.related or self.proposals)


class Chain(Model):
    """A task in a series: its ids in each plan, empty if no task continues it."""

    steps: tuple[tuple[str, ...], ...]


class Series(Model):
    """Successive plans of one lineage, oldest first, each compared with the next."""

    plans: tuple[PlanHeader, ...]
    comparisons: tuple[Comparison, ...]
    chains: tuple[Chain, ...] = ()
    trajectories: tuple[tuple[Point, ...], ...] = ()
    """One per indicator that two or more plans have, with points by plan and year."""
    names: tuple[str, ...] = ()
    """Names of the indicators of the trajectories, as in the newest plan."""
