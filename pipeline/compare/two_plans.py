"""Compare two plans: tasks, indicators, units and wording, each difference with the evidence of both texts."""

from collections.abc import Iterable

from pipeline.compare.added_details import added_details
from pipeline.compare.indicators import match_indicators, related_indicators
from pipeline.compare.judgements import read_judgements
from pipeline.compare.levels import kinship_of
from pipeline.compare.links.model import link_model
from pipeline.compare.mentions import mark_mentioned
from pipeline.compare.shares import shares
from pipeline.compare.statements.caveats import caveats, lineage_of
from pipeline.compare.statements.summary import ComparedParts, paragraph, summary
from pipeline.compare.tasks import AlignedSide, align
from pipeline.compare.trajectories import indicator_rows
from pipeline.compare.units import proposals, unit_rows
from pipeline.compare.verdicts.judge import verdicts
from pipeline.compare.wording.closing import closing_texts
from pipeline.compare.wording.texts import TaskText, texts
from pipeline.compare.wording.word_changes import wording
from pipeline.compare.wording.words import KeptNames
from pipeline.executors.garbage import collected_rarely
from pipeline.store.results import Result
from schemas import Correction, Unit
from schemas.comparison import Comparison, IndicatorRow, Kinship, TaskLink, Wording
from schemas.statement import Caveat, Statement


@collected_rarely()  # every link and passage of a comparison is an object that stays
def compare(
    old: Result,
    new: Result,
    *,
    declared: bool = False,
    corrections: Iterable[Correction] = (),
    kinship: Kinship | None = None,
) -> Comparison:
    """Compare two plans, older and newer, or of a higher and a lower level.

    ``declared``: the manifest says that the one follows the other. ``corrections``: the newer plan's; those about
    alignments are followed. ``kinship``: None to detect it from places and citations.
    """
    before, after = old.plan, new.plan
    judgements = read_judgements(corrections)
    kinship = kinship or kinship_of(before, after)
    old_texts, new_texts = texts(before), texts(after)
    aligned = align(_side(old, old_texts), _side(new, new_texts), judgements)
    matches = match_indicators(before.indicators, after.indicators, judgements)
    related = () if before == after else related_indicators(before.indicators, after.indicators, matches)
    lineage = lineage_of(before, after, declared)
    units = unit_rows(before, after, aligned.links, kinship)
    counted = shares(before, old_texts), shares(after, new_texts)
    renamed = proposals(units, {unit.id: unit for plan in (before, after) for unit in plan.units})
    succeeds = kinship == "succession" and before != after
    found_verdicts = verdicts(before, new, matches, related) if succeeds else ()
    indicators = mark_mentioned(indicator_rows(before, after, matches, kinship), related, found_verdicts)
    known = caveats(before, after, (lineage, kinship), (indicators, found_verdicts), judgements)
    details = () if succeeds or before == after else added_details(before, after, aligned.links)
    changes = ComparedParts(indicators, found_verdicts, aligned.rows, details, units, renamed, counted, kinship)
    statements = _with_caveats(summary(changes), known)
    return Comparison(
        old=before.plan,
        new=after.plan,
        lineage=lineage,
        kinship=kinship,
        caveats=known,
        summary=statements,
        paragraph=paragraph(before.plan, after.plan, statements, known),
        indicators=tuple(_row_with_caveats(row, known) for row in indicators),
        related=related,
        verdicts=found_verdicts,
        tasks=aligned.rows,
        links=aligned.links,
        wordings=_wordings(aligned.links, (*old_texts, *new_texts), (*before.units, *after.units)),
        details=details,
        units=units,
        proposals=renamed,
        shares=counted,
    )


def _side(result: Result, side: tuple[TaskText, ...]) -> AlignedSide:
    return AlignedSide(result.plan.plan.id, side, closing_texts(result.plan, result.document), result.document)


def _wordings(links: Iterable[TaskLink], sides: Iterable[TaskText], units: Iterable[Unit]) -> tuple[Wording, ...]:
    """Return how the words of tasks changed that firmly go on and are not the same."""
    by_id = {text.id: text for text in sides}
    names = KeptNames(unit.name for unit in units)
    firm = (link for link in links if link.grade == "close" and link.score >= link_model().firm)
    return tuple(wording(by_id[link.old], by_id[link.new], names) for link in firm)


def _row_with_caveats(row: IndicatorRow, known: Iterable[Caveat]) -> IndicatorRow:
    return row.model_copy(update={"statements": _with_caveats(row.statements, known)})


def _with_caveats(found: Iterable[Statement], known: Iterable[Caveat]) -> tuple[Statement, ...]:
    """Return the statements with only those of their caveats that apply to this comparison."""
    codes = {caveat.code for caveat in known}
    return tuple(
        said.model_copy(update={"caveats": tuple(code for code in said.caveats if code in codes)}) for said in found
    )
