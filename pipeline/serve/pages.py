"""Render the edit mode: a bar on every page of the report, the panel beside the source, and the pages for judgements."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import get_args

from pipeline.coding.ratings import read_ratings
from pipeline.compare.unit_proposals import proposals
from pipeline.corpus.authority import read_authority
from pipeline.corpus.codebook import CodableKind, read_codebook
from pipeline.corpus.corrections import read_corrections
from pipeline.corpus.manifest import Corpus
from pipeline.corpus.placed_facts import Fact, named_facts
from pipeline.corpus.sample_records import sample_names
from pipeline.errors import InputError
from pipeline.report.pages.printing import environment
from pipeline.serve.coding_view import coding_view, coding_wish
from pipeline.serve.compared_plans import choose_comparison
from pipeline.serve.corpus_view import codes_view, document_rows, missed_view
from pipeline.serve.facts_view import Record, fact_text, facts_at, field_name, records_of
from pipeline.serve.findings_view import findings_of_plans
from pipeline.serve.pairs_view import judged_pairs, pairs_view, unit_pairs
from pipeline.serve.query import Query, first, number
from pipeline.serve.records_view import record_lines, record_names
from pipeline.serve.sample_view import BookOf, accuracy_view, chosen_sample, sample_view
from pipeline.store.comparisons import comparison_path, read_comparison
from pipeline.store.results import plan_folder, plan_folders, read_result, read_results
from pipeline.store.static_limit import most_static
from pipeline.views.indexed_plan import IndexedPlan, index_plan
from pipeline.views.labels import label
from pipeline.views.links import slug
from schemas import Correction, Evidence

ASSETS = {
    "edit.js": "text/javascript; charset=utf-8",
    "desk.js": "text/javascript; charset=utf-8",
    "edit.css": "text/css; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Log:
    """The corrections of one plan. ``facts``: {target: (text, address in the report)}."""

    title: str
    records: tuple[Record, ...]
    facts: Mapping[str, tuple[str, str]]


def asset(name: str) -> bytes:
    """Return a script or style sheet of the edit mode; KeyError if there is none with this name."""
    if name not in ASSETS:
        raise KeyError(name)
    return files("pipeline.templates").joinpath("edit", name).read_bytes()


def with_edit_mode(text: str, token: str, plan: str) -> str:
    """Return a page of the report with style, script, bar and panel of the edit mode added."""
    head = (
        f'<meta name="gangmu-token" content="{escape(token)}"><meta name="gangmu-plan" content="{escape(plan)}">'
        '<link rel="stylesheet" href="/edit/edit.css"><script src="/edit/edit.js" defer></script>'
        '<script src="/edit/desk.js" defer></script>'
    )
    bar = environment().get_template("edit/bar.html").render(pages=PAGES)
    # added on the way out: the report on the disk stays one that works without a server
    return text.replace("</head>", f"{head}</head>", 1).replace("</header>", f"</header>{bar}", 1)


def plan_of(path: str, outputs: Path) -> str:
    """Return the id of the plan that a page of the report belongs to; "" if it belongs to none."""
    parts = path.strip("/").split("/")
    if len(parts) < 2 or parts[0] != "plans":
        return ""
    return next((folder.name for folder in plan_folders(outputs) if slug(folder.name) == parts[1]), "")


def panel(corpus: Corpus, outputs: Path, plan_id: str, passages: tuple[str, ...]) -> str | None:
    """Return the HTML of the panel with the facts that quote the passages; None if there is no such plan."""
    folder = plan_folder(outputs, plan_id)
    if folder is None:
        return None
    records = read_corrections(corpus.corrections(plan_id))
    facts = facts_at(read_result(folder).plan, frozenset(passages), records)
    return environment().get_template("edit/panel.html").render(facts=facts)


def missed_form(outputs: Path, plan_id: str, query: Query) -> str | None:
    """Return the HTML of the panel with forms for a fact in the marked text; None if there is no such plan or block."""
    folder = plan_folder(outputs, plan_id)
    if folder is None:
        return None
    quote = first(query, "quote")[:2000]
    view = missed_view(read_result(folder), first(query, "block"), number(query, "start") or 0, quote)
    return environment().get_template("edit/missed.html").render(view=view) if view else None


def report_asset(name: str) -> bytes | None:
    """Return a style sheet or script of the report; None if there is none with this name."""
    room, _, own = name.rpartition("/")
    if room not in ("", "vendor"):
        return None
    folder = files("pipeline.templates").joinpath(room or "assets")
    return next((entry.read_bytes() for entry in folder.iterdir() if entry.name == own), None)


def page(name: str, corpus: Corpus, outputs: Path, query: Query) -> str:
    """Return the HTML of a page of the edit mode; InputError if the query asks for what cannot be."""
    view = _VIEWS[name](corpus, outputs, query)
    template = environment().get_template(f"edit/{name}.html")
    return template.render(root="/", path=f"edit/{name}.html", title=label(f"edit.{name}"), stamp="", **view)


def _files(corpus: Corpus, outputs: Path, query: Query) -> dict[str, object]:
    rows = document_rows(corpus, outputs)
    return {"documents": rows, "names": {row.id: row.title for row in rows}}


def _findings(corpus: Corpus, outputs: Path, query: Query) -> dict[str, object]:
    return {"plans": findings_of_plans(_books(outputs).values())}


def _coding(corpus: Corpus, outputs: Path, query: Query) -> dict[str, object]:
    wish, has_codebook = coding_wish(query), bool(read_codebook(corpus.codebook))
    books = _books(outputs) if has_codebook else {}
    view = coding_view(corpus, books, wish) if has_codebook and wish.coder else None
    choices = [(id, book.name) for id, book in books.items()]
    return {"view": view, "wish": wish, "choices": choices, "has_codebook": has_codebook}


def _codes(corpus: Corpus, outputs: Path, query: Query) -> dict[str, object]:
    # without a codebook there is nothing to show, and reading all plans takes seconds
    books = _books(outputs) if corpus.codebook.exists() else {}
    found = read_ratings(corpus, (book.plan for book in books.values()))
    return {"view": codes_view(found, books) if found.codebook else None, "kinds": get_args(CodableKind)}


def _sample(corpus: Corpus, outputs: Path, query: Query) -> dict[str, object]:
    name = chosen_sample(corpus, query)
    view = sample_view(corpus, _book_of(outputs), name, query) if name else None
    return {"view": view, "names": sample_names(corpus.samples)}


def _accuracy(corpus: Corpus, outputs: Path, query: Query) -> dict[str, object]:
    name = chosen_sample(corpus, query)
    return {"view": accuracy_view(corpus, _book_of(outputs), name) if name else None}


def _units(corpus: Corpus, outputs: Path, query: Query) -> dict[str, object]:
    books = _books(outputs)
    authority = read_authority(corpus.authority)
    found = proposals((book.plan for book in books.values()), authority)
    return {"pairs": unit_pairs(found, books), "judged": judged_pairs(authority)}


def _alignments(corpus: Corpus, outputs: Path, query: Query) -> dict[str, object]:
    find = first(query, "find")[:200].strip()
    # an address without a plan, or with one that is no longer compared, shows the first comparison
    pair, choices, is_long = choose_comparison(outputs, first(query, "plan"), find)
    shown = {"choices": choices, "is_long": is_long, "find": find, "plan": pair[1] if pair else ""}
    path = comparison_path(outputs, *pair) if pair else None
    if path is None or not path.is_file():  # a run is making it anew, and the store is of the one before
        return {"view": None, **shown}
    chosen = read_comparison(path)
    records = read_corrections(corpus.corrections(chosen.new.id))
    before, after = (index_plan(read_result(outputs / end.id)) for end in (chosen.old, chosen.new))
    return {"view": pairs_view(chosen, before, after, records), **shown}


def _log(corpus: Corpus, outputs: Path, query: Query) -> dict[str, object]:
    logs, names = [], dict[str, str]()
    for id, book in _books(outputs).items():
        facts = dict(named_facts(book.plan.model_dump()))
        names |= record_names(book, facts)
        records = read_corrections(corpus.corrections(id))
        if records:
            logs.append(_log_of(book, facts, records))
    return {
        "logs": logs,
        "records": record_lines(corpus, names),
        "judged": judged_pairs(read_authority(corpus.authority)),
        "field_name": field_name,
    }


_VIEWS: Mapping[str, Callable[[Corpus, Path, Query], dict[str, object]]] = {
    "files": _files,
    "findings": _findings,
    "units": _units,
    "alignments": _alignments,
    "coding": _coding,
    "codes": _codes,
    "sample": _sample,
    "accuracy": _accuracy,
    "log": _log,
}
"""The pages, in the order of the bar."""
PAGES = tuple(_VIEWS)


def _log_of(book: IndexedPlan, facts: Mapping[str, Fact], records: tuple[Correction, ...]) -> Log:
    shown = {}
    for record in records:
        fact = facts.get(record.target)
        shown[record.target] = (fact_text(fact)[:60] if fact else "") or record.target, _source(book, fact)
    return Log(book.name, tuple(reversed(records_of(records, facts))), shown)


def _source(book: IndexedPlan, fact: Mapping[str, object] | None) -> str:
    """Return the address of the passage that a fact quotes, or of the plan's page if it quotes none."""
    evidence = fact.get("evidence") if fact else None
    if not isinstance(evidence, dict):
        return book.page("index")
    return book.source(Evidence.model_validate(evidence))


def _books(outputs: Path) -> dict[str, IndexedPlan]:
    """Read all plans; InputError if they are too many for the memory."""
    plans, most = len(plan_folders(outputs)), most_static()
    if plans > most:
        place = f"it has {plans} plans, and this page is for up to {most}"
        raise InputError(str(outputs), place, "use the pages of the report and the commands of gangmu")
    return {result.plan.plan.id: index_plan(result) for result in read_results(outputs)}


def _book_of(outputs: Path) -> BookOf:
    """Return a function that reads a plan: one page of a sample needs few of the plans of a large corpus."""
    folders = {folder.name: folder for folder in plan_folders(outputs)}

    @cache
    def read(id: str) -> IndexedPlan | None:
        return index_plan(read_result(folders[id])) if id in folders else None

    return read
