"""Describe the database for Datasette: titles, facets, and queries that a reader fills in."""

from importlib.resources import files
from typing import Any

import yaml

from pipeline.answers.catalogue import questions
from pipeline.export.answer_views import ROWS, VIEW
from pipeline.tables.write import tables

FACETS = ("plan_place", "place", "kind", "state", "severity", "change", "year")
"""Columns of answers by which Datasette counts the rows."""

_DATASETTE_SEARCH = """
WITH RECURSIVE word(text) AS (SELECT replace(trim(:words), ' ', '')),
  place(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM place, word WHERE n + 1 < length(word.text)),
  phrase(query) AS (SELECT '"' || group_concat(substr(word.text, n, 2), ' ') || '" *' FROM place, word)
SELECT p.plan, p.kind, p.subject, p.title, p.text
FROM phrase, passages_index JOIN passages p ON p.id = passages_index.rowid
WHERE passages_index MATCH phrase.query ORDER BY passages_index.rank, p.id LIMIT 200
"""
"""Search for a Chinese word in plain SQL, which splits it into pairs of characters without a user-defined function."""


def datasette_metadata(name: str) -> str:
    """Return the description for Datasette: datasette gangmu.sqlite --metadata gangmu.yml."""
    described: dict[str, Any] = {
        table.name: {"title": table.title, "columns": {c.name: c.description for c in table.columns}}
        for table in tables()
    }
    for question in questions().values():
        columns = {column.name: column.description for column in question.table.columns}
        facets = [name for name in FACETS if name in columns]
        title = {"title": question.table.title, "description": f"{question.about.zh} / {question.about.en}"}
        described[f"{VIEW}{question.name}"] = title | {"facets": facets, "columns": columns}
        described[f"{ROWS}{question.name}"] = {"hidden": True}
    described["passages_index"] = {"hidden": True}
    search_query = {
        "title": "全文检索 / Search (两个字以上的中文词 / two Chinese characters or more)",
        "sql": _DATASETTE_SEARCH,
    }
    queries = yaml.safe_load(files(__package__).joinpath("queries.yml").read_text(encoding="utf-8"))
    described_base = {"tables": described, "queries": {"search": search_query, **queries}}
    whole = {"title": "Gangmu 纲目", "databases": {name: described_base}}
    return yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=1000)
