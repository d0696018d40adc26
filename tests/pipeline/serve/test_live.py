"""A desk of more plans than are printed: pages rendered on request, under the same rules as printed ones."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.command import app
from pipeline.corpus.manifest import Corpus, read_corpus
from pipeline.errors import InputError
from pipeline.run.documents import run_documents
from pipeline.run.products import build_products
from pipeline.serve.compared_plans import choose_comparison
from pipeline.serve.pages import page as page_of
from pipeline.store.comparisons import comparison_path
from pipeline.store.static_limit import most_static
from tests.support.server import Client, Reply, served, token_of, write_corpus
from tests.support.stub_extract import STUB

pytestmark = pytest.mark.slow

READERS = 16


@pytest.fixture(autouse=True)
def _limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GANGMU_STATIC_PLANS", "1")


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    with served(write_corpus(tmp_path / "corpus"), tmp_path / "outputs") as client:
        yield client


def test_pages_are_rendered_and_bear_the_edit_mode(client: Client, tmp_path: Path) -> None:
    assert not (tmp_path / "outputs" / "report").exists()
    for path in (
        "/",
        "/plans.html",
        "/plans/a/index.html",
        "/plans/b/source.html",
        "/compare/a/b.html",
        "/answers/due.html",
    ):
        reply = client.get(path)
        assert reply.status == 200 and token_of(reply.text) == client.token, path
    assert 'name="gangmu-plan" content="a"' in client.get("/plans/a/index.html").text
    assert "<mark>修通</mark>南路" in client.get("/search.html?q=%E4%BF%AE%E9%80%9A").text
    assert client.get("/answers/due.csv").text.startswith("\ufeffdue_on")
    assert client.get("/assets/report.css").status == client.get("/assets/vendor/tabulator.min.js").status == 200
    assert client.get("/plans/a/cite.bib").text.startswith("@")


def test_a_correction_shows_on_the_next_page(client: Client) -> None:
    form = {"plan": "a", "target": "a/task/1", "field": "title", "seen": "修通南路", "now": "修通西路"}
    reply = client.correct(**form)
    assert reply.status == 200
    end = time.monotonic() + 60
    while client.get("/edit/status").json["version"] < reply.json["version"]:
        assert time.monotonic() < end
        time.sleep(0.05)
    assert "修通西路" in client.get("/plans/a/index.html").text
    assert "修通<mark>西路</mark>" in client.get("/search.html?q=%E8%A5%BF%E8%B7%AF").text


def test_readers_at_once_get_what_one_gets_alone(client: Client) -> None:
    paths = [
        "/",
        "/plans.html",
        "/graph.html",
        "/compare/a/b.html",
        "/answers/due.html",
        "/search.html?q=%E4%BF%AE%E9%80%9A",
    ]
    paths += [f"/plans/{plan}/{name}.html" for plan in "ab" for name in ("index", "source", "matrix")]
    begin = threading.Barrier(READERS)

    def read(number: int) -> dict[str, Reply]:
        begin.wait(60)
        return {path: client.get(path) for path in paths[number % len(paths) :] + paths[: number % len(paths)]}

    with ThreadPoolExecutor(READERS) as readers:
        found = list(readers.map(read, range(READERS)))
    alone = {path: client.get(path) for path in paths}
    assert {reply.status for reply in alone.values()} == {200}
    assert all(one == alone for one in found)


@pytest.mark.parametrize(
    "path",
    [
        "/.facts.sqlite", "/../outputs/.facts.sqlite", "/..%2f.facts.json", "/plans/../../corpus/plans.yml", "/scans/../../.facts.json",
        "/scans/..%2f..%2f.facts.json", "/plans/a/.facts.gz", "/plans/a/plan.json", "/assets/vendor/../labels.yml", "/assets/../labels.yml",
        "/plans/%00/index.html", "/units/a'--.html", "/none.html", "/search.htm",
    ],
)  # fmt: skip
def test_nothing_but_pages_is_served(client: Client, path: str) -> None:
    reply = client.get(path)
    assert reply.status == 404 and "SQLite" not in reply.text


def test_a_wrong_host_reads_no_rendered_page(client: Client) -> None:
    for path in ("/", "/plans/a/index.html", "/search.html?q=a"):
        reply = client.get(path, Host="evil.example")
        assert reply.status == 403 and client.token not in reply.text


def test_words_of_a_search_are_text(client: Client) -> None:
    for words in ("%3Cscript%3Ealert(1)%3C/script%3E", "%22%20OR%20words%3A", "a" * 5000, "%00", "*", "NEAR("):
        reply = client.get(f"/search.html?q={words}&page=-3")
        assert reply.status == 200 and "<script>alert" not in reply.text, words


def test_pages_for_which_all_plans_would_be_read_are_refused(client: Client) -> None:
    reply = client.get("/edit/units")
    assert reply.status == 422 and "2 plans" in reply.json["en"]
    assert client.get("/edit/files").status == client.get("/edit/alignments").status == 200


def test_a_run_beyond_the_limit_leaves_no_printed_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, outputs = tmp_path / "corpus", tmp_path / "outputs"
    with served(write_corpus(folder), outputs):
        pass
    given = ("--corpus", str(folder), "--outputs", str(outputs))
    refused = CliRunner().invoke(app, ["report", *given])
    assert refused.exit_code == 2 and "gangmu report --static" in refused.stderr
    done = CliRunner().invoke(app, ["report", "--static", *given])
    assert done.exit_code == 0 and "files of" in done.stderr and (outputs / "report" / "index.html").is_file()
    build_products(read_corpus(folder), outputs)  # nothing changed: what was printed is still true
    assert (outputs / "report" / "index.html").is_file()
    monkeypatch.setenv("GANGMU_STATIC_PLANS", "2")
    build_products(read_corpus(folder), outputs)
    assert (outputs / "report" / "plans" / "a" / "index.html").is_file()
    monkeypatch.setenv("GANGMU_STATIC_PLANS", "1")
    assert build_products(read_corpus(folder), outputs)[-1].paths == ()
    assert not (outputs / "report").exists()


def test_the_limit_is_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    assert most_static() == 1
    for given in ("many", "-1", "1.5"):
        monkeypatch.setenv("GANGMU_STATIC_PLANS", given)
        with pytest.raises(InputError, match="whole number"):
            most_static()
    monkeypatch.setenv("GANGMU_STATIC_PLANS", "")
    assert most_static() == 3000


def test_a_long_list_of_comparisons_is_searched(
    make_corpus: Callable[..., Corpus], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {f"p{number}": f"{name}路方案\n1. 修路" for number, name in enumerate("东南西北")}
    corpus = make_corpus(texts, **{f"p{number}": {"predecessor": f"p{number - 1}"} for number in (1, 2, 3)})
    outputs = tmp_path / "outputs"
    list(run_documents(corpus, outputs, STUB))
    assert choose_comparison(outputs, "p2", "").pair is None
    build_products(corpus, outputs)
    whole = choose_comparison(outputs, "p2", "")
    assert (whole.pair, [id for id, _ in whole.choices], whole.is_long) == (("p1", "p2"), ["p1", "p2", "p3"], False)
    assert whole.choices[1][1].zh == "南路方案 → 西路方案"
    assert choose_comparison(outputs, "none", "").pair == ("p0", "p1")
    monkeypatch.setattr("pipeline.serve.compared_plans.MOST", 1)
    some = choose_comparison(outputs, "p1", "")
    assert ([id for id, _ in some.choices], some.is_long) == (["p1"], True)
    assert [id for id, _ in choose_comparison(outputs, "p1", "北路").choices] == ["p1", "p3"]
    page = page_of("alignments", corpus, outputs, {"plan": ["p1"], "find": ["北路"]})
    assert 'name="find" value="北路"' in page and "西路方案 → 北路方案" in page and "南路方案 → 西路方案" not in page
    comparison_path(outputs, "p0", "p1").unlink()  # as while a run makes it anew
    assert "西路方案 → 北路方案" in page_of("alignments", corpus, outputs, {"plan": ["p1"], "find": ["北路"]})
