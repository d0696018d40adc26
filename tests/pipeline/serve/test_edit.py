"""The edit mode as a program sees it: what is written, what follows, and two people at once."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.corpus.authority import read_authority
from pipeline.corpus.corrections import read_corrections
from pipeline.run.stages import STAGES
from pipeline.store.comparisons import read_comparisons
from pipeline.store.results import read_result
from tests.support.server import NOTICE, TEXTS, Client, Reply, served, write_corpus

pytestmark = pytest.mark.slow

MARKED = "b1-8-12"
"""The passage of a/task/1 in the source view."""


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    with served(write_corpus(tmp_path / "corpus"), tmp_path / "outputs") as client:
        yield client


def title(now: str, seen: str = "修通南路", number: int = 1, by: str = "李") -> dict[str, object]:
    return {"plan": "a", "target": f"a/task/{number}", "field": "title", "seen": seen, "now": now, "by": by}


def built(client: Client, version: int) -> None:
    """Wait until the report shows a version."""
    end = time.monotonic() + 60
    while client.get("/edit/status").json["version"] < version:
        assert time.monotonic() < end
        time.sleep(0.05)
    assert client.get("/edit/status").json["failed"] == ""


def test_a_correction_is_written_extracted_and_shown(client: Client, tmp_path: Path) -> None:
    reply = client.correct(**title("修通<西>路"))
    assert reply.status == 200
    assert "修通<西>路" in reply.json["zh"]
    assert read_result(tmp_path / "outputs" / "a").plan.tasks[0].title == "修通<西>路"
    panel = client.get(f"/edit/panel?plan=a&passage={MARKED}").text
    assert "修通&lt;西&gt;路" in panel and "<西>" not in panel
    assert "原文如此" in panel
    built(client, reply.json["version"])
    assert "修通&lt;西&gt;路" in client.get("/plans/a/index.html").text
    log = client.get("/edit/log").text
    assert '<b lang="zh-CN">修通&lt;西&gt;路</b>' in log and "a/task/1" not in log, "a fact is named, not its id"
    assert f'href="/plans/a/source.html#{MARKED}"' in log


def test_the_panel_holds_the_facts_of_a_passage(client: Client) -> None:
    panel = client.get(f"/edit/panel?plan=a&passage={MARKED}").text
    assert panel.count("<section") == 1
    assert 'data-target="a/task/1"' in panel
    assert 'data-field="id"' not in panel and "evidence" not in panel
    assert "<section" not in client.get("/edit/panel?plan=a&passage=b1-0-1").text


def test_what_was_not_seen_is_not_overwritten(client: Client, tmp_path: Path) -> None:
    assert client.correct(**title("修通西路", by="王")).status == 200
    reply = client.correct(**title("修通北路"))
    assert reply.status == 409
    assert reply.json["state"] == "changed"
    assert reply.json["current"] == "修通西路"
    assert "王" in reply.json["zh"] and "王" in reply.json["en"]
    assert client.correct(**title("修通北路", seen="修通西路")).status == 200
    records = read_corrections(tmp_path / "corpus" / "corrections" / "a.yml")
    assert [(record.was, record.now) for record in records] == [("修通南路", "修通西路"), ("修通西路", "修通北路")]


def test_two_clients_at_once_lose_nothing(client: Client, tmp_path: Path) -> None:
    """Both correct the same field again and again, looking at the new value whenever the other was first, and another
    field beside it.
    """
    wanted = {by: [f"{by}{number}" for number in range(6)] for by in ("李", "王")}
    refused: list[Reply] = []

    def work(by: str, number: int) -> None:
        seen = "修通南路"
        for name in wanted[by]:
            while True:
                reply = client.correct(**title(name, seen, by=by))
                if reply.status == 200:
                    seen = name
                    break
                assert reply.status == 409
                refused.append(reply)
                seen = reply.json["current"]
        other = {"plan": "a", "target": f"a/task/{number}", "field": "text", "now": f"{by}文", "by": by}
        assert client.correct(**other, seen=["修通南路", "架设东桥"][number - 1]).status == 200

    people = [threading.Thread(target=work, args=who) for who in (("李", 1), ("王", 2))]
    for person in people:
        person.start()
    for person in people:
        person.join(120)
    records = read_corrections(tmp_path / "corpus" / "corrections" / "a.yml")
    titles = [record for record in records if record.field == "title"]
    assert sorted(str(record.now) for record in titles) == sorted(wanted["李"] + wanted["王"])
    assert [record.was for record in titles[1:]] == [record.now for record in titles[:-1]]
    plan = read_result(tmp_path / "outputs" / "a").plan
    assert plan.tasks[0].title == titles[-1].now
    assert [task.text for task in plan.tasks] == ["李文", "王文"]
    assert not [finding for finding in plan.findings if finding.code == "correction-stale"]


def test_an_alignment_is_refused_and_confirmed(client: Client, tmp_path: Path) -> None:
    form = {"plan": "b", "target": "b/task/1", "field": "aligned/a/task/1"}
    page = client.get("/edit/alignments").text
    assert 'data-older="a/task/1"' in page and 'data-target="b/task/1"' in page
    reply = client.correct(**form, seen=None, now="false")
    assert reply.status == 200
    built(client, reply.json["version"])
    (comparison,) = read_comparisons(tmp_path / "outputs")
    assert ("a/task/1", "b/task/1") not in {(link.old, link.new) for link in comparison.links}
    assert client.correct(**form, seen=None, now="true").status == 409
    reply = client.correct(**form, seen=False, now="true")
    built(client, reply.json["version"])
    (comparison,) = read_comparisons(tmp_path / "outputs")
    assert [link.by for link in comparison.links if (link.old, link.new) == ("a/task/1", "b/task/1")] == ["person"]
    assert 'data-seen="true"' in client.get("/edit/alignments?plan=b").text


def test_units_are_judged(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus", {"p": NOTICE})
    with served(corpus, tmp_path / "outputs", STAGES) as client:
        page = client.get("/edit/units").text
        assert 'data-one="unit/江北市/市金融监管局"' in page
        form = {
            "one": "unit/江北市/市金融监管局",
            "other": "unit/江北市/市地方金融监管局",
            "why": "同一牌子",
            "by": "李",
        }
        reply = client.post("/edit/judge", form | {"verdict": "same", "seen": None})
        assert reply.status == 200, reply.text
        names = {unit.id for unit in read_result(tmp_path / "outputs" / "p").plan.units}
        assert "unit/江北市/市金融监管局" not in names
        reply = client.post("/edit/judge", form | {"verdict": "different", "seen": None})
        assert reply.status == 409
        assert reply.json["current"] == "same"
        assert client.post("/edit/judge", form | {"verdict": "different", "seen": "same"}).status == 200
        for wrong in ({"other": form["one"]}, {"one": "unit/x/y"}, {"since": "2024"}, {"why": ""}):
            assert client.post("/edit/judge", form | {"verdict": "same", "seen": "different"} | wrong).status == 422
        assert client.post("/edit/judge", form | {"verdict": "perhaps", "seen": None}).status == 400
        assert [one.verdict for one in read_authority(corpus.authority).judgements] == ["same", "different"]
        assert "同一牌子" in client.get("/edit/units").text


def test_a_source_that_changed_makes_a_record_stale_on_the_page(client: Client, tmp_path: Path) -> None:
    assert client.correct(**title("修通西路")).status == 200
    write_corpus(tmp_path / "corpus", TEXTS | {"a": TEXTS["a"].replace("修通南路", "修通北路")})
    reply = client.correct(**title("架设西桥", seen="架设东桥", number=2))
    assert reply.status == 200
    panel = client.get(f"/edit/panel?plan=a&passage={MARKED}").text
    assert "修通北路" in panel and "未采用" in panel


def test_a_broken_document_is_told_and_nothing_written(client: Client, tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus", TEXTS | {"a": "BROKEN"})
    reply = client.correct(**title("修通西路"))
    assert reply.status == 422
    assert "broken" in reply.json["en"]
    assert not (tmp_path / "corpus" / "corrections").exists()


def test_a_malformed_manifest_is_told(client: Client, tmp_path: Path) -> None:
    (tmp_path / "corpus" / "plans.yml").write_text("- id: [", encoding="utf-8")
    assert client.correct(**title("修通西路")).status == 422
    assert client.get("/edit/log").status == 422


def test_the_page_is_told_how_many_pages_of_a_scan_are_read_while_it_is_taken_in(
    client: Client, tmp_path: Path
) -> None:
    rest = tmp_path / "rest"
    body = f"丙路方案\n1. 修通西路\nSCAN {rest}".encode()
    taken: list[Reply] = []

    def take() -> None:
        name = {"X_Gangmu_Name": "scan.txt", "Content_Type": "application/octet-stream"}
        taken.append(client.post("/edit/upload", body, **name))

    upload = threading.Thread(target=take)
    upload.start()
    while not (read := client.get("/edit/status").json["pages_read"]):
        assert upload.is_alive(), taken
        time.sleep(0.02)
    assert read == {"scan.txt": [1, 3]}
    rest.touch()
    upload.join()
    assert taken[0].json["title"] == "丙路方案" and taken[0].json["read"]["en"] == "Not measured"
    assert client.get("/edit/status").json["pages_read"] == {}


def test_a_file_without_tasks_is_refused_by_its_name_and_registered_if_a_person_says_so(client: Client) -> None:
    name = {"X_Gangmu_Name": "note.txt", "Content_Type": "application/octet-stream"}
    refused = client.post("/edit/upload", "一份说明".encode(), **name)
    assert refused.status == 422 and refused.json["anyway"] and refused.json["zh"] == "没有读出任务，因此没有登记。"
    assert client.post("/edit/upload", "一份说明".encode(), **name, X_Gangmu_Anyway="1").json["id"] == "note"
    again = client.post("/edit/upload", "一份说明".encode(), **name)
    assert again.status == 422 and again.json["en"].startswith("note.txt: it is already registered")
    assert "anyway" not in again.json
