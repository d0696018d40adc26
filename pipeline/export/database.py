"""Write all facts to one SQLite file: the tables of tables.yml with keys, the documents, views, and full-text search.

Datasette opens it directly; a .yml file beside it gives Datasette the titles and the query for searching.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from pipeline.answers.collect import Answer
from pipeline.atomic import atomic, replace_text
from pipeline.export.answer_views import write_answer_view
from pipeline.export.datasette import datasette_metadata
from pipeline.facts.answers import read_answers
from pipeline.facts.bigrams import index_text, match_query
from pipeline.facts.schema import fact_tables
from pipeline.facts.tables import unit_rows, value_rows
from pipeline.store.results import Result, documents_of
from pipeline.tables.beside import NOTHING, BesidePlans, beside_rows
from pipeline.tables.sql_tables import create_table, insert_rows, sql_value
from pipeline.tables.write import tables
from schemas import Document

SEARCHED = {
    "tasks": ("id", "title", "text"),
    "indicators": ("id", "name", "note"),
    "headings": ("id", "title", "marker"),
}
SEARCHED |= {"commitments": ("id", "what", "quote"), "units": ("id", "name", "aliases")}
"""Tables whose texts can be searched: key, title, text."""

_DOCUMENTS = """
CREATE TABLE blocks (
  plan TEXT NOT NULL REFERENCES documents(plan), block TEXT NOT NULL, place INTEGER NOT NULL, kind TEXT NOT NULL,
  page INTEGER, text TEXT NOT NULL, PRIMARY KEY (plan, block));
CREATE TABLE passages (
  id INTEGER PRIMARY KEY, plan TEXT, kind TEXT NOT NULL, subject TEXT NOT NULL, block TEXT, title TEXT, text TEXT NOT NULL);
CREATE VIRTUAL TABLE passages_index USING fts5(words, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '.'");
"""

SEARCH = """
SELECT p.plan, p.kind, p.subject, p.title, p.text FROM passages_index JOIN passages p ON p.id = passages_index.rowid
WHERE passages_index MATCH ? ORDER BY passages_index.rank, p.id LIMIT ?
"""


class Hit(NamedTuple):
    """A fact or paragraph that matches. ``plan`` is None for a unit, because it can belong to several."""

    plan: str | None
    kind: str
    subject: str
    title: str | None
    text: str


def write_database(
    facts: sqlite3.Connection, results: Sequence[Result], path: Path, beside: BesidePlans = NOTHING
) -> tuple[Path, ...]:
    """Write the database and its description for Datasette; equal facts give equal bytes with the same version of SQLite.

    ``results`` are the plans of the store; their documents are gone through one by one.
    """
    found = read_answers(facts)
    with atomic(path) as draft:
        draft.unlink(missing_ok=True)  # a file left by a killed process already has tables
        with closing(sqlite3.connect(draft, isolation_level=None)) as base:
            _write(base, facts, documents_of(results), beside, found)
    return path, replace_text(path.with_suffix(".yml"), datasette_metadata(path.stem))


def _write(
    base: sqlite3.Connection,
    facts: sqlite3.Connection,
    documents: Iterable[tuple[str, Document]],
    beside: BesidePlans,
    found: Mapping[str, Answer],
) -> None:
    # The file is renamed when it is complete, so a journal would only cost time.
    base.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON;")
    _create(base)
    # The rows of a plan name units, which are joined over all plans and come last.
    base.executescript("BEGIN; PRAGMA defer_foreign_keys = ON;")
    _fill(base, facts, beside)
    _fill_blocks(base, documents)
    base.execute("COMMIT")
    base.execute("BEGIN")
    _fill_passages(base)
    for answer in found.values():
        write_answer_view(base, answer)
    base.execute("COMMIT")
    base.executescript(files("pipeline.export").joinpath("views.sql").read_text(encoding="utf-8"))
    base.executescript("ANALYZE; VACUUM;")


def search(base: sqlite3.Connection, words: str, limit: int = 50) -> tuple[Hit, ...]:
    """Return facts and paragraphs that contain all the words, separated by spaces, best first; nothing without a word."""
    query = match_query(words)
    return tuple(Hit(*row) for row in base.execute(SEARCH, (query, limit))) if query else ()


def _create(base: sqlite3.Connection) -> None:
    """Create the tables, each after those it refers to, and their indexes."""
    done: set[str] = set()
    waiting = list(tables())
    while waiting:
        table = next(table for table in waiting if set(table.refers.values()) <= done)
        waiting.remove(table)
        create_table(base, table)
        for column in (*table.refers, "subject") if table.name == "responsibilities" else table.refers:
            base.execute(f'CREATE INDEX "{table.name}_{column}" ON "{table.name}" ("{column}")')
        done.add(table.name)
    base.executescript(_DOCUMENTS)


def _fill(base: sqlite3.Connection, facts: sqlite3.Connection, beside: BesidePlans) -> None:
    """Write the rows of all tables."""
    for table in fact_tables():
        marks = ", ".join("?" * len(table.columns))
        base.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', value_rows(facts, table))
    described = {table.name: table for table in tables()}
    for name, row in chain(unit_rows(facts), beside_rows(beside)):
        insert_rows(base, described[name], [row])


def _fill_blocks(base: sqlite3.Connection, documents: Iterable[tuple[str, Document]]) -> None:
    """Write the blocks of the documents."""
    for plan, document in documents:
        base.executemany(
            "INSERT INTO blocks VALUES (?, ?, ?, ?, ?, ?)",
            ((plan, b.id, n, b.kind, b.page, sql_value(b.text)) for n, b in enumerate(document.blocks)),
        )


def _fill_passages(base: sqlite3.Connection) -> None:
    """Write the texts that can be searched, and their index."""
    for table, (key, title, text) in SEARCHED.items():
        plan, block = ("NULL", "NULL") if table == "units" else ("plan", "block")
        base.execute(
            f"INSERT INTO passages (plan, kind, subject, block, title, text) SELECT {plan}, '{table[:-1]}', {key}, {block}, "
            f"{title}, coalesce({text}, '') FROM {table} ORDER BY rowid"
        )
    base.execute(
        "INSERT INTO passages (plan, kind, subject, block, title, text) SELECT plan, 'block', block, block, NULL, text "
        "FROM blocks WHERE kind <> 'furniture' ORDER BY rowid"
    )
    held = base.execute("SELECT id, coalesce(title, ''), text FROM passages ORDER BY id")
    rows = ((id, index_text(text if title and title in text else f"{title} {text}")) for id, title, text in held)
    base.executemany("INSERT INTO passages_index (rowid, words) VALUES (?, ?)", rows)
    base.execute("INSERT INTO passages_index (passages_index) VALUES ('optimize')")
