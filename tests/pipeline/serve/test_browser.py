"""The edit mode in a real browser: beside the source, by keyboard, by two people, on a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.corpus.corrections import read_corrections
from pipeline.run.stages import STAGES
from tests.support.browser import AXE, browsing, complaints_of
from tests.support.server import NOTICE, TEXTS, Client, served, write_corpus

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (pip install playwright)")
expect = sync_api.expect  # waits for what a script does after a page has opened or a click was answered
expect.set_options(timeout=30_000)
pytestmark = [pytest.mark.slow, browsing]

LATER = NOTICE.replace("河湖管理。落实", "河湖管理。从严落实").replace("行动方案", "行动方案（二期）")
FIRST, SECOND = ".paper mark.task >> nth=0", ".paper mark.task >> nth=1"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    corpus = write_corpus(tmp_path / "corpus", dict(zip(TEXTS, (NOTICE, LATER), strict=True)))
    with served(corpus, tmp_path / "outputs", STAGES) as client:
        yield client


class Person:
    """Someone at a browser of their own."""

    def __init__(self, browser: "sync_api.Browser", client: Client, width: int = 1440) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 860})
        self.page = self.context.new_page()
        self.root = f"http://127.0.0.1:{client.port}"
        self.complaints = complaints_of(self.page, self.root, "data:")

    def source(self, mark: str = FIRST) -> None:
        """Open the source in edit mode, and the panel of a passage."""
        self.page.goto(f"{self.root}/plans/a/source.html")
        if self.page.get_attribute("[data-edit=mode]", "aria-pressed") == "false":
            self.page.click("[data-edit=mode]")
        self.page.locator(mark).click(position={"x": 5, "y": 5})
        self.page.wait_for_selector("#edit-panel .edit-fact")

    def fill(self, field: str, now: str, by: str) -> "sync_api.Locator":
        """Fill the form of a field and return it."""
        form = self.page.locator(f'#edit-panel form[data-field="{field}"]').first
        form.locator("xpath=..").locator("summary").click()
        form.locator("[name=now]").fill(now)
        form.locator("[name=why]").fill("原文如此")
        form.locator("[name=by]").fill(by)
        return form

    def axe(self) -> list[object]:
        """Return what axe finds that is worse than minor."""
        self.page.evaluate(AXE.read_text(encoding="utf-8") + "; 0")
        found = self.page.evaluate("axe.run(document, {preload: false}).then(result => result.violations)")
        return [(one["id"], one["nodes"][0]["html"][:200]) for one in found if one["impact"] != "minor"]

    def wide(self) -> int:
        """Return by how many pixels the page is wider than the window."""
        beyond: int = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return beyond


@pytest.fixture
def person(browser: "sync_api.Browser", client: Client) -> Iterator[Person]:
    person = Person(browser, client)
    yield person
    person.context.close()
    assert person.complaints == []


def records(tmp_path: Path) -> list[tuple[object, object, str]]:
    held = read_corrections(tmp_path / "corpus" / "corrections" / "a.yml")
    return [(record.was, record.now, record.by) for record in held]


def test_a_fact_is_corrected_beside_its_source(person: Person, tmp_path: Path) -> None:
    page = person.page
    person.source()
    expect(page.locator("mark.here").first).to_be_visible()
    expect(page.locator("#edit-panel")).to_be_focused()
    person.fill("title", "改进河湖", "李").locator("button").click()
    page.wait_for_selector(".edit-said:has-text('改进河湖')")
    value = page.locator('.edit-field:has(form[data-field="title"]) .edit-value').first
    expect(value).to_have_text("改进河湖", use_inner_text=True)
    assert records(tmp_path) == [("改进河湖管理", "改进河湖", "李")]
    page.wait_for_selector("[data-edit=reload]", timeout=60_000)
    page.goto(f"{person.root}/plans/a/index.html")
    assert page.locator("article.task h4").first.inner_text().startswith("1改进河湖")
    person.source(SECOND)
    expect(page.locator("#edit-panel [name=by]").first).to_have_value("李")


def test_by_keyboard_from_the_margin_and_back(person: Person) -> None:
    page = person.page
    person.source()
    page.keyboard.press("Escape")
    expect(page.locator("#edit-panel")).to_be_hidden()
    button = page.locator(".margin [data-edit=fact]").first
    button.evaluate("node => { const held = node.closest('details'); if (held) held.open = true; }")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#edit-panel .edit-fact")
    page.keyboard.press("Tab")
    expect(page.locator("#edit-panel [data-edit=close]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(button).to_be_focused()


def test_a_pilcrow_leads_to_the_panel(person: Person) -> None:
    person.source()
    person.page.goto(f"{person.root}/plans/a/index.html")
    person.page.locator("article.task .chip .src").first.click()
    person.page.wait_for_selector("#edit-panel .edit-fact")
    expect(person.page.locator("#edit-panel")).to_contain_text("市河湖处理局")


def test_two_people_at_once(browser: "sync_api.Browser", person: Person, client: Client, tmp_path: Path) -> None:
    other = Person(browser, client)
    for one in (person, other):
        one.source()
    first = person.fill("title", "改进河道", "李")
    second = other.fill("title", "改进湖泊", "王")
    first.locator("button").click()
    person.page.wait_for_selector(".edit-said:has-text('改进河道')")
    second.locator("button").click()
    other.page.wait_for_selector("output.changed")
    expect(second.locator("output")).to_contain_text("李")
    expect(second.locator("[name=now]")).to_have_value("改进湖泊")
    assert len(records(tmp_path)) == 1
    second.locator("button").click()  # seen now, and meant
    other.page.wait_for_selector(".edit-said:has-text('改进湖泊')")
    assert records(tmp_path) == [("改进河湖管理", "改进河道", "李"), ("改进河道", "改进湖泊", "王")]
    assert [text for text in other.complaints if "409" not in text] == []
    other.context.close()


def test_what_is_refused_stays_in_the_form(person: Person, tmp_path: Path) -> None:
    person.source()
    form = person.fill("title", "  ", "李")
    form.locator("button").click()
    person.page.wait_for_selector("output.refused")
    expect(form.locator("output")).to_contain_text("不能为空")
    expect(form.locator("[name=why]")).to_have_value("原文如此")
    assert records(tmp_path) == []
    person.complaints.clear()  # the browser logs the refusal


def test_what_was_typed_comes_back(person: Person) -> None:
    person.source()
    person.fill("text", "改进河湖全文", "李")
    person.fill("title", "改进河湖", "李").locator("button").click()
    person.page.wait_for_selector(".edit-said:has-text('改进河湖')")
    text = person.page.locator('#edit-panel form[data-field="text"] [name=now]').first
    expect(text).to_have_value("改进河湖全文")
    expect(text).to_be_visible()
    title = person.page.locator('#edit-panel form[data-field="title"]').first
    expect(title.locator("[name=why]")).to_have_value("")
    person.page.keyboard.press("Escape")
    person.page.locator(FIRST).click(position={"x": 5, "y": 5})
    person.page.wait_for_selector("#edit-panel .edit-fact")
    expect(text).to_have_value("改进河湖全文")


def test_enter_is_no_verdict(person: Person, tmp_path: Path) -> None:
    person.page.goto(f"{person.root}/edit/alignments")
    form = person.page.locator(".edit-pairs form").first
    form.locator("[name=by]").fill("李")
    form.locator("[name=why]").fill("两回事")
    form.locator("[name=why]").press("Enter")
    assert form.locator("output").inner_text() == ""
    assert not (tmp_path / "corpus" / "corrections").exists()


def test_an_alignment_and_a_join_are_judged(person: Person, tmp_path: Path) -> None:
    page = person.page
    page.goto(f"{person.root}/edit/alignments")
    form = page.locator(".edit-pairs form").first
    form.locator("[name=why]").fill("两回事")
    form.locator("[name=by]").fill("李")
    form.locator("button", has_text="不是同一项").click()
    page.wait_for_selector(".edit-pairs output.done")
    assert read_corrections(tmp_path / "corpus" / "corrections" / "b.yml")[0].now is False
    page.goto(f"{person.root}/edit/units")
    card = page.locator(".edit-pairs li", has_text="市地方金融监管局").first
    expect(card.locator("mark.edit-quote")).to_have_text(["市金融监管局", "市地方金融监管局"])
    card.locator("[name=why]").fill("同一牌子")
    card.locator("button", has_text="同一单位").click()
    page.wait_for_selector(".edit-pairs output.done")
    assert "verdict: same" in (tmp_path / "corpus" / "units.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [1440, 390])
def test_it_fits_and_axe_is_content(browser: "sync_api.Browser", client: Client, width: int) -> None:
    person = Person(browser, client, width)
    for theme in ("light", "dark"):
        person.page.emulate_media(color_scheme=theme)
        person.source()
        person.fill("title", "改", "李")
        assert (person.wide(), person.axe()) == (0, [])
        client.post("/edit/draw", {"size": "2", "seed": "1"})
        client.correct(plan="a", target="a/task/2", field="title", seen="改进岸线管理", now="改进岸线")
        for name in ("units", "alignments", "findings", "coding?coder=x", "codes", "sample", "accuracy", "log"):
            person.page.goto(f"{person.root}/edit/{name}")
            expect(person.page.locator("h1")).to_have_count(1)
            assert (name, person.wide(), person.axe()) == (name, 0, [])
    person.context.close()
    assert person.complaints == []
