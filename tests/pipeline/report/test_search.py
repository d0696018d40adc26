"""The search index: parts of plans, the scripts they are merged into, and queries in a real browser on many scripts."""

import json
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from extractors import extract
from pipeline.report import build
from pipeline.report.search.search_index import plan_part, units_part, write_search
from pipeline.report.search.search_shards import SHARD
from pipeline.store.results import Result, read_results
from pipeline.views.indexed_plan import index_plan
from schemas import Unit
from tests.support import plans as report_fixture
from tests.support.browser import browsing
from tests.support.paths import ROOT

pytestmark = pytest.mark.slow

CHINESE = re.compile(r"[\u3400-\u9fff]+")
POOL = "云溪区科技创新服务中心产业发展研究院数字城市建设公司投资管理办公室街道镇人民政府委员会学校医局"
ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


@cache
def founding(plan_id: str) -> str:
    ((plan, document),) = extract(ROOT / "corpus" / "documents" / f"{plan_id}.txt", plan_id)
    return plan_part(index_plan(Result(plan, document)))


@cache
def invented() -> str:
    """Return a part of so many units that it takes several scripts of each kind."""
    state, names = 1, []
    for _ in range(6000):
        name = "云"
        while len(name) < 12:
            state = state * 1103515245 + 12345 & 0x7FFFFFFF
            name += POOL[(state >> 8) % len(POOL)]
        names.append(name)
    triples = zip(names[::3], names[1::3], names[2::3], strict=True)
    return units_part(
        {f"u{at}": Unit(id=f"u{at}", name=name, aliases=more) for at, (name, *more) in enumerate(triples)}
    )


def parts() -> Iterator[str]:
    yield invented()
    yield founding("minhang-2023")
    yield founding("minhang-2025")


@pytest.mark.parametrize("plan_id", ["minhang-2023", "minhang-2025"])
def test_every_character_and_every_pair_is_found_where_it_stands(plan_id: str) -> None:
    part = founding(plan_id)
    singles, pairs = defaultdict(set), defaultdict(set)
    for number, (_, title, text, _, _) in enumerate(json.loads(part)["entries"]):
        for run in CHINESE.findall(f"{title} {text}"):
            for at, sign in enumerate(run):
                singles[sign].add(number)
                pairs[run[at : at + 2]].add(number)
    beginning, exactly = defaultdict(set), {}
    for token, flagged in json.loads(part)["tokens"].items():
        exactly[token] = {value >> 1 for value in flagged}
        beginning[token[0]] |= exactly[token]
    assert {sign: beginning[sign] for sign in singles} == singles
    assert {pair: exactly[pair] for pair in pairs if len(pair) == 2} == {
        pair: entries for pair, entries in pairs.items() if len(pair) == 2
    }


def test_a_part_tells_titles_from_texts_and_knows_the_plans_units(tmp_path: Path) -> None:
    first, second = (index_plan(result) for result in read_results(report_fixture.write_outputs(tmp_path)))
    part = plan_part(first)
    assert plan_part(second) != part
    assert plan_part(first) == part, "whatever was read before"
    read = json.loads(part)
    titles = [entry[1] for entry in read["entries"]]
    assert {titles[value >> 1] for value in read["tokens"]["路演"] if value & 1} == {"办好路演活动"}
    assert all(flagged == sorted(set(flagged)) for flagged in read["tokens"].values())
    held = json.loads(units_part({unit.id: unit for unit in report_fixture.UNITS}))
    assert held["entries"][0] == ["unit", "区科技局", "科技局", "units/yunxi+keji.html", "云溪区"]
    assert held["tokens"]["区科技局"] == [1]
    assert held["tokens"]["科技局"] == [1], "its title tells it, and its alias again"


