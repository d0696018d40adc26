"""The report in a real browser: navigation, filter, evidence, language, no error, nothing fetched from elsewhere, axe."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest

from pipeline.answers.catalogue import questions
from pipeline.compare.last_run import write_changes
from pipeline.report import build
from pipeline.store.results import Result, read_results
from pipeline.views.links import slug
from tests.support import original as original_fixture
from tests.support import plans as report_fixture
from tests.support.browser import AXE, browsing, complaints_of

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (pip install playwright)")
expect = sync_api.expect  # waits for what a script does after a page has opened or a click was answered
expect.set_options(timeout=30_000)
pytestmark = [pytest.mark.slow, browsing]

PLAN = "plans/yunxi-2024"
PLAN_ID = original_fixture.PLAN_ID
INDICATOR = f"indicators/{slug('高新技术企业（个）')}.html"
PAGES = (
    "index.html",
    "plans.html",
    "units.html",
    "counts.html",
    "graph.html",
    "findings.html",
    "search.html",
    "compare.html",
    "changes.html",
    "reading.html",
    "compare/yunxi-2024/c1c4b80719f4.html",
    *(f"{PLAN}/{name}.html" for name in ("index", "matrix", "graph", "indicators", "findings", "coverage", "source")),
    "units/yunxi+keji.html",
    INDICATOR,
    *(f"plans/{PLAN_ID}/{name}.html" for name in ("pages", "source")),
    *(f"answers/{name}.html" for name in questions()),
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("report")
    outputs = report_fixture.write_outputs(folder / "outputs")
    now = read_results(outputs)
    before = [Result(now[0].plan.model_copy(update={"tasks": now[0].plan.tasks[1:]}), now[0].document), *now[1:]]
    write_changes(before, outputs)
    write_changes(now, outputs)
    originals = original_fixture.write_original(outputs, folder)
    return build(outputs, folder / "report", sources=originals).parent.as_uri()


@pytest.fixture
def page(browser: "sync_api.Browser") -> Iterator["sync_api.Page"]:
    """Open a page that fails the test on any console message, script error or request beyond the file system."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    complaints = complaints_of(page, "file:", "data:")
    page.on("requestfailed", lambda asked: complaints.append(f"failed: {asked.url}"))
    yield page
    context.close()
    assert complaints == []


def kind_of(path: str) -> tuple[str, ...]:
    """Return what pages of one kind share: the folder, and for the pages of a plan their name."""
    parts = path.removesuffix(".html").split("/")
    return (parts[0], parts[-1]) if parts[0] in ("plans", "answers") or len(parts) == 1 else (parts[0],)


def test_every_kind_of_page_is_looked_at(root: str) -> None:
    report = file_of(root)
    made = {kind_of(path.relative_to(report).as_posix()) for path in report.rglob("*.html")}
    assert made == set(map(kind_of, PAGES))


@pytest.mark.parametrize("path", PAGES)
def test_page_opens_without_error_and_fits(page: "sync_api.Page", root: str, path: str) -> None:
    page.goto(f"{root}/{path}")
    expect(page.locator("h1")).to_have_count(1)
    for language in ("zh", "en"):
        page.evaluate("language => { document.documentElement.dataset.lang = language }", language)
        for width in (1440, 1024, 390):
            page.set_viewport_size({"width": width, "height": 850})
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (language, width)


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_worse_than_minor(page: "sync_api.Page", root: str, path: str) -> None:
    for width, theme in ((1440, "light"), (1440, "dark"), (390, "light")):
        page.set_viewport_size({"width": width, "height": 850})
        page.emulate_media(color_scheme=theme)
        page.goto(f"{root}/{path}")
        page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run(document, {preload: false}).then(result => result.violations)")
        worse = [
            (
                width,
                theme,
                violation["id"],
                violation["nodes"][0]["html"][:160],
                violation["nodes"][0]["failureSummary"][:300],
            )
            for violation in found
            if violation["impact"] != "minor"
        ]
        assert worse == []


def test_every_link_leads_to_a_page_and_an_element(page: "sync_api.Page", root: str) -> None:
    folder = file_of(root)
    ids: dict[Path, set[str]] = {}
    links: set[tuple[Path, str]] = set()
    for path in PAGES:
        page.goto(f"{root}/{path}")
        ids[file_of(page.url)] = set(page.evaluate("[...document.querySelectorAll('[id]')].map(node => node.id)"))
        for url in page.evaluate(
            "[...document.querySelectorAll('a[href]')].map(node => new URL(node.getAttribute('href'), location).href)"
        ):
            links.add((file_of(url), unquote(urlsplit(url).fragment)))
    assert [file for file, _ in sorted(links) if not (file.is_relative_to(folder) and file.is_file())] == []
    # A fragment with = is the state of an answer's table.
    named = [link for link in sorted(links) if link[1] and "=" not in link[1] and link[0] in ids]
    assert [link for link in named if link[1] not in ids[link[0]]] == []


