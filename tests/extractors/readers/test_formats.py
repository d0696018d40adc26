"""The same plan in every format gives the same facts."""

from collections.abc import Callable
from pathlib import Path

import pytest

from extractors import extract_document
from extractors.readers import read_document
from schemas import Document, Plan
from tests.support import plan_files as plan_fixture

WRITERS = {
    "html": plan_fixture.as_html,
    "markdown": plan_fixture.as_markdown,
    "docx": plan_fixture.as_docx,
    "xlsx": plan_fixture.as_xlsx,
    "pdf": plan_fixture.as_pdf,
    "ofd": plan_fixture.as_ofd,
}


def read(tmp_path: Path, write: Callable[[], bytes]) -> Document:
    path = tmp_path / "plan.bin"
    path.write_bytes(write())
    return read_document(path)


def facts(plan: Plan) -> dict[str, object]:
    """Return what a plan says, without ids and places."""
    titles = {task.id: task.title for task in plan.tasks} | {i.id: i.name for i in plan.indicators}
    return {
        "title": plan.plan.title,
        "tasks": [(task.origin, task.marker, task.title) for task in plan.tasks],
        "indicators": [
            (i.name, i.measure, [(value.year, value.kind, value.value) for value in i.values]) for i in plan.indicators
        ],
        "responsibilities": [(titles.get(r.subject), r.name, r.role, r.relation) for r in plan.responsibilities],
    }


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    document = read(tmp_path_factory.mktemp("docx"), plan_fixture.as_docx)
    return facts(extract_document(document, "plan")[0][0])


def test_the_plan_is_understood(expected: dict[str, object]) -> None:
    assert expected["title"] == plan_fixture.TITLE
    assert expected["indicators"] == [
        ("河道水质达标率", "%", [(2023, "actual", 85.0), (2026, "target", 95.0)]),
        ("新建污水管网", "公里", [(2023, "actual", 12.5), (2026, "target", 40.0)]),
    ]
    assert ("疏浚骨干河道", "县水务局", "lead", "leads") in expected["responsibilities"]  # type: ignore[operator]
    assert len(expected["responsibilities"]) == 9  # type: ignore[arg-type]


@pytest.mark.parametrize("format", WRITERS)
def test_every_format_gives_the_same_facts(tmp_path: Path, expected: dict[str, object], format: str) -> None:
    document = read(tmp_path, WRITERS[format])
    assert document.format == format
    plans = extract_document(document, "plan")
    assert len(plans) == 1
    assert facts(plans[0][0]) == expected


@pytest.mark.parametrize("format", WRITERS)
def test_evidence_quotes_its_block_and_points_into_the_file(tmp_path: Path, format: str) -> None:
    document = read(tmp_path, WRITERS[format])
    plan, part = extract_document(document, "plan")[0]
    blocks = {block.id: block for block in part.blocks}
    assert plan.responsibilities
    for responsibility in plan.responsibilities:
        evidence = responsibility.evidence
        assert blocks[evidence.block].text[evidence.start : evidence.end] == evidence.quote
        assert evidence.raw or evidence.boxes or evidence.path
