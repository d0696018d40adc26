"""Pictures that move: the specification on the page drawn by Vega in a real browser, and what is saved of it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.report import build
from pipeline.report.views.compare_view import comparison_page
from pipeline.store.comparisons import read_comparisons
from pipeline.views.links import slug
from tests.support import plans as report_fixture
from tests.support.browser import browsing, complaints_of

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (pip install playwright)")
expect = sync_api.expect
expect.set_options(timeout=30_000)
pytestmark = [pytest.mark.slow, browsing]

PAGES = {
    "answers/leads.html": ("load", "bar"),
    "answers/leads_by_plan.html": ("fields", "rect mark"),
    "answers/due.html": ("due", "bar"),
    f"indicators/{slug('高新技术企业（个）')}.html": ("points", "point"),
    "plans/yunxi-2024/indicators.html": ("points", "point"),
    "compare": ("posts", "rect mark"),
}
"""Pages with a picture: the rows of its data, and the marks of Vega that show one each."""
MARKS = """figure => Array.from(figure.querySelector('.moving > div').shadowRoot.querySelectorAll('[aria-roledescription]'))
    .map(mark => mark.getAttribute('aria-roledescription'))"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Return the address of a report and the path of its comparison."""
    folder = tmp_path_factory.mktemp("pictures")
    outputs = report_fixture.write_outputs(folder / "outputs")
    (found,) = read_comparisons(outputs)
    return build(outputs, folder / "report").parent.as_uri(), comparison_page(found.old.id, found.new.id)


@pytest.fixture
def page(browser: "sync_api.Browser") -> Iterator["sync_api.Page"]:
    """Open a page that fails the test on any console message, of Vega above all, or request beyond the file system."""
    context = browser.new_context(viewport={"width": 1300, "height": 900})
    page = context.new_page()
    complaints = complaints_of(page, "file:", "data:")
    yield page
    context.close()
    assert complaints == []


@pytest.mark.parametrize("path", PAGES)
def test_a_picture_moves_and_shows_every_row_of_its_data(
    page: "sync_api.Page", report: tuple[str, str], path: str
) -> None:
    root, comparison = report
    page.goto(f"{root}/{comparison if path == 'compare' else path}")
    assert page.evaluate("window.vega === undefined"), "nothing of Vega is loaded before it is asked for"
    figure = page.locator("figure.drawing:has([data-chart])").last
    specification = json.loads(figure.locator("script.specification").text_content() or "")
    figure.locator("[data-chart]").click()
    expect(figure.locator(".moving[data-ready]")).to_have_count(1)
    expect(figure.locator("[data-chart]")).to_have_attribute("aria-pressed", "true")
    name, mark = PAGES[path]
    assert figure.evaluate(MARKS).count(mark) == len(specification["datasets"][name]) > 0
    page.click("[data-do=language]")
    expect(figure.locator(".moving[data-ready]")).to_have_count(1)
    words = specification["usermeta"]["words"]
    english = page.evaluate("figure => window.gangmuCharts.specification(figure)", figure.element_handle())
    assert english["title"]["text"] == words.get(specification["title"]["text"], specification["title"]["text"])
    figure.locator("[data-chart]").click()
    expect(figure.locator(".moving")).to_have_count(0)


def test_a_mark_says_what_it_counts_and_the_legend_filters(page: "sync_api.Page", report: tuple[str, str]) -> None:
    page.goto(f"{report[0]}/answers/due.html")
    page.locator("[data-chart]").click()
    bar = page.locator(".moving .mark-rect [aria-roledescription=bar]").first
    bar.hover()
    expect(page.locator(".chart-tip")).to_contain_text("事项数")
    expect(page.locator(".chart-tip")).to_contain_text("指标目标")
    page.locator(".moving .role-legend-label text").first.click()
    expect(bar).to_have_attribute("opacity", "0.12")


def test_the_specification_is_saved_and_a_drawing_too_while_the_picture_moves(
    page: "sync_api.Page", report: tuple[str, str], tmp_path: Path
) -> None:
    page.goto(f"{report[0]}/answers/leads.html")
    page.locator("[data-chart]").click()
    expect(page.locator(".moving[data-ready]")).to_have_count(1)
    saved = {}
    for format in ("vl.json", "svg"):
        with page.expect_download() as got:
            page.locator(f"[data-save='{format}']").click()
        assert got.value.suggested_filename == f"gangmu-load.{format}"
        got.value.save_as(tmp_path / format)
        saved[format] = (tmp_path / format).read_text("utf-8")
    specification = json.loads(saved["vl.json"])
    assert specification["$schema"].endswith("vega-lite/v5.json") and "来源：《" in specification["title"]["subtitle"]
    assert specification["datasets"]["load"][0]["href"].startswith(f"{report[0]}/units/")
    assert saved["svg"].startswith("<svg") and "来源：《" in saved["svg"] and "区科技局" in saved["svg"]


def test_the_network_is_saved_as_its_filter_leaves_it_and_says_so(
    page: "sync_api.Page", report: tuple[str, str], tmp_path: Path
) -> None:
    page.goto(f"{report[0]}/plans/yunxi-2024/graph.html")
    expect(page.locator(".network[data-ready]")).to_have_count(1)
    page.select_option("form[data-filter=graph] select[name=ties]", "led")
    expect(page.locator(".network-figure .part")).to_contain_text("图中现为 5 个单位")
    for format, begin in (("svg", b"<svg"), ("png", b"\x89PNG")):
        with page.expect_download() as got:
            page.locator(f"[data-save={format}]").click()
        got.value.save_as(tmp_path / format)
        assert (tmp_path / format).read_bytes().startswith(begin)
    drawn = (tmp_path / "svg").read_text("utf-8")
    assert "来源：《" in drawn and "图中现为 5 个单位" in drawn and "区科技局" in drawn
    led = page.evaluate("document.querySelector('.network')._cyreg.cy.edges().filter(tie => tie.visible()).length")
    assert drawn.count("<line") == led > 0