def file_of(url: str) -> Path:
    return Path(unquote(urlsplit(url).path))


def test_print_leaves_out_what_only_a_screen_can_use(page: "sync_api.Page", root: str) -> None:
    page.goto(f"{root}/{PLAN}/index.html")
    expect(page.locator("header.site nav")).to_be_visible()
    page.emulate_media(media="print")
    for control in ("header.site nav", "header.site form", ".tools", ".filter", ".src"):
        expect(page.locator(control).first, control).to_be_hidden()


def test_from_start_to_plan_to_unit_and_back(page: "sync_api.Page", root: str) -> None:
    page.goto(f"{root}/index.html")
    page.get_by_role("link", name="云溪区科创走廊行动计划").first.click()
    page.locator("#task-2 .chip a", has_text="区金融办").click()
    expect(page.locator("h1")).to_have_text("区金融办", use_inner_text=True)
    page.locator(".post-list a.title").first.click()
    page.wait_for_url("**/index.html#task-2")


def test_evidence_jump_lights_the_passage_and_leads_back(page: "sync_api.Page", root: str) -> None:
    page.goto(f"{root}/{PLAN}/index.html")
    page.locator("#task-1 > .duties .chip .src").first.click()
    lit = page.locator("mark.here")
    expect(lit).to_have_text(["区科技局"])
    expect(lit).to_be_in_viewport(ratio=1)
    page.locator(".margin li.here a").first.click()
    page.wait_for_url("**/index.html#task-1")


def test_from_the_text_to_the_page_image_to_the_fact(page: "sync_api.Page", root: str) -> None:
    page.goto(f"{root}/plans/{PLAN_ID}/source.html")
    page.locator("mark.leads", has_text="县文旅局").click()
    page.locator(".margin li", has_text="县文旅局").locator("a", has_text="▣").click()
    frame = page.locator(".frame:target")
    expect(frame).to_have_attribute("title", "牵头 县文旅局")
    sheet, box = page.locator(".sheet").first.bounding_box(), frame.bounding_box()
    assert sheet and box and sheet["x"] < box["x"] and box["x"] + box["width"] < sheet["x"] + sheet["width"]
    expect(page.locator(".sheet img").first).to_have_js_property("naturalWidth", 1000)
    expect(page.locator(".recognised .doubtful small")).to_have_text(["71%"])
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**/plans/shigu-2025/index.html#task-*")


def test_the_start_page_leads_to_what_changed(page: "sync_api.Page", root: str) -> None:
    page.goto(f"{root}/index.html")
    expect(page.locator(".changes .ways")).to_have_text("任务 新增 1", use_inner_text=True)
    page.locator('.changes a[href="changes.html"]').click()
    page.locator(".changes details li a").click()
    page.wait_for_url(f"**/{PLAN}/index.html#task-1")


def test_a_mark_shows_its_facts(page: "sync_api.Page", root: str) -> None:
    page.goto(f"{root}/{PLAN}/source.html")
    page.locator("mark.number", has_text="新增中试平台12个").click()
    expect(page.locator(".margin li.here", has_text="中试平台 12 个")).to_be_visible()


def test_filter_by_text_unit_and_role(page: "sync_api.Page", root: str) -> None:
    page.goto(f"{root}/{PLAN}/index.html")
    shown = page.locator("#outline article.task:visible")
    expect(shown).to_have_count(6)
    page.fill("#outline input[name=text]", "路演")
    expect(shown).to_have_count(1)
    expect(shown).to_have_id("task-3")
    page.fill("#outline input[name=text]", "")
    page.select_option("#outline select[name=unit]", label="区金融办")
    expect(shown).to_have_count(1)
    expect(shown).to_have_id("task-2")
    page.select_option("#outline select[name=relation]", "leads")
    expect(shown).to_have_count(0)
    page.select_option("#outline select[name=unit]", "")
    page.select_option("#outline select[name=heading]", label="（一）培育创新主体")
    page.select_option("#outline select[name=relation]", "assigned")
    expect(shown).to_have_count(1)
    expect(shown).to_have_id("task-2")
    page.click("#outline button[type=reset]")
    expect(shown).to_have_count(6)


