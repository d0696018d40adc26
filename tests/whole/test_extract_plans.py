"""Whole small plans in the layouts of the genre, with the facts that they tell: tests/cases/plans/<name>.txt and .yml."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from extractors import extract
from schemas import Commitment, Plan
from tests.support.paths import TESTS

CASES = sorted((TESTS / "cases" / "plans").glob("*.yml"))


def letters(text: str) -> str:
    return re.sub(r"\W", "", text)


@cache
def plan(file: Path) -> Plan:
    ((found, _),) = extract(file.with_suffix(".txt"))
    return found


@pytest.fixture(params=CASES, ids=lambda file: file.stem)
def case(request: pytest.FixtureRequest) -> tuple[Plan, dict[str, Any]]:
    return plan(request.param), yaml.safe_load(request.param.read_text(encoding="utf-8"))


def test_header(case: tuple[Plan, dict[str, Any]]) -> None:
    found, expect = case
    names = {"title": "title", "number": "number", "issue_date": "issued_on", "status": "status", "issuers": "issuers"}
    header = found.plan.model_dump(mode="json")
    assert {name: header[names[name]] for name in expect["header"]} == expect["header"]


def test_items_and_their_units(case: tuple[Plan, dict[str, Any]]) -> None:
    """Every expected item is one task or heading with just these units, and no other item has any."""
    found, expect = case
    texts = {task.id: letters(task.text) for task in found.tasks}
    texts |= {heading.id: letters(heading.title) for heading in found.headings}
    units: dict[str, list[tuple[str, str]]] = {}
    for entry in found.responsibilities:
        if not entry.inherited:
            units.setdefault(entry.subject, []).append((entry.role, entry.name))
    wanted = []
    for item in expect["tasks"]:
        begins = letters(item["begins"])
        alike = [id for id, text in texts.items() if text.startswith(begins) or begins.startswith(text)]
        (subject,) = [id for id in alike if id in units] or alike or [""]
        wanted.append(subject)
        named = [(role, name) for role, names in item.items() if isinstance(names, list) for name in names]
        assert sorted(units.get(subject, [])) == sorted(named), item["begins"]
    assert len(set(wanted)) == len(wanted)
    assert set(units) == set(wanted)


def test_deadlines(case: tuple[Plan, dict[str, Any]]) -> None:
    found, expect = case
    wanted = [item["deadline"] for item in expect["tasks"] if "deadline" in item]
    if wanted:
        assert [node.deadline.text for node in found.tasks if node.deadline] == wanted


def amount(commitment: Commitment) -> str:
    return f"{commitment.value:g}" + (f"-{commitment.upper:g}" if commitment.upper else "")


def test_commitments(case: tuple[Plan, dict[str, Any]]) -> None:
    """A row: what | value[-upper] | measure | bound | change | year."""
    found, expect = case
    got = [
        " | ".join(str(field or "") for field in (c.what, amount(c), c.measure, c.bound, c.change, c.year))
        for c in found.commitments
    ]
    if "commitments" in expect:
        assert [row.rstrip(" |") for row in got] == [row.rstrip(" |") for row in expect["commitments"]]


def test_indicators(case: tuple[Plan, dict[str, Any]]) -> None:
    found, expect = case
    got = [
        {
            "name": indicator.name,
            "measure": indicator.measure,
            "attribute": indicator.attribute,
            "values": [[v.year, v.kind, v.value, v.bound] for v in indicator.values if v.value is not None],
        }
        for indicator in found.indicators
    ]
    assert got == expect.get("indicators", [])
