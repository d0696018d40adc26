"""Pages that are rendered on request: byte for byte those of the printed report, and the search."""

import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath
from typing import Any, cast

import pytest

from pipeline.facts.search import MOST_RANKED, search, update_search
from pipeline.facts.update import open_facts
from pipeline.report import build
from pipeline.report.live.corpus import SINGLE
from pipeline.report.live.page import LiveSources, OnePage
from pipeline.report.live.site import AT_ONCE, PICTURES, LiveReport
from pipeline.report.pages import corpus_pages, unit_pages
from pipeline.report.weight import static_weight
from tests.support import plans as fixture
from tests.support.original import write_original
from tests.support.paths import ROOT

pytestmark = pytest.mark.slow

FIRST = "yunxi-2024"
Print = Callable[[OnePage, LiveSources, int], None]


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    """Two plans with their comparison, and five like the first."""
    outputs = fixture.write_outputs(tmp_path / "outputs")
    for number in range(5):
        copy(outputs, f"copy-{number}")
    return outputs


def copy(outputs: Path, id: str) -> None:
    (outputs / id).mkdir()
    for name in ("plan.json", "document.json"):
        text = (outputs / FIRST / name).read_text(encoding="utf-8")
        (outputs / id / name).write_text(text.replace(FIRST, id), encoding="utf-8")


def live(outputs: Path, originals: dict[str, Path] | None = None) -> LiveReport:
    update_search(outputs)
    return LiveReport(outputs, lambda: originals or {}, None)


def printed(report: Path) -> dict[str, bytes]:
    """Return the files of a report that are not the same for every corpus, except those of its search."""
    files = (path for path in report.rglob("*") if path.is_file())
    found = {path.relative_to(report).as_posix(): path.read_bytes() for path in files}
    return {
        name: data for name, data in found.items() if not name.startswith((".", "assets/", "search.html", "scans/"))
    }


def test_every_page_and_file_has_the_bytes_of_the_printed_report(outputs: Path, tmp_path: Path) -> None:
    files, site = printed(build(outputs, tmp_path / "report").parent), live(outputs)
    assert len(files) > 100 and {"index.html", "graph.html", "answers/due.xlsx", f"plans/{FIRST}/cite.bib"} <= set(
        files
    )
    assert [name for name, data in files.items() if site.read(name) != data] == []


