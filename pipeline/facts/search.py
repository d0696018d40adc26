"""Search the store by words: an index of SQLite (FTS5) over pairs of characters, made where the report has none of its own.

An index row has the title and the text of an entry as ``index_text`` splits them; ``searched`` has what is shown. Plans
that are not in the index yet are added when it is brought up to date; units, which all plans describe, are added anew.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from pipeline.facts.bigrams import index_text, match_query
from pipeline.facts.record import RECORD, STORE, write_store_record
from pipeline.facts.update import connect, open_facts
from pipeline.store.results import each_plan
from pipeline.views.indexed_plan import index_facts
from pipeline.views.search_entries import SearchEntry, plan_entries, unit_entry
from schemas import Unit

UNITS = ""
"""Stands in for the id of a plan where the entry is a unit."""
MOST_RANKED = 20_000
"""Entries found up to which the best come first; of more, those that were indexed first."""
_INDEX = """
CREATE TABLE IF NOT EXISTS searched (plan TEXT, kind TEXT, title TEXT, text TEXT, href TEXT, place TEXT);
CREATE INDEX IF NOT EXISTS searched_of_plan ON searched (plan);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(
  title, text, content='', detail=full, tokenize="unicode61 remove_diacritics 0 tokenchars '.'");
"""
_MISSING = "SELECT plan, digest FROM plans EXCEPT SELECT plan, digest FROM indexed"
_GONE = "SELECT plan, digest FROM indexed EXCEPT SELECT plan, digest FROM plans"
_FOUND = """
SELECT s.kind, s.title, s.text, s.href, s.place FROM words JOIN searched s ON s.rowid = words.rowid
WHERE words MATCH ? ORDER BY {order} LIMIT ? OFFSET ?
"""
_BEST = "s.plan <> '', bm25(words, 8.0, 1.0), words.rowid"
"""Units first, then entries whose titles have the words."""


class Found(NamedTuple):
    """Some of the results of a search. ``total`` is MOST_RANKED + 1 if there are more than MOST_RANKED."""

    total: int
    entries: tuple[SearchEntry, ...]


def update_search(outputs: Path) -> None:
    """Bring the store of outputs/ and its index up to date."""
    open_facts(outputs).close()
    base = connect(outputs / STORE)
    try:
        base.execute("BEGIN IMMEDIATE")
        for statement in _INDEX.split(";"):
            base.execute(statement)
        base.execute("CREATE TABLE IF NOT EXISTS indexed (plan TEXT PRIMARY KEY, digest TEXT)")
        missing = dict(base.execute(_MISSING).fetchall())
        gone = [plan for plan, _ in base.execute(_GONE)]
        if missing or gone:
            _bring_up_to_date(base, outputs, missing, gone)
            (outputs / RECORD).unlink(missing_ok=True)
        base.execute("COMMIT")
    finally:
        base.close()
    if not (outputs / RECORD).exists():
        write_store_record(outputs)


def _bring_up_to_date(base: sqlite3.Connection, outputs: Path, missing: dict[str, str], gone: Iterable[str]) -> None:
    for plan in (*gone, UNITS):
        _remove(base, plan)
    for read in each_plan(outputs, missing):
        _insert(base, read.plan.id, plan_entries(index_facts(read)))
        base.execute("INSERT INTO indexed VALUES (?, ?)", (read.plan.id, missing[read.plan.id]))
    units = base.execute("SELECT data FROM units ORDER BY unit")
    _insert(base, UNITS, (unit_entry(Unit.model_validate_json(data)) for (data,) in units))


def _insert(base: sqlite3.Connection, plan: str, entries: Iterable[SearchEntry]) -> None:
    for entry in entries:
        row = base.execute("INSERT INTO searched VALUES (?, ?, ?, ?, ?, ?)", (plan, *entry)).lastrowid
        base.execute("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", (row, *_words(entry.title, entry.text)))


def _remove(base: sqlite3.Connection, plan: str) -> None:
    rows = base.execute("SELECT rowid, title, text FROM searched WHERE plan = ?", (plan,)).fetchall()
    removed = ((row, *_words(title, text)) for row, title, text in rows)
    base.executemany("INSERT INTO words (words, rowid, title, text) VALUES ('delete', ?, ?, ?)", removed)
    base.execute("DELETE FROM searched WHERE plan = ?", (plan,))
    base.execute("DELETE FROM indexed WHERE plan = ?", (plan,))


def _words(title: str, text: str) -> tuple[str, str]:
    return index_text(title), index_text(text)


def search(facts: sqlite3.Connection, words: str, first: int, number: int) -> Found:
    """Return results that have all the words, which are separated by spaces, from the ``first`` on; none without a word."""
    query = match_query(words)
    if not query:
        return Found(0, ())
    counted = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)"
    (total,) = facts.execute(counted, (query, MOST_RANKED + 1)).fetchone()
    # to rank a million entries takes seconds
    order = _BEST if total <= MOST_RANKED else "words.rowid"
    rows = facts.execute(_FOUND.format(order=order), (query, number, first))
    return Found(total, tuple(SearchEntry(*row) for row in rows))