def read_back(folder: Path) -> tuple[dict[str, object], list[list[str]], dict[str, list[int]]]:
    """Return head, entries and tokens of a written index, these with 2 × number + 1 where in the title."""
    head = json.loads((folder / "head.js").read_text(encoding="utf-8").removeprefix("window.GANGMU_SEARCH = ")[:-2])
    entries: list[list[str]] = []
    for number in range(-(-head["total"] // SHARD)):
        entries += taken(folder, f"e{number}")
    tokens: dict[str, list[int]] = {}
    for bucket in range(head["buckets"]):
        cuts = head["cuts"].get(str(bucket), [])
        for further in range(len(cuts) + 1):
            held = taken(folder, f"p{bucket}-{further}" if further else f"p{bucket}")
            assert all(ord(token[0]) % head["buckets"] == bucket for token in held)
            assert not further or min(held) == cuts[further - 1]
            tokens |= {token: decoded(coded) for token, coded in held.items()}
    return head, entries, tokens


def taken(folder: Path, name: str):
    text = (folder / f"{name}.js").read_text(encoding="utf-8")
    return json.loads(text.removeprefix(f'GANGMU_SEARCH.take("{name}", ').removesuffix(");\n"))


def decoded(coded: str) -> list[int]:
    values, value, shift, number = [], 0, 0, 0
    for sign in coded.encode():
        digit = ALPHABET.index(sign)
        value, shift = value | (digit & 31) << shift, shift + 5
        if not digit & 32:
            number += value >> 1
            values.append(2 * number + (value & 1))
            value = shift = 0
    return values


def test_the_scripts_hold_what_the_parts_hold(tmp_path: Path) -> None:
    write_search(parts(), tmp_path / "one")
    write_search(parts(), tmp_path / "two")
    sizes = {path.name: path.stat().st_size for path in (tmp_path / "one").iterdir()}
    assert {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()} == {
        path.name: path.read_bytes() for path in (tmp_path / "two").iterdir()
    }
    assert max(size for name, size in sizes.items() if name.startswith("p")) < 210_000
    head, entries, tokens = read_back(tmp_path / "one")
    wanted_entries: list[list[str]] = []
    wanted: dict[str, list[int]] = defaultdict(list)
    for part in parts():
        read = json.loads(part)
        for token, flagged in read["tokens"].items():
            wanted[token] += [2 * len(wanted_entries) + value for value in flagged]
        wanted_entries += read["entries"]
    assert entries == wanted_entries
    assert tokens == wanted
    assert (head["total"], head["units"]) == (len(entries), [[0, 2000]])
    assert head["buckets"] > 1 and head["cuts"], "large enough to be parted both ways"
    assert sum(name.startswith("p") for name in sizes) < 8, "and no more than that takes"


def test_an_index_of_nothing_is_an_index(tmp_path: Path) -> None:
    write_search((), tmp_path / "search")
    head, entries, tokens = read_back(tmp_path / "search")
    assert (head["total"], head["buckets"], entries, tokens) == (0, 1, [], {})


sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed (pip install playwright)")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Return a report of two small plans whose search is over more."""
    made = build(report_fixture.write_outputs(tmp_path / "outputs"), tmp_path / "report").parent
    shutil.rmtree(made / "assets" / "search", ignore_errors=True)
    write_search(parts(), made / "assets" / "search")
    return made


def ask(page: "sync_api.Page", report: Path, query: str) -> str:
    """Open the page with a query and return what it says of its hits."""
    page.goto(f"{report.as_uri()}/search.html?q={query}")
    page.wait_for_function("document.getElementById('search-count').textContent")
    return page.locator("#search-count").inner_text()


def holding(words: str) -> list[float]:
    """Return what each entry that holds the words weighs, the heaviest first: titles over texts, units over the rest."""
    entries = (entry for part in parts() for entry in json.loads(part)["entries"])
    held = [(kind, title) for kind, title, text, *_ in entries if words in title or words in text]
    return sorted((weight(words, title, kind == "unit") for kind, title in held), reverse=True)


def weight(words: str, title: str, unit: bool) -> float:
    return (3 if words in title else 2) * (1.5 if unit else 1)


@browsing
def test_a_query_loads_what_it_needs_and_finds_all(browser: "sync_api.Browser", report: Path) -> None:
    page = browser.new_page()
    loaded: list[str] = []
    page.on("request", lambda asked: loaded.append(Path(asked.url).name))
    for query in ("推", "企业", "发展", "云"):
        loaded.clear()
        hits = holding(query)
        assert ask(page, report, query) == f"找到 {len(hits)} 条"
        titles = page.locator("#search-hits a").all_inner_texts()
        tags = page.locator("#search-hits .tag").all_inner_texts()
        shown = [weight(query, title, tag == "单位") for title, tag in zip(titles, tags, strict=True)]
        assert shown == hits[:80]
        assert sum(name.startswith("p") for name in loaded) <= 2
    page.click("[data-do=language]")
    assert page.locator("#search-count").inner_text() == f"{len(hits)} found"
    assert page.locator("#search-hits .tag").first.inner_text() == "Unit"
    unit = json.loads(invented())["entries"][1234][1]
    ask(page, report, unit)
    assert page.locator("#search-hits a").first.inner_text() == unit
    assert page.locator("#search-hits mark").first.inner_text() == unit
    assert ask(page, report, "constructor") == "Nothing found."
    page.close()


@browsing
@pytest.mark.parametrize("word", ["zhejiang", "z5", "5G", "z"])
def test_latin_words_are_found_whole(browser: "sync_api.Browser", report: Path, word: str) -> None:
    held = units_part(
        {"u": Unit(id="u", name="Zhejiang Z5 5G 研究院", aliases=("Z 院",)), "v": Unit(id="v", name="研究会")}
    )
    write_search([held], report / "assets" / "search")
    page = browser.new_page()
    assert ask(page, report, word) == "找到 1 条"
    page.close()


@browsing
def test_no_query_asks_for_nothing(browser: "sync_api.Browser", report: Path) -> None:
    page = browser.new_page()
    page.goto(f"{report.as_uri()}/search.html?q=+")
    page.wait_for_load_state()
    assert page.locator("#search-count").inner_text() == ""
    assert page.locator("script[src*='/search/p']").count() == 0
    page.close()


@browsing
@pytest.mark.parametrize("missing", ["head.js", "e*.js", "p*.js"])
def test_a_script_that_is_missing_is_told(browser: "sync_api.Browser", report: Path, missing: str) -> None:
    for path in (report / "assets" / "search").glob(missing):
        path.unlink()
    page = browser.new_page()
    assert ask(page, report, "企业").endswith("索引有一部分没有载入，结果可能不全。")
    assert page.locator("#search-hits li").count() == 0
    page.close()