def test_long_lists_are_parted_like_the_printed_ones(
    outputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, name in ((corpus_pages, "CARDS"), (corpus_pages, "SECTIONS"), (unit_pages, "PLANS")):
        monkeypatch.setattr(module, name, 2)
    monkeypatch.setattr("pipeline.report.live.unit.PLANS", 2)
    monkeypatch.setattr(corpus_pages, "LINES", 2)
    files, site = printed(build(outputs, tmp_path / "report").parent), live(outputs)
    parted = {name for name in files if "~" in name}
    assert {name.partition("~")[0] for name in parted} >= {"plans", "units", "findings", "reading"}
    assert [name for name in parted if site.read(name) != files[name]] == []
    assert site.read("plans~99.html") is None


def test_page_images_are_drawn_when_their_plan_is_first_read(tmp_path: Path) -> None:
    originals = dict(write_original(tmp_path / "outputs", tmp_path))
    report = build(tmp_path / "outputs", tmp_path / "report", sources=originals).parent
    files, site = printed(report), live(tmp_path / "outputs", originals)
    assert not (tmp_path / "outputs" / PICTURES).exists()
    assert any(name.endswith("/pages.html") for name in files)
    assert [name for name, data in files.items() if site.read(name) != data] == []
    drawn = {path.name: path.read_bytes() for path in (tmp_path / "outputs" / PICTURES).rglob("*.*")}
    assert drawn == {path.name: path.read_bytes() for path in (report / "scans").rglob("*.*")} and drawn


def test_readers_at_once_have_the_pages_of_their_pdf_files_drawn(tmp_path: Path) -> None:
    """In a process of its own, which two threads in PDFium would end."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.page_readers", str(tmp_path)],
        cwd=ROOT, capture_output=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout.split()) == (0, ["120", "of", "120"]), done.stderr


def test_what_is_not_there_is_no_page(outputs: Path) -> None:
    site = live(outputs)
    for name in (
        "plans/none/index.html", f"plans/{FIRST}/none.html", f"plans/{FIRST}/cite.txt", f"plans/{FIRST}/x.bib", "units/none.html",
        "units/yunxi+keji~9.html", "indicators/none.html", "answers/none.html", "answers/due.png", "compare/a/b.html", "none.html",
        "changes.html", "plans/index.html", f"plans/{FIRST}/a/index.html", "assets/report.css", "index~2.txt", "units~0.html", "",
    ):  # fmt: skip
        assert site.read(name) is None, name


def test_pages_over_all_plans_follow_the_store(outputs: Path) -> None:
    site = live(outputs)
    before = site.read("plans.html")
    assert before is not None and b"copy-9" not in before and site.read("plans.html") is before
    copy(outputs, "copy-9")
    update_search(outputs)
    after = site.read("plans.html")
    assert after is not None and b"copy-9" in after
    assert site.plan_of("plans/copy-9/matrix.html") == "copy-9" and site.plan_of("units/copy-9.html") == ""


def test_a_page_over_all_plans_waits_for_no_other(outputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, begun, may_end = live(outputs), threading.Event(), threading.Event()
    print_network = SINGLE["graph"]

    def slow(printer: OnePage, sources: LiveSources, number: int) -> None:
        begun.set()
        assert may_end.wait(60)
        print_network(printer, sources, number)

    monkeypatch.setitem(cast(dict[str, Print], SINGLE), "graph", slow)
    with ThreadPoolExecutor(1) as apart:
        network = apart.submit(site.read, "graph.html")
        assert begun.wait(60)
        assert b"<html" in (site.read("plans.html") or b"")
        may_end.set()
        assert b"<html" in (network.result() or b"")


def test_a_few_pages_are_made_at_once_and_one_of_many_plans_once(
    outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    making, most, made = 0, 0, list[str]()
    lock, content = threading.Lock(), LiveReport._content

    def counted(site: LiveReport, place: PurePosixPath, *given: Any) -> bytes:
        nonlocal making, most
        with lock:
            making, most = making + 1, max(most, making + 1)
            made.append(place.as_posix())
        try:
            return content(site, place, *given)
        finally:
            with lock:
                making -= 1

    monkeypatch.setattr(LiveReport, "_content", counted)
    site, paths = live(outputs), [f"plans/{FIRST}/index.html", "units/yunxi+keji.html", "plans.html", "index.html"] * 6
    with ThreadPoolExecutor(len(paths)) as readers:
        found = list(readers.map(site.read, paths))
    assert all(found) and len(set(found)) == 4
    assert most <= AT_ONCE
    assert Counter(made) == {
        f"plans/{FIRST}/index.html": 6,
        "units/yunxi+keji.html": 1,
        "plans.html": 1,
        "index.html": 1,
    }


def test_words_are_found_wherever_they_stand_and_titles_first(outputs: Path) -> None:
    update_search(outputs)
    facts = open_facts(outputs)
    found = search(facts, "中试基地", 0, 50)
    assert found.total == len(found.entries) > 6 and found.entries[0].kind == "task"
    assert {"中试基地" in entry.title for entry in found.entries[:7]} == {True}
    units = search(facts, "科技局", 0, 3).entries
    assert (units[0].kind, units[0].title, units[0].href) == ("unit", "区科技局", "units/yunxi+keji.html")
    assert search(facts, "基地 建设", 0, 9).total == search(facts, "建设 基地", 0, 9).total > 0
    assert search(facts, "没有的词", 0, 9) == (0, ()) == search(facts, '"*()', 0, 9)
    pages = [search(facts, "基地", first, 2).entries for first in (0, 2)]
    assert len({entry for page in pages for entry in page}) == 4


def test_the_index_follows_the_plans(outputs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    update_search(outputs)
    path = outputs / "copy-1" / "plan.json"
    path.write_text(path.read_text(encoding="utf-8").replace("中试基地", "龙脑香基地"), encoding="utf-8")
    for file in (outputs / "copy-2").iterdir():
        file.unlink()
    update_search(outputs)
    facts = open_facts(outputs)
    changed = search(facts, "龙脑香", 0, 50)
    assert changed.total and {entry.href.split("/")[1] for entry in changed.entries} == {"copy-1"}
    left = {entry.href.split("/")[1] for entry in search(facts, "中试基地", 0, 200).entries}
    assert "copy-0" in left and not left & {"copy-1", "copy-2"}
    monkeypatch.setattr("pipeline.facts.search.MOST_RANKED", 2)
    many = search(facts, "基地", 0, 50)
    assert many.total == 3 < len(many.entries) and MOST_RANKED > 3


def test_the_page_of_a_search_has_its_results(outputs: Path) -> None:
    page = (live(outputs).read("search.html", "中试基地", 1) or b"").decode()
    assert '<input type="search" name="q" value="中试基地"' in page
    assert "<mark>中试基地</mark>" in page and f'href="plans/{FIRST}/index.html#task-1"' in page
    assert "<script src" not in page.partition("</main>")[0].rpartition("theme.js")[2]
    for words in ("", "<b>", "没有的词"):
        assert (
            "<b>"
            not in (live(outputs).read("search.html", words, 1) or b"")
            .decode()
            .partition("<main")[2]
            .partition("</main>")[0]
        )


def test_the_weight_of_a_static_report_is_about_right(outputs: Path, tmp_path: Path) -> None:
    report = build(outputs, tmp_path / "report").parent
    files = sum(path.is_file() for path in report.rglob("*"))
    assert abs(static_weight(open_facts(outputs), outputs).files - files) < 0.25 * files
