"""A researcher's first day and first week at the desk, in a real browser: from dropped files to a published data set."""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from pipeline.cli.command import app
from pipeline.corpus.manifest import begin_corpus, read_corpus
from pipeline.run.stages import STAGES
from pipeline.store.results import read_plan
from tests.support.browser import browsing
from tests.support.server import Client, served

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (pip install playwright)")
expect = sync_api.expect
expect.set_options(timeout=30_000)
pytestmark = [pytest.mark.slow, browsing]

OLD = """清源县人民政府关于印发清源县夜间经济行动方案（2021—2023年）的通知

清源县夜间经济行动方案（2021—2023年）

一、主要任务

1．点亮河滨夜市。到2023年新增摊位120个。（牵头单位：县商务局；责任单位：县城管局）

2．延长夜间公交。末班车延至23时，沿途加装座椅。（牵头单位：县交通局）

清源县人民政府

2021年3月5日
"""
NEW = (
    OLD.replace("2021—2023", "2024—2026")
    .replace("到2023年新增摊位120个", "到2026年新增摊位200个")
    .replace("2021年3月5日", "2024年3月8日")
    .replace("一、主要任务", "一、总体目标\n\n到2026年，新建夜市园区3个，其中东片区2个、西片区2个。\n\n二、主要任务")
)
MISSED = "沿途加装座椅"
BOOK = [
    {"code": code, "name": name, "variable": "工具", "definition": name}
    for code, name in (("supply", "供给型"), ("demand", "需求型"))
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    begin_corpus(tmp_path / "corpus")
    return tmp_path


@pytest.fixture
def client(folder: Path) -> Iterator[Client]:
    with served(read_corpus(folder / "corpus"), folder / "outputs", STAGES) as client:
        yield client


@pytest.fixture
def page(browser: Any, client: Client) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(f"http://127.0.0.1:{client.port}/")
    yield page
    context.close()
    assert problems == []


def gangmu(*words: object) -> str:
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exit_code == 0, done.output
    return done.output


def go(page: Any, path: str) -> None:
    page.goto(page.url.partition("/")[0] + "//" + page.url.split("/")[2] + path)


def say(form: Any, why: str) -> None:
    """Give reason and name, and send the form."""
    form.locator("[name=why]").fill(why)
    form.locator("[name=by]").fill("李")


def take_in(page: Any) -> None:
    """Drop two files, be told what they are, and confirm that one follows the other."""
    files = [
        {"name": f"night-{year}.txt", "mimeType": "text/plain", "buffer": text.encode()}
        for year, text in ((2021, OLD), (2024, NEW))
    ]
    page.set_input_files("#edit-drop input", files)
    expect(page.locator(".edit-taken .done")).to_have_count(2)
    assert (
        "清源县夜间经济行动方案（2021—2023年） · 清源县人民政府 · 2021-03-05"
        in page.locator(".edit-taken").inner_text()
    )
    page.locator("[data-edit=reload]").wait_for(timeout=60_000)
    go(page, "/edit/files")
    ask = page.locator("#doc-night-2024 .edit-ask")
    expect(ask.locator("select")).to_have_value("night-2021")
    say(ask, "同一方案的下一期")
    ask.locator("button").click()
    expect(ask.locator("output")).to_contain_text("已保存")


def mark(page: Any, words: str) -> None:
    """Mark words in the source as a mouse does."""
    page.evaluate(
        """words => {
        const walk = document.createTreeWalker(document.querySelector(".paper"), NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) {
            const at = walk.currentNode.data.indexOf(words);
            if (at >= 0 && walk.currentNode.parentElement.closest(".text")) {
                getSelection().setBaseAndExtent(walk.currentNode, at, walk.currentNode, at + words.length);
                return;
            }
        }
    }""",
        words,
    )


def code(page: Any, coder: str, names: list[str]) -> None:
    """Code the facts of a plan with one click each; what the others coded is not shown."""
    go(page, "/edit/coding")
    page.fill("[name=coder]", coder)
    page.select_option("[name=plan]", "night-2024")
    page.get_by_role("button", name="开始").click()
    groups = page.locator("[data-desk=coding]")
    expect(groups).to_have_count(len(names))
    expect(groups.locator("[aria-pressed=true]")).to_have_count(0)
    for number, name in enumerate(names):
        groups.nth(number).get_by_role("button", name=name).click()
        expect(groups.nth(number).locator("output")).to_have_text("已保存。")
    expect(page.locator("h1 .n")).to_have_text(f"{len(names)} / {len(names)}")


def judge_sample(page: Any) -> None:
    """Draw a sample and judge all of it: every fact right, nothing missing."""
    go(page, "/edit/sample")
    draw = page.locator("form[data-edit=draw]")
    draw.locator("[name=size]").fill("2")
    draw.locator("button").click()
    expect(draw.locator("output")).to_contain_text("已抽取")
    go(page, "/edit/sample")
    page.fill("#desk-by", "李")
    groups = page.locator("[data-desk=judge], [data-desk=count]")
    for number in range(groups.count()):
        groups.nth(number).locator("[data-right=true], [data-kind='']").click()
        expect(groups.nth(number).locator("output")).to_have_text("已保存。")


def correct_facts(page: Any, outputs: Path) -> None:
    """Add a missed fact, correct one, delete one and undo that."""
    go(page, "/plans/night-2024/source.html")
    page.click("[data-edit=mode]")
    mark(page, MISSED)
    page.click(".edit-adder")
    form = page.locator("#edit-panel form[data-kind=task]")
    expect(form.locator("[name='fields.title']")).to_have_value(MISSED)
    say(form, "漏读一项")
    form.get_by_role("button", name="补充").click()
    expect(form.locator("output")).to_contain_text("已补充")
    assert [task.title for task in read_plan(outputs / "night-2024").tasks] == ["点亮河滨夜市", "延长夜间公交", MISSED]
    page.locator(".paper mark.task >> nth=0").click(position={"x": 5, "y": 5})
    field = page.locator("#edit-panel form[data-field=title]").first
    field.locator("xpath=..").locator("summary").click()
    field.locator("[name=now]").fill("点亮河滨夜市街")
    say(field, "改正标题")
    field.locator("button").click()
    expect(page.locator(".edit-said")).to_contain_text("点亮河滨夜市街")
    false = page.locator("#edit-panel .edit-delete").first
    false.locator("summary").click()
    say(false, "不算任务")
    false.locator("button").click()
    expect(page.locator(".edit-said")).to_contain_text("已删除")
    assert [task.title for task in read_plan(outputs / "night-2024").tasks] == ["延长夜间公交", MISSED]
    go(page, "/edit/log")
    record = page.locator(".edit-records li").filter(has_text="删除")
    record.locator("summary").click()
    say(record, "仍算任务")
    record.locator("button").click()
    expect(record.locator("output")).to_contain_text("已撤销")
    titles = [task.title for task in read_plan(outputs / "night-2024").tasks]
    assert titles == ["点亮河滨夜市街", "延长夜间公交", MISSED]


def acknowledge(page: Any, outputs: Path) -> None:
    go(page, "/edit/findings")
    finding = page.locator("form[data-edit=acknowledge]").filter(visible=True).first
    say(finding, "原文如此")
    finding.locator("button").click()
    expect(finding.locator("output")).to_contain_text("已确认")
    page.locator("[data-edit=reload]").wait_for(timeout=60_000)
    assert "原文如此" in [one.acknowledged for one in read_plan(outputs / "night-2024").findings]


def agree_on_codes(page: Any, folder: Path) -> None:
    """Code as two coders who disagree on one fact, and decide."""
    (folder / "corpus" / "codebook.yml").write_text(yaml.safe_dump(BOOK, allow_unicode=True), encoding="utf-8")
    for coder, second in (("甲", "供给型"), ("乙", "需求型")):
        code(page, coder, ["供给型", second, "供给型"])
    assert "0.667" in gangmu("agreement")
    go(page, "/edit/codes")
    dispute = page.locator("form[data-edit=code]")
    expect(dispute).to_have_count(1)
    say(dispute, "公交是供给")
    dispute.get_by_role("button", name="供给型").click()
    expect(dispute.locator("output")).to_contain_text("已裁定")


def test_the_first_day_and_the_first_week(page: Any, folder: Path) -> None:
    take_in(page)
    correct_facts(page, folder / "outputs")
    acknowledge(page, folder / "outputs")
    agree_on_codes(page, folder)
    judge_sample(page)
    page.goto(page.url.replace("sample", "accuracy"))
    expect(page.locator(".edit-figures tbody tr").first).to_contain_text("1.000")
    assert "1.000" in gangmu("accuracy")
    gangmu("run")
    gangmu("publish", "data", "--author", "李")
    codes = (folder / "data" / "data" / "tables" / "codes.csv").read_text(encoding="utf-8-sig")
    assert codes.count(",供给型,") == 3 and "adjudicated" in codes
    assert "1.000" in (folder / "data" / "methods.md").read_text(encoding="utf-8")


TWELVE = (
    *(f"text/beijing-openness-{year}.txt" for year in (2020, 2021, 2022)),
    *("newer/songjiang-2025.md", "newer/quantum-2026.md", "newer/putuo-water-155.md", "newer/hami-2023.txt"),
    *("text/jiangxi-eldercare-2023.txt", "text/xiangzhou-roads.txt", "text/guangan-employment.txt"),
    *("html/education-2010.html", "pdf/govdoc-397.pdf"),
)
DROP = """files => {
    const given = new DataTransfer();
    for (const [name, data] of files) {
        given.items.add(new File([Uint8Array.from(atob(data), letter => letter.charCodeAt(0))], name));
    }
    document.dispatchEvent(new DragEvent("drop", {dataTransfer: given, cancelable: true}));
}"""


def test_twelve_files_are_dropped_and_two_predecessors_confirmed(page: Any, folder: Path, shared: Path) -> None:
    files = [shared / "corpus" / name for name in TWELVE]
    page.evaluate(DROP, [[file.name, base64.b64encode(file.read_bytes()).decode()] for file in files])
    expect(page.locator(".edit-taken .done")).to_have_count(len(TWELVE), timeout=300_000)
    page.locator("[data-edit=reload]").wait_for(timeout=300_000)
    expect(page.locator(".edit-document")).to_have_count(len(TWELVE))
    for year in (2021, 2022):
        ask = page.locator(f"#doc-beijing-openness-{year} .edit-ask")
        ask.locator("select").select_option(f"beijing-openness-{year - 1}")
        say(ask, "上一年的要点")
        ask.locator("button").click()
        expect(ask.locator("output")).to_contain_text("已保存")
    gangmu("run")
    compared = folder / "outputs" / "report" / "compare"
    assert (compared / "beijing-openness-2021" / "beijing-openness-2022.html").is_file()
    entries = {entry.source_name: entry for entry in read_corpus(folder / "corpus").entries}
    assert set(entries) == {file.name for file in files}
    assert all(read_plan(folder / "outputs" / entry.id).tasks for entry in entries.values())