def test_matrix_filter_keeps_the_rows_of_a_unit(page: "sync_api.Page", root: str) -> None:
    page.goto(f"{root}/{PLAN}/matrix.html")
    page.select_option("form select[name=unit]", label="区金融办")
    rows = page.locator("table.matrix tbody tr:not(.group):visible")
    expect(rows.locator("th")).to_have_text(["2 设立走廊基金"], use_inner_text=True)
    expect(page.locator("table.matrix tbody tr.group:visible")).to_have_count(1)


def test_findings_are_filtered_by_severity(page: "sync_api.Page", root: str) -> None:
    page.goto(f"{root}/findings.html")
    page.select_option("form select[name=severity]", "warning")
    expect(page.locator(".note:visible")).to_have_count(2)
    expect(page.locator(".note:visible[data-code=annex-lead-differs]")).to_have_count(2)


def test_comparison_tells_what_is_not_seen_later(page: "sync_api.Page", root: str) -> None:
    page.goto(f"{root}/{PLAN}/index.html")
    page.locator(".head .issuer a").click()
    rows = page.locator("section[aria-labelledby=tasks] tbody tr", has_text="办好路演活动")
    expect(rows).to_contain_text("未见于后续文本")
    rows.locator("a").click()
    page.wait_for_url("**/yunxi-2024/index.html#task-3")


def test_language_is_switched_and_remembered(page: "sync_api.Page", root: str) -> None:
    page.goto(f"{root}/{PLAN}/index.html")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    page.click("[data-do=language]")
    expect(page.locator("nav.tabs a").first).to_have_text("Outline", use_inner_text=True)
    page.goto(f"{root}/units.html")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_title("Units · Gangmu")
    expect(page.get_by_label("Search tasks and units")).to_have_count(1)


def test_theme_is_switched_and_remembered(page: "sync_api.Page", root: str) -> None:
    page.goto(f"{root}/index.html")
    body = page.locator("body")
    light = body.evaluate("node => getComputedStyle(node).backgroundColor")
    page.click("[data-do=theme]")
    expect(body).not_to_have_css("background-color", light)
    dark = body.evaluate("node => getComputedStyle(node).backgroundColor")
    page.goto(f"{root}/units.html")
    expect(body).to_have_css("background-color", dark)


def test_search_finds_two_characters_and_compounds(page: "sync_api.Page", root: str) -> None:
    page.goto(f"{root}/index.html")
    page.fill("form.find input", "路演")
    page.press("form.find input", "Enter")
    expect(page.locator("#search-hits a").first).to_have_text("办好路演活动", use_inner_text=True)
    page.goto(f"{root}/search.html?q=云溪大学")
    expect(page.locator("#search-hits a").first).to_have_text("云溪大学", use_inner_text=True)
    page.locator("#search-hits a").first.click()
    expect(page.locator("h1")).to_have_text("云溪大学", use_inner_text=True)


def test_network_shows_whom_a_unit_leads_and_opens_it(page: "sync_api.Page", root: str) -> None:
    page.goto(f"{root}/{PLAN}/graph.html")
    page.wait_for_selector(".network[data-ready='5']")
    expect(page.locator("svg.graph")).to_be_hidden()
    page.fill("form[data-filter=graph] input[name=find]", "区科技局")
    panel = page.locator(".network-panel")
    expect(panel.locator("h2")).to_have_text("区科技局", use_inner_text=True)
    expect(panel.locator("h3")).to_have_text(
        ["它牵头、由其配合 2", "由其牵头、它配合 1", "同列 2"], use_inner_text=True
    )
    panel.locator("button", has_text="区金融办").click()
    expect(panel.locator("li button")).to_have_text(["区科技局"], use_inner_text=True)
    panel.locator("h2 a").click()
    expect(page.locator("h1")).to_have_text("区金融办", use_inner_text=True)


def choose_by_pointer(page: "sync_api.Page", place: str, name: str) -> None:
    """Click on a node until the panel names it: the network learns of a scrolled page a moment after it came to rest."""
    for _ in range(50):
        page.locator(".network").click(position=page.evaluate(place))
        if page.locator(".network-panel h2", has_text=name).count():
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"no click chose {name}")


