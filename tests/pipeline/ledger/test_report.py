"""The progress page: only for plans that are tracked, every number from the ledgers, every link into the report."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from pipeline.corpus.manifest import Corpus
from pipeline.ledger.history import read_quarters
from pipeline.ledger.progress import progress
from pipeline.report import build
from pipeline.report.views.progress_view import CODES, progress_view
from pipeline.run.products import _inputs, _plan_digests
from pipeline.store.results import Result
from pipeline.views.indexed_plan import index_plan, register_of
from tests.support.browser import AXE, browsing, complaints_of, started
from tests.support.ledger import PLAN, TASK, Desk, edit, fill, put
from tests.support.plans import document, plan

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a desk that has read two quarters."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    first = desk.write("2025Q3", name="first.xlsx")
    edit(first, lambda book: put(book, "台账", TASK["task/2"], 状态="未启动", 进展情况="<b>方案</b>起草"))
    second = fill(desk.write("2025Q4"))
    edit(second, lambda book: put(book, "台账", TASK["task/3"], 状态="进度滞后"))
    assert desk.read(first, second)[0] == 0
    return desk


@pytest.fixture(scope="module")
def report(desk: Desk) -> Path:
    return build(desk.outputs, desk.folder / "report", ledgers=desk.corpus).parent


def test_the_view_adds_up(desk: Desk) -> None:
    doc = document()
    book = index_plan(Result(plan(doc), doc))
    told = progress(plan(doc), read_quarters(desk.corpus, PLAN))
    view = progress_view(book, register_of([book.plan]), told)
    for line in (*view.by_quarter, *view.by_unit, *view.by_heading):
        assert sum(piece.count for piece in line.pieces) == line.total
        assert sum(piece.width for piece in line.pieces) == pytest.approx(100, abs=0.1)
    assert sum(line.total for line in view.by_heading) == len(view.tasks) == 4
    assert [task.name.text for task in view.overdue] == ["办好路演活动"]
    assert view.indicators[0].share == "98%"
    assert {state.code for task in view.tasks for state in task.states} <= set(CODES.values())


def test_only_tracked_plans_have_the_page(report: Path) -> None:
    assert [path.parent.name for path in report.glob("plans/*/progress.html")] == [PLAN]
    assert 'href="progress.html"' in (report / "plans" / PLAN / "index.html").read_text(encoding="utf-8")
    other = next(path for path in report.glob("plans/*/index.html") if path.parent.name != PLAN)
    assert 'href="progress.html"' not in other.read_text(encoding="utf-8")


def test_what_units_wrote_is_escaped(report: Path) -> None:
    text = (report / "plans" / PLAN / "progress.html").read_text(encoding="utf-8")
    assert "<b>方案</b>" not in text
    assert "基金方案已报批。" in text


def test_links_lead_into_the_report(report: Path) -> None:
    page = report / "plans" / PLAN / "progress.html"
    links = {link for link in re.findall(r'href="([^"]+)"', page.read_text(encoding="utf-8")) if link[0] not in "d#"}
    assert len(links) > 10
    for link in links:
        name, _, element = unquote(link).partition("#")
        target = (page.parent / name).resolve()
        assert target.is_file(), link
        assert not element or f'id="{element}"' in target.read_text(encoding="utf-8"), link


def test_a_new_ledger_builds_the_report_anew(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "ledger" / PLAN).mkdir(parents=True)
    corpus = Corpus(tmp_path, ())
    before = _inputs(corpus, _plan_digests(desk.outputs))
    (tmp_path / "ledger" / PLAN / "2025Q4.yml").write_text("[]\n", encoding="utf-8")
    assert _inputs(corpus, _plan_digests(desk.outputs)) != before


@browsing
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_fits_and_axe_finds_nothing_worse_than_minor(report: Path, theme: str) -> None:
    with started() as browser:
        page = browser.new_page(color_scheme=theme, viewport={"width": 1440, "height": 900})
        complaints = complaints_of(page, "file:", "data:")
        page.goto((report / "plans" / PLAN / "progress.html").as_uri())
        page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run(document, {preload: false}).then(result => result.violations)")
        assert [(v["id"], v["nodes"][0]["html"][:160]) for v in found if v["impact"] != "minor"] == []
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 850})
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert complaints == []
