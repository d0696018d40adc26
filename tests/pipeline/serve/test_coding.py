"""Coding on the desk as a program sees it: blind, with proposals, by two coders at once, and twice by the same one."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml

from pipeline.coding.ratings import read_ratings
from pipeline.corpus.code_records import read_code_records
from pipeline.corpus.manifest import read_corpus
from pipeline.corpus.sample_records import read_sample
from pipeline.run.rename import rewrite_ids
from pipeline.store.results import each_plan
from tests.support.server import Client, Reply, served, write_corpus

BOOK = [
    {"code": "build", "name": "建设类", "variable": "工具", "definition": "修建", "keywords": ["修通"]},
    {"code": "keep", "name": "养护类", "variable": "工具", "definition": "养护"},
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk")


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[Client]:
    with served(write_corpus(folder / "corpus"), folder / "outputs") as client:
        yield client


@pytest.fixture
def client(folder: Path, server: Client) -> Iterator[Client]:
    """The server of the module, with the codebook as it was and without codes."""
    (folder / "corpus" / "codebook.yml").write_text(yaml.safe_dump(BOOK, allow_unicode=True), encoding="utf-8")
    yield server
    shutil.rmtree(folder / "corpus" / "codes", ignore_errors=True)


def code(client: Client, coder: str, fact: str, *codes: str, seen: list[str] | None = None, **more: object) -> Reply:
    form = {"fact": fact, "variable": "工具", "codes": codes, "coder": coder, "seen": seen, **more}
    return client.post("/edit/coding", form)


def test_two_coders_at_once_lose_nothing(client: Client, folder: Path) -> None:
    facts = [f"{plan}/task/{number}" for plan in "ab" for number in (1, 2)]
    jobs = [(coder, fact, codes) for fact in facts for coder, codes in (("甲", ("build",)), ("乙", ("keep", "build")))]
    with ThreadPoolExecutor(8) as people:
        replies = list(people.map(lambda job: code(client, job[0], job[1], *job[2]), jobs))
    assert [reply.status for reply in replies] == [200] * 8
    found = read_ratings(read_corpus(folder / "corpus"), each_plan(folder / "outputs"))
    assert {rating.fact.id: rating.said for rating in found.ratings} == {
        fact: {"甲": ("build",), "乙": ("build", "keep")} for fact in facts
    }
    assert client.get("/edit/status").json["version"] == 0, "a coding does not build the report again"


def test_one_coder_in_two_windows_overwrites_nothing_unseen(client: Client, folder: Path) -> None:
    with ThreadPoolExecutor(4) as windows:
        replies = list(windows.map(lambda said: code(client, "甲", "a/task/1", said), ["build", "keep"]))
    assert sorted(reply.status for reply in replies) == [200, 409]
    (record,) = read_code_records(folder / "corpus" / "codes")
    late = next(reply for reply in replies if reply.status == 409)
    assert late.json["state"] == "changed" and late.json["current"] == record.codes[0]
    assert code(client, "甲", "a/task/1", seen=list(record.codes)).status == 200
    assert read_code_records(folder / "corpus" / "codes")[-1].codes == ()


def test_the_page_is_blind_and_marks_proposals(client: Client) -> None:
    code(client, "乙", "a/task/2", "keep", note="桥")
    blind = client.get("/edit/coding?coder=%E7%94%B2").text
    assert "乙" not in blind and "proposed" not in blind.partition("edit-pairs")[2]
    assert "0 / 4</span></h1>" in blind and blind.count('data-desk="coding"') == 4
    shown = client.get("/edit/coding?coder=%E7%94%B2&others=1&proposals=1&plan=a").text
    assert "<b>乙</b>" in shown and shown.count('class="proposed"') == 1 and shown.count('data-desk="coding"') == 2
    own = client.get("/edit/coding?coder=%E4%B9%99&only_open=1").text
    assert "1 / 4</span></h1>" in own and own.count('data-desk="coding"') == 3
    one = [client.get("/edit/coding?coder=%E7%94%B2&size=2&seed=5").text for _ in range(2)]
    assert one[0] == one[1] and one[0].count('data-desk="coding"') == 2


@pytest.mark.parametrize(
    "form",
    [
        {"fact": "a/task/9"},
        {"variable": "别的"},
        {"codes": ["none"]},
        {"coder": "adjudication"},
        {"coder": "../x"},
        {"coder": " "},
        {"codes": "build"},
    ],
)
def test_what_cannot_be_coded_is_refused(client: Client, folder: Path, form: dict[str, object]) -> None:
    given = {"fact": "a/task/1", "variable": "工具", "codes": ["build"], "coder": "甲", "seen": None, **form}
    assert client.post("/edit/coding", given).status in (400, 422)
    assert not (folder / "corpus" / "codes").exists()


def test_codes_are_added_to_the_codebook(client: Client, folder: Path) -> None:
    new = {"code": "plan", "name": "规划类", "variable": "工具", "definition": "规划", "keywords": "编制，论证"}
    assert client.post("/edit/codebook", new).status == 200
    assert client.post("/edit/codebook", new).status == 422, "the code is in use"
    assert client.post("/edit/codebook", new | {"code": "a b", "name": "新"}).status == 422
    entries = yaml.safe_load((folder / "corpus" / "codebook.yml").read_text(encoding="utf-8"))
    assert entries[:2] == BOOK
    assert entries[2] == new | {"keywords": ["编制", "论证"]}
    assert "规划类" in client.get("/edit/codes").text
    assert client.get("/edit/coding").status == 200


def test_codes_and_samples_follow_a_renamed_plan(client: Client, folder: Path) -> None:
    code(client, "甲", "a/task/1", "build")
    assert client.post("/edit/draw", {"size": "1", "seed": "1"}).status == 200
    rewrite_ids(folder / "corpus", "a", "z")
    (record,) = read_code_records(folder / "corpus" / "codes")
    assert record.fact == "z/task/1"
    sample = read_sample(folder / "corpus" / "samples", "n1-seed1")
    assert "a" not in {one.plan for one in (*sample.facts.values(), *sample.passages.values())}
    rewrite_ids(folder / "corpus", "z", "a")
    shutil.rmtree(folder / "corpus" / "samples")