def test_network_by_itself_by_measure_and_by_pointer(page: "sync_api.Page", root: str) -> None:
    page.goto(f"{root}/{PLAN}/graph.html")
    page.wait_for_selector(".network[data-ready]")
    cy = "document.querySelector('.network')._cyreg.cy"
    shown = f"{cy}.nodes().filter(node => node.visible()).map(node => node.data('name')).sort()"
    size = f"{cy}.nodes().max(node => node.data('size')).ele.data('name')"
    page.wait_for_function(f"{size} === '区科技局'")
    page.select_option("form[data-filter=graph] select[name=size]", "supports")
    most = f"{cy}.nodes().max(node => node.data('size')).value"
    page.wait_for_function(
        f"{cy}.nodes().every(node => (node.data('supports') === 1) === (node.data('size') === {most}))"
    )
    place = f"{cy}.nodes().filter(node => node.data('name') === '区金融办').renderedPosition()"
    choose_by_pointer(page, place, "区金融办")
    page.check("form[data-filter=graph] input[name=only]")
    page.wait_for_function(f"{shown}.join() === '区科技局,区金融办'")
    page.select_option("form[data-filter=graph] select[name=ties]", "led")
    # The unit shares a subject with others but neither leads nor supports.
    page.wait_for_function(f"{shown}.join() === '区金融办'")
    page.click("form[data-filter=graph] button[type=reset]")
    page.wait_for_function(f"{cy}.nodes().filter(node => node.visible()).length === 5")


def test_cards_of_indicators_lead_to_their_passages_and_are_saved(
    page: "sync_api.Page", root: str, tmp_path: Path
) -> None:
    page.goto(f"{root}/{PLAN}/indicators.html")
    card = page.locator(".charts figure").first
    expect(card.locator("circle title")).to_have_text(
        [re.compile(said) for said in ("2023年 .* 120", "2024年 目标 150", "2026年 目标 210")]
    )
    with page.expect_download() as saved:
        card.locator("[data-save=svg]").click()
    saved.value.save_as(tmp_path / "card.svg")
    written = (tmp_path / "card.svg").read_text("utf-8")
    assert "高新技术企业" in written and "来源：《云溪区科创走廊行动计划" in written
    card.locator("a:has(circle)").first.dispatch_event("click")
    expect(page.locator("mark.here").first).to_be_visible()


def test_scripts_of_others_come_with_their_licences_and_only_where_needed(root: str) -> None:
    folder = file_of(root)
    vendor = {path.name for path in (folder / "assets" / "vendor").iterdir()}
    assert {"cytoscape.LICENSE", "tabulator.LICENSE", "vega.LICENSE", "vega-lite.LICENSE"} <= vendor
    users = {path for path in folder.rglob("*.html") if "/vendor/" in path.read_text(encoding="utf-8")}
    assert {path.name for path in users if path.parent.parent.name == "plans"} == {"graph.html"}
    assert not users & {folder / "index.html", folder / "units.html", folder / PLAN / "source.html"}


