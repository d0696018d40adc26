"""A sample judged on the desk: drawn once, judged by two people at once, undone, and its figures everywhere the same."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.accuracy.draw import plan_facts
from pipeline.cli.command import app
from pipeline.corpus.manifest import read_corpus
from pipeline.corpus.sample_records import read_sample
from pipeline.run.undo import filed_records
from pipeline.store.results import each_plan
from tests.support.server import Client, Reply, served, write_corpus

NAME = "n3-seed7"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk")


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[Client]:
    with served(write_corpus(folder / "corpus"), folder / "outputs") as client:
        assert client.post("/edit/draw", {"size": "3", "seed": "7"}).status == 200
        yield client


def judge(client: Client, item: str, seen: object = None, by: str = "李", **said: object) -> Reply:
    return client.post("/edit/verdict", {"sample": NAME, "item": item, "seen": seen, "by": by, **said})


def test_a_sample_is_drawn_judged_and_counted(client: Client, folder: Path) -> None:
    samples = folder / "corpus" / "samples"
    drawn = read_sample(samples, NAME)
    every = {(fact.plan, fact.kind, fact.text) for plan in each_plan(folder / "outputs") for fact in plan_facts(plan)}
    assert {(one.plan, one.kind, one.text) for one in drawn.facts.values()} <= every
    tasks = [item for item, one in drawn.facts.items() if one.kind == "task"]
    assert len(tasks) == 3 and len(drawn.passages) == 2
    assert client.post("/edit/draw", {"size": "3", "seed": "7"}).status == 422, "it exists and may be judged"
    page = client.get("/edit/sample").text
    assert f"0 / {len(drawn.facts) + 2}</span></h1>" in page and all(one.quote in page for one in drawn.facts.values())

    with ThreadPoolExecutor(8) as people:
        said = [(item, item != tasks[0]) for item in drawn.facts]
        replies = list(people.map(lambda one: judge(client, one[0], right=one[1]), said))
    assert {reply.status for reply in replies} == {200}
    with ThreadPoolExecutor(2) as people:
        replies = list(people.map(lambda by: judge(client, "p1", missing={"task": 1}, by=by), ["李", "王"]))
    assert sorted(reply.status for reply in replies) == [200, 409], "one of the two sees what the other said first"
    assert judge(client, "p1", seen={"task": 1}, missing={"task": 2}).status == 200
    assert judge(client, "p2", missing={}).status == 200
    found = json.loads(CliRunner().invoke(app, ["accuracy", "--corpus", str(folder / "corpus"), "--json"]).output)
    assert (found["task"]["precision"]["hits"], found["task"]["precision"]["of"]) == (2, 3)
    read = sum(drawn.passages[item].found.get("task", 0) for item in ("p1", "p2"))
    assert (found["task"]["recall"]["hits"], found["task"]["recall"]["of"]) == (read, read + 2)
    page = client.get("/edit/accuracy").text
    low, high = (found["task"]["precision"][name] for name in ("low", "high"))
    assert f"0.667 [{low:.3f}, {high:.3f}] 2/3" in page
    assert drawn.facts[tasks[0]].quote in page.partition('id="wrong"')[2]

    wrong = next(one for _, one in filed_records(read_corpus(folder / "corpus")) if one.entry.get("right") is False)
    assert client.post("/edit/undo", {"key": wrong.key, "why": "看错", "by": "李"}).status == 200
    assert tasks[0] not in read_sample(samples, NAME).verdicts
    assert read_sample(samples, NAME).facts == drawn.facts
    shown = client.get("/edit/sample?only_open=1").text
    assert drawn.facts[tasks[0]].text in shown and f'data-item="{tasks[1]}"' not in shown
    assert "漏 任务 2" in client.get("/edit/log").text


@pytest.mark.parametrize(
    "form",
    [
        {"item": "f99", "right": True},
        {"item": "f1"},
        {"item": "f1", "missing": {"task": 1}},
        {"item": "p2", "right": True},
        {"item": "p2", "missing": {"task": -1}},
        {"item": "p2", "missing": {"别的": 1}},
        {"item": "f1", "right": True, "by": " "},
        {"item": "f1", "right": True, "sample": "../plans"},
        {"item": "f1", "right": True, "sample": "other"},
    ],
)
def test_what_is_no_verdict_is_refused(client: Client, folder: Path, form: dict[str, object]) -> None:
    before = (folder / "corpus" / "samples" / f"{NAME}.yml").read_bytes()
    assert client.post("/edit/verdict", {"sample": NAME, "seen": None, "by": "李", **form}).status in (400, 422)
    assert (folder / "corpus" / "samples" / f"{NAME}.yml").read_bytes() == before


@pytest.mark.parametrize(
    "form", [{"size": "0", "seed": "1"}, {"size": "-3", "seed": "1"}, {"size": "3", "seed": "../x"}]
)
def test_what_cannot_be_drawn_is_refused(client: Client, form: dict[str, object]) -> None:
    assert client.post("/edit/draw", form).status == 400
