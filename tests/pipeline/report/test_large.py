"""The report of many plans: printed by several processes, taken over where nothing changed, parted into pages."""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.errors import OutputStoppedError, StoppedError
from pipeline.executors import SERIAL, Executor, together
from pipeline.executors.pool import Pool
from pipeline.report import build
from pipeline.report.pages import corpus_pages, plan_pages, unit_pages
from pipeline.report.pages.plan_parts import read_work
from pipeline.report.pages.printing import Printer, sheets
from pipeline.store.results import Result, read_results
from pipeline.store.write import to_json
from pipeline.views.cards import plan_card
from pipeline.views.indexed_plan import index_plan
from schemas import Message
from tests.support import plans as report_fixture

pytestmark = pytest.mark.slow

UNIT = "units/yunxi+keji.html"


class NumberedJob(NamedTuple):
    id: str


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    return report_fixture.write_outputs(tmp_path / "outputs")


@pytest.fixture
def many(outputs: Path) -> Path:
    """Five more plans like the first, under other ids."""
    first = next(result for result in read_results(outputs) if result.plan.plan.id == "yunxi-2024")
    for number in range(5):
        id = f"copy-{number}"
        text = to_json(first.plan).replace("yunxi-2024", id)
        (outputs / id).mkdir()
        (outputs / id / "plan.json").write_text(text, encoding="utf-8")
        (outputs / id / "document.json").write_text(to_json(first.document), encoding="utf-8")
    return outputs


def test_processes_print_what_one_prints(many: Path, tmp_path: Path) -> None:
    one, two = (
        build(many, tmp_path / name, executor=executor).parent for name, executor in (("one", SERIAL), ("two", Pool(2)))
    )
    assert files(one) == files(two)