def test_everything_can_be_read_without_scripts(browser: "sync_api.Browser", root: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{root}/{PLAN}/index.html")
    expect(page.locator("#outline article.task:visible")).to_have_count(6)
    expect(page.locator(".filter:visible")).to_have_count(0)
    expect(page.locator("nav.tabs a .en:visible")).to_have_count(0)
    page.goto(f"{root}/{PLAN}/graph.html")
    expect(page.locator("svg.graph circle:visible")).to_have_count(5)
    context.close()


def test_an_answer_sorts_filters_and_comes_back_as_it_was_left(page: "sync_api.Page", root: str) -> None:
    page.goto(f"{root}/answers/leads_by_plan.html")
    rows = page.locator(".tabulator-row")
    expect(rows.first).to_contain_text("区科技局")
    page.locator(".tabulator-col[tabulator-field=unit] input").press_sequentially("云溪大学")
    expect(rows).to_have_count(2)
    expect(page).to_have_url(re.compile("f.unit="))
    rows.first.locator("a").first.click()
    expect(page.locator("h1")).to_have_text("云溪大学")
    page.go_back()
    expect(rows).to_have_count(2)
    expect(page.locator(".answer-bar output")).to_have_text("显示 2 行")


def test_an_answer_opens_as_its_address_says_and_in_its_language(page: "sync_api.Page", root: str) -> None:
    page.goto(f"{root}/answers/due.html#f.kind=task&sort=due_on:desc&lang=en")
    rows = page.locator(".tabulator-row")
    expect(rows.first).to_contain_text("Deadline of a task")
    expect(page.locator(".answer-bar output")).to_contain_text("rows shown")


def test_the_rows_shown_can_be_taken_away(page: "sync_api.Page", root: str, tmp_path: Path) -> None:
    page.goto(f"{root}/answers/no_lead.html#f.subject={quote('走廊基金')}")
    expect(page.locator(".tabulator-row")).to_have_count(2)
    with page.expect_download() as taken:
        page.locator("[data-answer=csv]").click()
    taken.value.save_as(tmp_path / "taken.csv")
    lines = (tmp_path / "taken.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 3 and lines[0].startswith('"任务"') and "区金融办、区科技局" in lines[1]


def test_every_question_is_one_click_from_the_start_and_its_passages_one_from_there(
    page: "sync_api.Page", root: str
) -> None:
    for name in questions():
        page.goto(f"{root}/index.html")
        page.locator(f'.questions h3 a[href="answers/{name}.html"]').click()
        passage = page.locator('.tabulator-row a[href*="source.html#"]').first
        # The table draws its rows again when a scroll bar appears; a mouse that is pressed before is released on another row.
        passage.wait_for()
        page.wait_for_load_state()  # a page that is left while its last script loads has a request that failed
        passage.dispatch_event("click")
        expect(page.locator("mark.here").first).to_be_visible()
        page.wait_for_load_state()


def test_a_passage_is_copied_as_a_citation(page: "sync_api.Page", root: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{root}/answers/no_lead.html")
    page.locator(".tabulator-row").get_by_role("button", name="引用").first.click()
    expect(page.locator(".answer-bar output")).to_have_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("云溪区") and "”" in copied and "/source.html#" in copied.partition("” file:")[2]
    page.locator("[data-copy=table]").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("哪些任务没有写明牵头单位？[DS]. 纲目，共 ") and "answers/no_lead.html" in copied
    page.goto(f"{root}/{PLAN}/index.html")
    page.locator("[data-copy=bibtex]").evaluate("node => node.click()")
    assert page.evaluate("navigator.clipboard.readText()").startswith("@misc{yunxi-2024,")


def test_a_picture_is_saved_with_caption_and_source(page: "sync_api.Page", root: str, tmp_path: Path) -> None:
    page.goto(f"{root}/{INDICATOR}")
    for format, begin in (("svg", b"<svg"), ("png", b"\x89PNG")):
        with page.expect_download() as saved:
            page.locator(f"[data-save={format}]").click()
        saved.value.save_as(tmp_path / "picture")
        assert (tmp_path / "picture").read_bytes().startswith(begin)
        if format == "svg":
            assert "来源：《" in (tmp_path / "picture").read_text("utf-8")


def test_a_phone_shows_what_answers_the_question_and_folds_a_long_text(page: "sync_api.Page", root: str) -> None:
    page.set_viewport_size({"width": 390, "height": 120})  # of this height, the short text is twelve screens long
    for name, question in questions().items():
        page.goto(f"{root}/answers/{name}.html")
        for column in question.narrow:
            expect(page.locator(f".tabulator-col[tabulator-field={column}]"), f"{name}.{column}").to_be_visible()
    page.goto(f"{root}/{PLAN}/source.html")
    expect(page.locator(".paper > details.fold").first).to_be_visible()
    passage = page.locator(".paper > details.fold mark[id]").first
    expect(passage).to_be_hidden()
    page.goto(f"{root}/{PLAN}/source.html#{passage.get_attribute('id')}")
    expect(passage).to_be_visible()


def test_no_column_of_an_answer_runs_out_of_the_screen(page: "sync_api.Page", root: str) -> None:
    page.set_viewport_size({"width": 1024, "height": 800})
    for name in questions():
        page.goto(f"{root}/answers/{name}.html")
        expect(page.locator(".tabulator-row").first).to_be_visible()
        holder = page.locator(".tabulator-tableholder")
        assert holder.evaluate("node => node.scrollWidth - node.clientWidth") <= 1, name
        # Each row has its evidence in sight, or (the values of an indicator) on the number itself.
        expect(page.locator('.tabulator-row a[href*="source.html#"]:visible').first, name).to_be_visible()


def test_a_phone_shows_the_rows_of_a_table_as_entries_with_named_values(page: "sync_api.Page", root: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{root}/{PLAN}/indicators.html")
    entry = page.locator("table.indicators tbody tr").first
    head, value = entry.locator("th").bounding_box(), entry.locator("td.num").first.bounding_box()
    assert head and value and head["x"] < 40 and value["x"] + value["width"] <= 390 and value["y"] > head["y"]
    expect(entry.locator("td.num .column").first).to_be_visible()
    expect(page.locator("table.indicators thead")).to_be_hidden()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{root}/{PLAN}/indicators.html")
    expect(page.locator("table.indicators thead")).to_be_visible()
    expect(page.locator("table.indicators .column")).to_have_count(0)


def test_the_start_page_is_light(root: str) -> None:
    assert (file_of(root) / "index.html").stat().st_size <= 100_000
