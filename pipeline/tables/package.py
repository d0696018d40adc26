"""datapackage.json: what the tables are, their keys, licence and sources, as a Frictionless data package."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.tables.table_description import FactTable

OFFICIAL_DOCUMENTS = {
    "name": "other-pd",
    "title": "官方文件，不适用《中华人民共和国著作权法》（第五条） / Official documents, to which the Copyright Law of the PRC does not apply (art. 5)",
}


Source = Mapping[str, str]
"""A plan as a source of the package: its title, how it is cited, its file and the digest of the file."""


def package_json(tables: Sequence[FactTable], sources: Sequence[Source], license: str | None = None) -> str:
    """Return datapackage.json, see https://specs.frictionlessdata.io/tabular-data-package/.

    ``sources`` are the plans that the facts are from; ``license`` None: that of official documents.
    """
    keys = {table.name: table.key for table in tables}
    package = {
        "profile": "tabular-data-package",
        "name": "gangmu-tables",
        "title": "Gangmu 纲目",
        "description": "Facts of government plans with their passages. A leading apostrophe guards formula signs.",
        "licenses": [{"name": license} if license else OFFICIAL_DOCUMENTS],
        "sources": sources,
        "resources": [_resource(table, keys) for table in tables],
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _resource(table: FactTable, keys: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [column._asdict() for column in table.columns], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    schema["foreignKeys"] = [
        {"fields": [column], "reference": {"resource": other, "fields": list(keys[other])}}
        for column, other in table.refers.items()
    ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }
