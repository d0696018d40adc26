"""The commands that decide about whole plans (remove, rename, follow, place, acknowledge), and `gangmu undo`."""

import getpass
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.cli.add import CorpusDir, Json, OutputsDir
from pipeline.cli.console import emit, one_sentence, say, show

if TYPE_CHECKING:
    from pipeline.corpus.decisions import Decision

PlanId = Annotated[str, typer.Argument(help="Plan id.", metavar="PLAN")]
Why = Annotated[str, typer.Option("--why", help="Reason, stored with the record.")]
By = Annotated[str | None, typer.Option("--by", help="Your name (default: login name).")]


def remove(plan: PlanId, why: Why, by: By = None, corpus_dir: CorpusDir = Path("corpus")) -> None:
    """Leave a document out of the corpus. Its file and records remain; `gangmu undo` restores it."""
    from pipeline.corpus.manifest import read_corpus
    from pipeline.run.decide import remove_plan

    with one_sentence():
        _show(corpus_dir, remove_plan(read_corpus(corpus_dir), plan, why, by or getpass.getuser()))


def rename(
    plan: PlanId,
    to: Annotated[str, typer.Argument(help="New plan id.", metavar="NEW")],
    why: Why,
    by: By = None,
    corpus_dir: CorpusDir = Path("corpus"),
) -> None:
    """Give a document another id, in the manifest and in all records of the corpus."""
    from pipeline.corpus.manifest import read_corpus
    from pipeline.run.decide import rename_plan

    with one_sentence():
        _show(corpus_dir, rename_plan(read_corpus(corpus_dir), plan, to, why, by or getpass.getuser()))


def follow(
    plan: PlanId,
    predecessor: Annotated[
        str, typer.Argument(help="Id of the preceding plan; '' if it has none.", metavar="PREDECESSOR")
    ],
    why: Why,
    by: By = None,
    corpus_dir: CorpusDir = Path("corpus"),
) -> None:
    """Set the plan that a plan follows, so that the two are compared."""
    from pipeline.corpus.manifest import read_corpus
    from pipeline.run.decide import follow as decide

    with one_sentence():
        _show(corpus_dir, decide(read_corpus(corpus_dir), plan, predecessor or None, why, by or getpass.getuser()))


def place(
    plan: PlanId,
    place: Annotated[str, typer.Argument(help="Place, e.g. 上海市闵行区; '' if it has none.", metavar="PLACE")],
    why: Why,
    by: By = None,
    corpus_dir: CorpusDir = Path("corpus"),
) -> None:
    """Set the place that a plan belongs to."""
    from pipeline.corpus.manifest import read_corpus
    from pipeline.run.decide import set_place

    with one_sentence():
        _show(corpus_dir, set_place(read_corpus(corpus_dir), plan, place or None, why, by or getpass.getuser()))


def acknowledge(
    plan: PlanId,
    code: Annotated[str, typer.Argument(help="Code of the finding, e.g. prose-sum.", metavar="CODE")],
    why: Why,
    about: Annotated[str | None, typer.Option("--about", help="Id of a fact, if there are several findings.")] = None,
    by: By = None,
    corpus_dir: CorpusDir = Path("corpus"),
    outputs_dir: OutputsDir = Path("outputs"),
) -> None:
    """Record that you reviewed a finding; it is shown with your reason from then on."""
    from pipeline.corpus.manifest import read_corpus
    from pipeline.run.decide import acknowledge as decide

    with one_sentence():
        corpus = read_corpus(corpus_dir)
        _show(corpus_dir, decide(corpus, outputs_dir, plan, code, about, why, by or getpass.getuser()))


def _show(corpus_dir: Path, decision: "Decision") -> None:
    from pipeline.corpus.undo import record_key

    key = record_key(decision.model_dump(exclude_none=True))
    about = " ".join(word for word in (decision.code, decision.subject, decision.to) if word)
    say(f"{corpus_dir / 'decisions.yml'}: {decision.decide} {decision.plan} {about}".rstrip())
    say(f"Apply it with: gangmu run. Undo it with: gangmu undo {key}")


def undo(
    key: Annotated[str | None, typer.Argument(help="Key of the record (default: list all).", metavar="KEY")] = None,
    why: Why = "",
    by: By = None,
    corpus_dir: CorpusDir = Path("corpus"),
    as_json: Json = False,
) -> None:
    """Undo a record: a correction, addition, deletion, judgement, decision or code. Without a key, list the records."""
    from pipeline.corpus.manifest import read_corpus
    from pipeline.errors import InputError
    from pipeline.run.undo import filed_records
    from pipeline.run.undo import undo as withdraw

    with one_sentence():
        corpus = read_corpus(corpus_dir)
        if key is None:
            found = [(path, one) for path, one in filed_records(corpus) if not one.is_undo]
            if as_json:
                emit(
                    [{"file": str(p), "key": o.key, "in_force": o.in_force, "record": dict(o.entry)} for p, o in found]
                )
                return
            rows = [
                (
                    one.key,
                    "in force" if one.in_force else "undone",
                    path.name,
                    _summary(one.entry),
                    one.entry["by"],
                    one.entry["on"],
                )
                for path, one in found
            ]
            show(f"{len(rows)} records", ("key", "state", "file", "record", "by", "on"), rows)
            return
        if not why:
            raise InputError(key, "expected a reason", "use: gangmu undo KEY --why REASON")
        path, record = withdraw(corpus, key, why, by or getpass.getuser())
    say(f"{path}: undone: {_summary(record.entry)}. To apply it: gangmu run")


def _summary(entry: Mapping[str, Any]) -> str:
    """Return a record in one line: what it is about and what it says, without reason, name and day."""
    words = (str(value) for name, value in entry.items() if name not in ("why", "by", "on", "block", "start", "fields"))
    return " ".join(words)[:100]


COMMANDS = (remove, rename, follow, place, acknowledge, undo)
