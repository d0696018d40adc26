"""A new id in the files of a corpus: records of the program, and entries that people wrote in any form of YAML."""

from pathlib import Path

import pytest

from pipeline.corpus.plain_yaml import record_line
from pipeline.corpus.yaml_files import read_yaml
from pipeline.run.rename import rewrite_ids

LINES = [
    ("- target: a/task/1\n  field: title", "- target: road/task/1\n  field: title"),
    ("- {target: a/task/1, field: title} # seen", "- {target: road/task/1, field: title} # seen"),
    ('- {"target": x, plan: "a", why: a}', '- {"target": x, plan: "road", why: a}'),
    ("- {target: a/task/1,\n   plan: a--2}", "- {target: road/task/1,\n   plan: road--2}"),
    ("- {target: ab/task/1, plan: a-2}", "- {target: ab/task/1, plan: a-2}"),
    (
        record_line({"target": "a/task/1", "why": "x, plan: a"}),
        record_line({"target": "road/task/1", "why": "x, plan: a"}),
    ),
    (record_line({"field": "aligned/a/task/1"}), record_line({"field": "aligned/road/task/1"})),
]


@pytest.mark.parametrize(("before", "after"), LINES)
def test_ids_are_replaced_where_they_are_ids(tmp_path: Path, before: str, after: str) -> None:
    (tmp_path / "plans.yml").write_text("[]\n", encoding="utf-8")
    path = tmp_path / "decisions.yml"
    path.write_text(f"# kept\n{before}\n", encoding="utf-8")
    rewrite_ids(tmp_path, "a", "road")
    assert path.read_text(encoding="utf-8") == f"# kept\n{after}\n"
    assert isinstance(read_yaml(path), list)
