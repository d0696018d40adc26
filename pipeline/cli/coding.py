"""The commands `gangmu code` and `gangmu agreement`: own codes, by several coders."""

import getpass
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.add import CorpusDir, Json, OutputsDir
from pipeline.cli.console import emit, one_sentence, say, show, warn

if TYPE_CHECKING:
    from pipeline.coding.agreement import Agreement
    from pipeline.coding.ratings import Ratings
    from pipeline.corpus.manifest import Corpus


ExportPath = Annotated[
    Path | None,
    typer.Option(
        "--export",
        help="Write all codings: .qdpx (REFI-QDA), .csv, .json (Label Studio), or .spacy (DocBin).",
        metavar="PATH",
    ),
]


def code(
    sheets: Annotated[
        list[Path] | None, typer.Argument(help="Completed workbooks to read back.", metavar="[SHEET…]")
    ] = None,
    target: Annotated[
        Path | None,
        typer.Option(
            "--out", "-o", help="Write a workbook to fill in: of --coder, or of --disagreements.", metavar="PATH"
        ),
    ] = None,
    coder: Annotated[str | None, typer.Option("--coder", help="Name of the coder (default: login name).")] = None,
    plans: Annotated[
        list[str] | None,
        typer.Option("--plan", help="Only facts of this plan, several times if needed.", metavar="PLAN"),
    ] = None,
    size: Annotated[
        int | None, typer.Option("--size", min=1, help="Draw this many facts at random (default: all).")
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="Equal seeds draw the same facts for every coder.")] = 1,
    proposals: Annotated[
        bool, typer.Option("--proposals", help="Show codes whose keywords occur; they are no codings.")
    ] = False,
    disagreements: Annotated[
        bool, typer.Option("--disagreements", help="List what coders disagree on, with a column to decide.")
    ] = False,
    exported: ExportPath = None,
    corpus_dir: CorpusDir = Path("corpus"),
    outputs_dir: OutputsDir = Path("outputs"),
) -> None:
    """Code facts with your own codebook (corpus/codebook.yml): write workbooks, read them back, decide, export."""
    from pipeline.corpus.manifest import read_corpus

    with one_sentence():
        corpus = read_corpus(corpus_dir)
        if sheets:
            _read(corpus, outputs_dir, sheets)
        elif exported:
            _export(corpus, outputs_dir, exported)
        elif disagreements:
            _write_disputes(corpus, outputs_dir, target or Path("disagreements.xlsx"))
        else:
            name = coder or getpass.getuser()
            _write_sheet(
                corpus, outputs_dir, target or Path(f"codes-{name}.xlsx"), name, plans or [], size, seed, proposals
            )


def _read(corpus: "Corpus", outputs: Path, sheets: Sequence[Path]) -> None:
    from pipeline.coding.save import codable, save_sheet
    from pipeline.coding.sheet import read_sheet
    from pipeline.store.results import each_plan

    codebook, facts = codable(corpus, each_plan(outputs))
    for sheet in sheets:
        filled = read_sheet(sheet, codebook)
        saved = save_sheet(corpus, codebook, facts, filled, getpass.getuser(), date.today().isoformat())
        say(f"{saved.path}: {saved.new} records from {sheet} ({saved.same} unchanged)")
        for row in saved.lost:
            warn(f"{sheet}: {row.fact}: no plan has this fact any more; it was not saved")
    say("Apply them with: gangmu run. Compare coders with: gangmu agreement")


def _export(corpus: "Corpus", outputs: Path, target: Path) -> None:
    from pipeline.coding.docbin import write_docbin
    from pipeline.coding.exchange import write_codings_csv, write_label_studio
    from pipeline.coding.qdpx import write_qdpx
    from pipeline.errors import InputError
    from pipeline.store.results import read_results

    found = _ratings(corpus, outputs)
    match target.suffix.lower():
        case ".qdpx":
            write_qdpx(found, read_results(outputs), target)
        case ".csv":
            write_codings_csv(found, target)
        case ".json":
            write_label_studio(found, read_results(outputs), target)
        case ".spacy":
            write_docbin(found, read_results(outputs), target)
        case _:
            raise InputError(str(target), "the format is not known", "end the name in .qdpx, .csv, .json or .spacy")
    say(str(target))


