"""Why two plans must be compared with care."""

from collections.abc import Iterable, Iterator

from extractors.language.whitespace import key
from pipeline.compare.judgements import Judgements
from pipeline.compare.statements.sentences import caveat
from schemas import Period, Plan
from schemas.comparison import IndicatorRow, Lineage
from schemas.statement import Caveat

LONGER = 2
"""Years by which one period must be longer than the other to be worth a word."""
SAID_BY = {"manifest": ("用户在语料清单中声明", "the user's manifest"), "user": ("用户指定", "the user")}


def lineage_of(old: Plan, new: Plan, declared: bool) -> Lineage:
    """Tell who says that the new plan follows the old one: its own text, the manifest, or the user."""
    title = key(old.plan.title).strip("《》")
    cited = any(title and title in key(reference.title) for reference in new.references)
    return "cited" if cited else "manifest" if declared else "user"


def caveats(
    old: Plan, new: Plan, lineage: Lineage, rows: Iterable[IndicatorRow], judgements: Judgements
) -> tuple[Caveat, ...]:
    """Return the caveats that hold of these two plans; none of a plan and itself but stale judgements."""
    found = () if old == new else tuple(_caveats(old, new, lineage, rows))
    here, there = ({t.id for t in plan.tasks} | {i.id for i in plan.indicators} for plan in (old, new))
    if stale := judgements.stale(here, there):
        pairs = "；".join(f"{one} → {other}" for one, other in stale)
        return (*found, caveat("judgement", count=len(stale), pairs=pairs))
    return found


def _caveats(old: Plan, new: Plan, lineage: Lineage, rows: Iterable[IndicatorRow]) -> Iterator[Caveat]:
    for plan in (old, new):
        if plan.plan.status != "正式":
            yield caveat("draft", title=plan.plan.title)
    if old.plan.genre != new.plan.genre:
        yield caveat("genre", old=old.plan.genre, new=new.plan.genre)
    places = {plan.plan.place for plan in (old, new)} - {None}
    if len(places) > 1 or abs(_length(old.plan.period) - _length(new.plan.period)) >= LONGER:
        yield caveat("scope", old=_scope(old), new=_scope(new))
    if lineage != "cited":
        by, by_en = SAID_BY[lineage]
        yield caveat("lineage", by=by, by_en=by_en)
    if any(pair.reported and not pair.certain for row in rows for pair in row.years):
        yield caveat("baseline")


def _length(period: Period) -> int:
    return (period.end or 0) - (period.start or 0)


def _scope(plan: Plan) -> str:
    period = plan.plan.period
    years = f"{period.start}—{period.end}年" if period.start and period.end else ""
    return " ".join(filter(None, (plan.plan.place, years))) or plan.plan.title
