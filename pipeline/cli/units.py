"""The command `gangmu units`: list units, propose pairs that may be the same body, record judgements."""

import getpass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.add import CorpusDir, Json, OutputsDir
from pipeline.cli.console import emit, one_sentence, say, show

if TYPE_CHECKING:
    from pipeline.compare.unit_proposals import UnitPairProposal
    from pipeline.corpus.authority import Judgement
    from schemas import Plan


class Action(StrEnum):
    """The action of `gangmu units`."""

    LIST = "list"
    PROPOSALS = "proposals"
    SAME = "same"
    DIFFERENT = "different"
    SUCCEEDED_BY = "succeeded-by"


def units(
    action: Annotated[Action, typer.Argument(help="What to do.")] = Action.LIST,
    pair: Annotated[
        list[str] | None, typer.Argument(help="Two units to compare, by id or name.", metavar="UNIT UNIT")
    ] = None,
    why: Annotated[str | None, typer.Option("--why", help="Reason, stored with the judgement.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Your name (default: login name).")] = None,
    since: Annotated[
        str | None, typer.Option("--since", help="For succeeded-by: the first day of the successor.", metavar="DATE")
    ] = None,
    source: Annotated[str | None, typer.Option("--source", help="Document that supports the judgement.")] = None,
    corpus_dir: CorpusDir = Path("corpus"),
    outputs_dir: OutputsDir = Path("outputs"),
    as_json: Json = False,
) -> None:
    """List units, propose pairs that may be the same body, or record a judgement about a pair."""
    from pipeline.corpus.manifest import read_corpus
    from pipeline.errors import no_plan_error
    from pipeline.store.results import read_results

    with one_sentence():
        corpus = read_corpus(corpus_dir)
        plans = tuple(result.plan for result in read_results(outputs_dir))
        if not plans:
            raise no_plan_error(outputs_dir)
        if action is Action.LIST:
            _list(plans, as_json)
        elif action is Action.PROPOSALS:
            _propose(plans, corpus.authority, as_json)
        else:
            judgement = _judge(plans, action, pair or [], why, by or getpass.getuser(), since, source)
            _record(corpus.authority, judgement, as_json)


def _list(plans: "tuple[Plan, ...]", as_json: bool) -> None:
    from pipeline.corpus.units import units_of_plans

    found = tuple(units_of_plans(plans))
    if as_json:
        emit([unit.model_dump() | {"plans": list(ids)} for unit, ids in found])
        return
    rows = [(u.id, u.kind, u.level or "", len(ids), "、".join((u.name, *u.aliases))) for u, ids in found]
    show(f"{len(rows)} units in {len(plans)} plans", ("id", "kind", "level", "plans", "names"), rows)


def _propose(plans: "tuple[Plan, ...]", authority: Path, as_json: bool) -> None:
    from pipeline.compare.unit_proposals import proposals
    from pipeline.corpus.authority import read_authority

    found = proposals(plans, read_authority(authority))
    if as_json:
        emit([_as_data(proposal) for proposal in found])
        return
    for proposal in found:
        state = "treated as one unit, please confirm" if proposal.joined else "treated as two units"
        say(f"{proposal.units[0]}  {proposal.units[1]}  [{state}]")
        say(f"  {proposal.message.zh} / {proposal.message.en}")
        for passage in proposal.passages:
            say(f"  {passage.plan} {passage.evidence.block}: {passage.evidence.quote}")
    say(f"{len(found)} proposals. To judge one: gangmu units same|different UNIT UNIT --why …")


def _as_data(proposal: "UnitPairProposal") -> dict[str, object]:
    return {
        "units": list(proposal.units),
        "names": list(proposal.names),
        "joined": proposal.joined,
        "reason": proposal.reason,
        "message": proposal.message.model_dump(),
        "passages": [{"plan": p.plan, "name": p.name, "evidence": p.evidence.model_dump()} for p in proposal.passages],
    }


def _judge(
    plans: "tuple[Plan, ...]",
    action: Action,
    pair: list[str],
    why: str | None,
    by: str,
    since: str | None,
    source: str | None,
) -> "Judgement":
    from pydantic import ValidationError

    from pipeline.corpus.authority import Judgement
    from pipeline.corpus.units import find_unit
    from pipeline.corpus.yaml_files import problem
    from pipeline.errors import InputError

    if len(pair) != 2 or not why:
        raise InputError(action.value, "expected two units and a reason", "use: UNIT UNIT --why REASON")
    try:
        return Judgement(
            verdict=action.value.replace("-", "_"),  # type: ignore[arg-type]  # pydantic checks it
            units=(find_unit(plans, pair[0]), find_unit(plans, pair[1])),
            by=by,
            on=date.today().isoformat(),
            why=why,
            since=since,
            source=source,
        )
    except ValidationError as error:
        raise InputError(action.value, problem(None, error), "give two different units") from None


def _record(authority: Path, judgement: "Judgement", as_json: bool) -> None:
    from pipeline.corpus.authority import record

    record(authority, judgement)
    if as_json:
        emit(judgement.model_dump())
    else:
        say(f"{authority}: {judgement.units[0]} {judgement.verdict} {judgement.units[1]}. To apply it: gangmu run")


COMMANDS = (units,)