def test_a_plan_of_which_nothing_changed_is_not_printed_again(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(build(many, tmp_path / "report").parent)
    printed: list[str] = []
    real = index_plan

    def noted(result: Result) -> object:
        printed.append(result.plan.plan.id)
        return real(result)

    monkeypatch.setattr(plan_pages, "index_plan", noted)
    assert files(build(many, tmp_path / "report").parent) == before and printed == []
    path = many / "copy-3" / "plan.json"
    path.write_text(path.read_text(encoding="utf-8").replace("云溪", "云西"), encoding="utf-8")
    fresh = files(build(many, tmp_path / "fresh").parent)
    printed.clear()
    assert files(build(many, tmp_path / "report").parent) == fresh
    assert printed == ["copy-3"]


@pytest.mark.parametrize("harm", ["changed", "gone", "part", "pieces"])
def test_a_damaged_page_of_the_former_report_is_printed_anew(many: Path, tmp_path: Path, harm: str) -> None:
    report = build(many, tmp_path / "report").parent
    before = files(report)
    page = report / "plans" / "copy-1" / "matrix.html"
    if harm == "changed":
        page.write_text("by hand", encoding="utf-8")
    elif harm == "gone":
        page.unlink()
    else:
        kind = "json" if harm == "part" else "pieces"
        (report / ".parts" / f"copy-1.{kind}").write_bytes(b"{}")
    assert files(build(many, tmp_path / "report").parent) == before


def test_a_part_that_names_files_elsewhere_is_not_taken_over(many: Path, tmp_path: Path) -> None:
    report = build(many, tmp_path / "report").parent
    before = files(report)
    (tmp_path / "secret.html").write_text("kept", encoding="utf-8")
    sha256 = hashlib.sha256(b"kept").hexdigest()
    part = report / ".parts" / "copy-1.json"
    told = json.loads(part.read_bytes())
    told["outputs"]["../secret.html"] = sha256
    part.write_text(json.dumps(told), encoding="utf-8")
    assert files(build(many, tmp_path / "report").parent) == before


def test_a_file_system_without_links_gets_copies(many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(build(many, tmp_path / "report").parent)

    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    assert files(build(many, tmp_path / "report").parent) == before


def test_long_lists_are_parted_and_nothing_is_left_out(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = build(many, tmp_path / "whole").parent
    for module, name in ((corpus_pages, "CARDS"), (corpus_pages, "SECTIONS"), (unit_pages, "PLANS")):
        monkeypatch.setattr(module, name, 2)
    monkeypatch.setattr(corpus_pages, "LINES", 2)
    parted = build(many, tmp_path / "parted").parent
    for name in ("plans", "findings", "units", UNIT.removesuffix(".html")):
        pages = [parted / f"{name}.html", *sorted(parted.glob(f"{name}~*.html"))]
        assert len(pages) > 2, name
        links = [set(links_of(page)) for page in pages]
        assert set(links_of(whole / f"{name}.html")) <= set().union(*links), name
        assert f"{Path(name).name}~2.html" in "".join(links[0]), "the first page leads to the second"
        for page, found in zip(pages, links, strict=True):
            assert all((page.parent / link).exists() for link in found), page


def links_of(page: Path) -> list[str]:
    found = re.findall(r'href="([^"#?]+)(?:#[^"]*)?"', page.read_text(encoding="utf-8"))
    return [link for link in found if not link.startswith("data:")]


@pytest.mark.parametrize(("count", "sizes"), [(0, [0]), (1, [1]), (4, [4]), (5, [4, 1]), (12, [4, 4, 4])])
def test_sheets(count: int, sizes: list[int]) -> None:
    found = list(sheets("units/a.html", range(count), 4))
    assert [len(items) for _, _, items in found] == sizes
    assert [name for name, _, _ in found] == ["units/a.html", "units/a~2.html", "units/a~3.html"][: len(sizes)]
    for at, (_, pager, _) in enumerate(found):
        assert (pager.here, pager.of) == (at + 1, len(sizes))
        assert bool(pager.before) == bool(pager.first) == (at > 0)
        assert bool(pager.after) == bool(pager.last) == (at + 1 < len(sizes))


@pytest.mark.parametrize("executor", [SERIAL, Pool(2)])
def test_a_plan_that_cannot_be_read_ends_in_a_sentence(many: Path, tmp_path: Path, executor: Executor) -> None:
    held = files(build(many, tmp_path / "report").parent)
    (many / "copy-2" / "document.json").write_text("{}", encoding="utf-8")
    with pytest.raises(StoppedError, match="not a complete document") as told:
        build(many, tmp_path / "report", executor=executor)
    assert not isinstance(told.value, OutputStoppedError)
    assert files(tmp_path / "report") == held, "the former report stands"


class FaultyPrinter(Printer):
    """Fails at one page, in whatever process it is printed."""

    def page(self, path: str, template: str, title: Message, **view: object) -> str:
        if path == "plans/copy-2/matrix.html":
            raise RuntimeError("a bug in the matrix")
        return super().page(path, template, title, **view)


@pytest.mark.parametrize("executor", [SERIAL, Pool(2)])
def test_a_fault_while_a_plan_is_printed_ends_in_a_sentence_and_the_former_report_stays(
    many: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, executor: Executor
) -> None:
    before = files(build(many, tmp_path / "report").parent)
    path = many / "copy-2" / "plan.json"
    path.write_text(path.read_text(encoding="utf-8").replace("云溪", "云西"), encoding="utf-8")
    with monkeypatch.context() as bug:
        bug.setattr(import_module("pipeline.report.build"), "Printer", FaultyPrinter)
        with pytest.raises(StoppedError) as raised:
            build(many, tmp_path / "report", executor=executor)
    sentence = str(raised.value)
    assert "copy-2" in sentence and "RuntimeError: a bug in the matrix" in sentence and "please report it" in sentence
    assert "\n" not in sentence
    assert raised.value.trace and "test_large.py" in raised.value.trace
    assert files(tmp_path / "report") == before
    repaired = files(build(many, tmp_path / "report", executor=executor).parent)
    assert {name for name in repaired if repaired[name] != before.get(name)} >= {"plans/copy-2/matrix.html"}


def test_no_more_than_some_jobs_are_made_before_they_run(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []

    def jobs() -> Iterator[NumberedJob]:
        for number in range(7):
            made.append(number)
            yield NumberedJob(str(number))

    monkeypatch.setattr(together, "AT_ONCE", 3)
    assert together.in_turns(SERIAL, lambda job: (job.id, len(made)), jobs()) == [
        ("0", 3), ("1", 3), ("2", 3), ("3", 6), ("4", 6), ("5", 6), ("6", 7)
    ]  # fmt: skip


def test_passages_to_check_are_read_back_from_the_parts(many: Path, tmp_path: Path) -> None:
    report = build(many, tmp_path / "report").parent
    cards = [plan_card(index_plan(result)) for result in read_results(many)]
    assert [read_work(report, card.id) for card in cards] == [card.work for card in cards]
    assert any(card.work for card in cards)
