"""The caveats of a comparison: reasons to read it with care."""

from collections.abc import Iterable, Iterator

from extractors.language.whitespace import key
from pipeline.compare.judgements import Judgements
from pipeline.compare.statements.sentences import caveat
from schemas import Message, Period, Plan
from schemas.comparison import IndicatorRow, Kinship, Lineage
from schemas.statement import Caveat, Verdict

LONGER = 2
"""Years by which the periods must differ in length for a caveat."""
STATED_BY = {
    "manifest": Message(zh="用户在语料清单中声明", en="the user's manifest"),
    "user": Message(zh="用户指定", en="the user"),
}


def lineage_of(old: Plan, new: Plan, declared: bool) -> Lineage:
    """Return who states that the new plan follows the old one: its own text, the manifest, or the user."""
    title = key(old.plan.title).strip("《》")
    cited = any(title and title in key(reference.title) for reference in new.references)
    return "cited" if cited else "manifest" if declared else "user"


def caveats(
    old: Plan,
    new: Plan,
    related: tuple[Lineage, Kinship],
    compared: tuple[Iterable[IndicatorRow], Iterable[Verdict]],
    judgements: Judgements,
) -> tuple[Caveat, ...]:
    """Return the caveats for these two plans; for a plan compared with itself, only stale judgements."""
    found = () if old == new else tuple(_caveats(old, new, *related, _rests_on_baseline(new, *compared)))
    here, there = ({t.id for t in plan.tasks} | {i.id for i in plan.indicators} for plan in (old, new))
    if stale := judgements.stale(here, there):
        pairs = "；".join(f"{one} → {other}" for one, other in stale)
        return (*found, caveat("judgement", count=len(stale), pairs=pairs))
    return found


def _caveats(old: Plan, new: Plan, lineage: Lineage, kinship: Kinship, on_baseline: bool) -> Iterator[Caveat]:
    if kinship == "handing_down":
        yield caveat("level", old=_scope(old), new=_scope(new))
    for plan in (old, new):
        if plan.plan.status != "正式":
            yield caveat("draft", title=plan.plan.title)
    if old.plan.genre != new.plan.genre:
        yield caveat("genre", old=old.plan.genre, new=new.plan.genre)
    places = {plan.plan.place for plan in (old, new)} - {None}
    if (len(places) > 1 and kinship == "succession") or abs(
        _length(old.plan.period) - _length(new.plan.period)
    ) >= LONGER:
        yield caveat("scope", old=_scope(old), new=_scope(new))
    if lineage != "cited":
        yield caveat("lineage", by=STATED_BY[lineage])
    if on_baseline:
        yield caveat("baseline")


def _rests_on_baseline(new: Plan, rows: Iterable[IndicatorRow], verdicts: Iterable[Verdict]) -> bool:
    """Return whether a 基期 is compared with a target as if it were its result."""
    if any(pair.reported and not pair.certain for row in rows for pair in row.years):
        return True
    baselines = {value.evidence for row in new.indicators for value in row.values if value.kind == "baseline"}
    judged = (said for said in verdicts if said.verdict in ("reached", "missed"))
    return any(side.evidence in baselines for said in judged for side in said.sides)


def _length(period: Period) -> int:
    return (period.end or 0) - (period.start or 0)


def _scope(plan: Plan) -> str:
    period = plan.plan.period
    years = f"{period.start}—{period.end}年" if period.start and period.end else ""
    return " ".join(filter(None, (plan.plan.place, years))) or plan.plan.title
