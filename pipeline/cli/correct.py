"""The command `gangmu correct`: correct, add and delete facts."""

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.add import CorpusDir, Json, OutputsDir
from pipeline.cli.console import emit, one_sentence, say
from pipeline.cli.decide import By, PlanId, Why

if TYPE_CHECKING:
    from pipeline.run.correct import Done

FieldPath = Annotated[
    str | None,
    typer.Argument(help="Field, e.g. title or deadline.on; aligned/OLDER-ID for an alignment.", metavar="[FIELD]"),
]
KindToAdd = Annotated[
    str | None,
    typer.Option(
        "--add",
        help="Add a missed fact: task, safeguard, responsibility, commitment, indicator or deadline.",
        metavar="KIND",
    ),
]


def correct(
    plan: PlanId,
    target: Annotated[
        str | None, typer.Argument(help="Fact id; the plan id prefix is optional.", metavar="[FACT]")
    ] = None,
    field: FieldPath = None,
    value: Annotated[
        str | None, typer.Argument(help="New value; '' if the source prints none.", metavar="[VALUE]")
    ] = None,
    why: Why = "",
    by: By = None,
    add: KindToAdd = None,
    quote: Annotated[str, typer.Option("--quote", help="With --add: the passage, as printed.")] = "",
    given: Annotated[
        list[str] | None,
        typer.Option("--set", help="With --add: a field of the new fact, several times.", metavar="FIELD=VALUE"),
    ] = None,
    delete: Annotated[bool, typer.Option("--delete", help="Delete the fact: the source does not state it.")] = False,
    corpus_dir: CorpusDir = Path("corpus"),
    outputs_dir: OutputsDir = Path("outputs"),
    as_json: Json = False,
) -> None:
    """Correct a fact, add a missed one (--add) or delete a false one (--delete); a record in corpus/corrections/."""
    from pipeline.corpus.manifest import read_corpus
    from pipeline.errors import InputError
    from pipeline.run.correct import Wish
    from pipeline.run.correct import correct as write
    from pipeline.run.fact_records import FalseFact, MissedFact, add_missed, delete_false

    done: Done[Any]
    with one_sentence():
        corpus, name = read_corpus(corpus_dir), by or getpass.getuser()
        if add:
            if not quote or target is not None:
                raise InputError(plan, "expected a passage", "use: PLAN --add KIND --quote PASSAGE --why REASON")
            done = add_missed(corpus, outputs_dir, MissedFact(plan, add, quote, _fields(given or []), why, name))
        elif delete:
            if target is None or field is not None:
                raise InputError(plan, "expected a fact", "use: PLAN FACT --delete --why REASON")
            done = delete_false(corpus, outputs_dir, FalseFact(plan, target, why, name))
        elif target is None or field is None or value is None:
            raise InputError(plan, "expected a fact, a field and a value", "use: PLAN FACT FIELD VALUE --why REASON")
        else:
            done = write(corpus, outputs_dir, Wish(plan, target, field, value, why, name))
    _show(done, as_json)


def _fields(given: list[str]) -> dict[str, str]:
    from pipeline.errors import InputError

    for one in given:
        if "=" not in one:
            raise InputError(one, "expected FIELD=VALUE", "use: --set title=…")
    return {name.strip(): value for name, _, value in (one.partition("=") for one in given)}


def _show(done: "Done[Any]", as_json: bool) -> None:
    from pipeline.corpus.undo import record_key

    record = done.record
    if as_json:
        emit(
            {
                "file": str(done.path),
                "key": record_key(record.model_dump()),
                "correction": record.model_dump(),
                "findings_gone": [finding.model_dump(mode="json") for finding in done.gone],
                "findings_new": [finding.model_dump(mode="json") for finding in done.new],
            }
        )
        return
    match type(record).__name__:
        case "Correction":
            said = f"{record.target} {record.field}: {record.was!r} → {record.now!r}"
        case "Addition":
            said = f"{record.id} added: {record.quote}"
        case _:
            said = f"{record.delete} deleted: {record.quote}"
    say(f"{done.path}: {said}")
    say(f"Apply it with: gangmu run (updates {done.path.stem}, then tables, graph, comparisons and report)")
    for sign, findings in (("-", done.gone), ("+", done.new)):
        for finding in findings:
            say(f"  {sign} {finding.code}: {finding.message.zh}")


COMMANDS = (correct,)
