"""A fact type cannot get lost on its way from a step to the outputs."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from extractors.readers import read_document
from extractors.splitting.split import split
from extractors.steps.order import INTERNAL, STEPS
from extractors.steps.step import Known, Step, run_steps
from pipeline.compare.last_run import KINDS
from pipeline.tables.rows import ROWS
from pipeline.tables.write import tables
from schemas import Heading, Plan
from schemas.plan_fields import FACT_LISTS, PLAN_FIELDS
from tests.support.paths import ROOT


def test_what_a_step_yields_is_a_field_of_the_plan_or_named_as_internal() -> None:
    models = {field.model for field in PLAN_FIELDS}
    yielded = {kind for step in STEPS for kind in step.yields}
    assert yielded == models | set(INTERNAL)
    assert not models & set(INTERNAL)


def test_every_array_of_the_plan_is_a_field() -> None:
    arrays = {name for name, info in Plan.model_fields.items() if str(info.annotation).startswith("tuple[")}
    assert {field.name for field in PLAN_FIELDS if field.is_list} == arrays
    assert len({field.model for field in PLAN_FIELDS}) == len(PLAN_FIELDS), "two fields of one type"


def test_a_step_that_yields_more_than_it_lists_is_a_defect(tmp_path: Path) -> None:
    source = tmp_path / "plan.txt"
    source.write_text("云溪县植树方案\n一、重点任务\n1.新建公园。\n", encoding="utf-8")
    part = next(iter(split(read_document(source), "a")))
    heading = Heading(id="a/heading/1", marker="一、", level=1, title="重点任务", evidence=part.body[0].evidence(0, 2))
    with pytest.raises(TypeError, match="Heading"):
        run_steps(part, [Step(lambda part, known: iter([heading]), ())])
    assert isinstance(run_steps(part, []), Known)


def test_every_fact_type_has_a_table_and_is_compared_with_the_last_run() -> None:
    described = {table.name for table in tables()}
    for field in FACT_LISTS:
        assert field.name in described
        assert field.name in ROWS or field.name == "units"
        assert field.name in KINDS


SLOGAN = '''"""A slogan that a plan prints in bold."""

from schemas.base import Model
from schemas.evidence import Evidence


class Slogan(Model):
    """E.g. 口号：绿满云溪."""

    id: str
    words: str
    evidence: Evidence
'''
STEP = '''"""Slogans: what follows 口号."""

import re
from collections.abc import Iterator

from extractors.splitting.part import Part
from extractors.steps.step import Known
from schemas import Slogan

PATTERN = re.compile(r"口号：(?P<words>[^。]+)")


def read_slogans(part: Part, known: Known) -> Iterator[Slogan]:
    """Yield the slogans of the text."""
    for block in part.body:
        for number, found in enumerate(PATTERN.finditer(block.text), 1):
            evidence = block.evidence(found.start(), found.end(), "slogan")
            yield Slogan(id=f"{part.plan_id}/slogan/{number}", words=found["words"], evidence=evidence)
'''
ASK = """
import sys
from pathlib import Path
from extractors import extract
from pipeline.store.results import Result
from pipeline.run.document import count_facts
from pipeline.corpus.correctable import fields_of
from pipeline.facts.tables import write_tables
from pipeline.facts.update import facts_of_results
source, out = map(Path, sys.argv[1:])
plan, document = extract(source)[0]
assert [slogan.words for slogan in plan.slogans] == ["绿满云溪"]
assert count_facts(plan) == count_facts(plan.model_copy(update={"slogans": ()})) + 1
assert [field.path for field in fields_of(plan, plan.slogans[0].id)] == ["words"]
write_tables(facts_of_results([Result(plan, document)]), out)
assert "绿满云溪" in (out / "slogans.csv").read_text(encoding="utf-8-sig")
print(plan.coverage.facts)
"""


def test_a_new_fact_type_takes_five_files(tmp_path: Path) -> None:
    """Follow docs/adding-an-extractor.md in a copy of the code: the fact reaches plan, tables and coverage account."""
    for package in ("schemas", "extractors", "pipeline"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    touched = {
        "schemas/slogan.py": lambda _: SLOGAN,
        "schemas/__init__.py": lambda text: text + "\nfrom schemas.slogan import Slogan\n",
        "schemas/plan.py": lambda text: text.replace(
            "    findings: tuple", "    slogans: tuple[Slogan, ...] = ()\n    findings: tuple"
        ).replace("from schemas.task ", "from schemas.slogan import Slogan\nfrom schemas.task "),
        "extractors/steps/slogans.py": lambda _: STEP,
        "extractors/steps/order.py": lambda text: text.replace(
            "STEPS: tuple",
            "from extractors.steps.slogans import read_slogans\nfrom schemas import Slogan\n\nSTEPS: tuple",
        ).replace("(\n    Step(notice", "(\n    Step(read_slogans, (Slogan,)),\n    Step(notice"),
    }
    source = tmp_path / "plan.txt"
    source.write_text("云溪县植树方案\n一、总体要求\n坚持绿色发展。口号：绿满云溪。\n", encoding="utf-8")
    before = _run("from extractors import extract; import sys; from pathlib import Path\n"
                  "print(extract(Path(sys.argv[1]))[0][0].coverage.facts)", tmp_path, source)  # fmt: skip
    for name, edit in touched.items():
        path = tmp_path / name
        path.write_text(edit(path.read_text(encoding="utf-8") if path.exists() else ""), encoding="utf-8")
    after = _run(ASK, tmp_path, source, tmp_path / "tables")
    assert float(after) > float(before), "the coverage account does not count the new fact"
    steps = (ROOT / "docs" / "adding-an-extractor.md").read_text(encoding="utf-8")
    for name in touched:  # the page names every file, slogan being its thing
        named = re.sub(r"slogans?", lambda found: found[0].replace("slogan", "<thing>"), name)
        assert named in steps, named


def _run(code: str, folder: Path, *arguments: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