def _write_disputes(corpus: "Corpus", outputs: Path, target: Path) -> None:
    from pipeline.coding.sheet import write_disputes

    found = _ratings(corpus, outputs)
    disputed = [rating for rating in found.ratings if rating.is_disputed]
    if not disputed:
        say("The coders agree, or every disagreement is decided: there is nothing to do.")
        return
    _refuse_existing(target)
    say(f"{write_disputes(target, found.codebook, disputed)}: {len(disputed)} disagreements")


def _write_sheet(
    corpus: "Corpus",
    outputs: Path,
    target: Path,
    coder: str,
    plans: list[str],
    size: int | None,
    seed: int,
    proposals: bool,
) -> None:
    from pipeline.coding.save import codable, last_codes
    from pipeline.coding.sheet import coding_sample, write_coding_sheet
    from pipeline.corpus.code_records import coder_file
    from pipeline.store.results import each_plan

    coder_file(corpus.codes, coder)
    codebook, facts = codable(corpus, each_plan(outputs))
    chosen = coding_sample([fact for fact in facts if not plans or fact.plan in plans], size, seed)
    before = last_codes(corpus, codebook, facts, coder)
    _refuse_existing(target)
    write_coding_sheet(target, coder, codebook, chosen, before, proposals=proposals)
    say(f"{target}: {len(chosen)} facts for {coder}. Read it back with: gangmu code {target}")


def _refuse_existing(target: Path) -> None:
    from pipeline.errors import InputError

    if target.exists():
        raise InputError(str(target), "it exists and may contain codes", "choose another path with --out")


def _ratings(corpus: "Corpus", outputs: Path) -> "Ratings":
    from pipeline.coding.ratings import join_ratings
    from pipeline.coding.save import codable
    from pipeline.corpus.code_records import read_code_records
    from pipeline.store.results import each_plan

    return join_ratings(*codable(corpus, each_plan(outputs)), read_code_records(corpus.codes))


def agreement(
    level: Annotated[float, typer.Option("--level", min=0.5, max=0.999, help="Confidence level.")] = 0.95,
    seed: Annotated[int, typer.Option("--seed", help="Equal seeds give equal intervals.")] = 1,
    corpus_dir: CorpusDir = Path("corpus"),
    outputs_dir: OutputsDir = Path("outputs"),
    as_json: Json = False,
) -> None:
    """Show how far coders agree: percent, Cohen's κ and Krippendorff's α with bootstrap intervals, per code and plan."""
    from pipeline.coding.agreement import agreements
    from pipeline.corpus.manifest import read_corpus

    with one_sentence():
        found = _ratings(read_corpus(corpus_dir), outputs_dir)
        rows = agreements(found, level, seed)
    if as_json:
        emit([_as_data(row) for row in rows])
        return
    table = [(r.scope, r.about, r.facts, r.coders, *(one.text(3) for one in r.estimates)) for r in rows]
    show("", ("scope", "of", "facts", "coders", "percent", "Cohen κ", "Krippendorff α"), table)
    disputed = sum(rating.is_disputed for rating in found.ratings)
    say(f"{disputed} disagreements to decide" + (": gangmu code --disagreements" if disputed else "."))
    for record in found.lost:
        warn(f"{record.coder or 'adjudication'}: {record.fact}: the fact or the code is no longer there")


def _as_data(row: "Agreement") -> dict[str, object]:
    return row._asdict() | {name: getattr(row, name)._asdict() for name in ("percent", "kappa", "alpha")}


COMMANDS = (code, agreement)
