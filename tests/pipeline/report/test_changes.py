"""What changed since the last run: told once, kept until the next change, linked to the facts."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

import pipeline.compare.snapshots
from pipeline.compare.last_run import CHANGES, SEEN, read_changes, write_changes
from pipeline.report import build
from pipeline.report.pages.corpus_pages import print_all_changes, print_start
from pipeline.report.pages.printing import Printer
from pipeline.report.views.changes_view import ChangeLine, ChangesView, PlanChangeView
from pipeline.store.results import Result
from pipeline.store.write import write_results
from pipeline.views.counts import PLAN_COUNTS
from pipeline.views.fact_views import Quote
from pipeline.views.labels import label
from schemas import Evidence, Plan, Responsibility, Task
from tests.support import plans as report_fixture

Change = Callable[[Plan], Plan]


def result(plan_id: str = "yunxi-2024", change: Change = lambda plan: plan) -> Result:
    document = report_fixture.document(f"{plan_id}.txt")
    return Result(change(report_fixture.plan(document, plan_id)), document)


def told(outputs: Path) -> dict[str, dict[str, tuple[list[str], list[str], list[str]]]]:
    changes = read_changes(outputs)
    assert changes is not None
    return {
        plan.plan: {
            kind: tuple([fact.title for fact in facts] for facts in (way.added, way.removed, way.changed))
            for kind, way in plan.kinds.items()
        }
        for plan in changes.plans
    }


def without_task(plan: Plan) -> Plan:
    tasks = tuple(task for task in plan.tasks if task.title != "办好路演活动")
    return plan.model_copy(update={"tasks": tasks})


def reworded(plan: Plan) -> Plan:
    def one(task: Task) -> Task:
        return task.model_copy(update={"text": f"{task.text}（修订）"}) if task.title == "设立走廊基金" else task

    return plan.model_copy(update={"tasks": tuple(map(one, plan.tasks))})


def led_by_another(plan: Plan) -> Plan:
    def one(duty: Responsibility) -> Responsibility:
        hit = duty.name == "区金融办"
        return duty.model_copy(update={"relation": "leads", "role": "lead"}) if hit else duty

    return plan.model_copy(update={"responsibilities": tuple(map(one, plan.responsibilities))})


def moved(plan: Plan) -> Plan:
    def one(task: Task) -> Task:
        evidence: Evidence = task.evidence.model_copy(update={"raw": ((9, 12),), "rule": "another"})
        return task.model_copy(update={"evidence": evidence})

    return plan.model_copy(update={"tasks": tuple(map(one, plan.tasks))})


CASES = {
    "a task is gone": (without_task, {"tasks": ([], ["办好路演活动"], [])}),
    "a task reads differently": (reworded, {"tasks": ([], [], ["设立走廊基金"])}),
    "another relation": (led_by_another, {"responsibilities": ([], [], ["区金融办 · 设立走廊基金"])}),
}


@pytest.mark.parametrize("change, expect", CASES.values(), ids=CASES)
def test_a_change_is_told_one_way_and_back_the_other(
    tmp_path: Path, change: Change, expect: dict[str, tuple[list[str], ...]]
) -> None:
    write_changes([result()], tmp_path)
    write_changes([result(change=change)], tmp_path)
    assert told(tmp_path) == {"yunxi-2024": expect}
    write_changes([result()], tmp_path)
    back = {kind: (gone, came, changed) for kind, (came, gone, changed) in expect.items()}
    assert told(tmp_path) == {"yunxi-2024": back}


def test_without_a_change_of_facts_the_record_stays_byte_for_byte(tmp_path: Path) -> None:
    write_changes([result()], tmp_path)
    write_changes([result(change=without_task)], tmp_path)
    before = [((tmp_path / name).read_bytes(), (tmp_path / name).stat().st_mtime_ns) for name in (CHANGES, SEEN)]
    write_changes([result(change=lambda plan: moved(without_task(plan)))], tmp_path)
    assert [((tmp_path / n).read_bytes(), (tmp_path / n).stat().st_mtime_ns) for n in (CHANGES, SEEN)] == before


def test_plans_come_and_go_whole(tmp_path: Path) -> None:
    write_changes([result()], tmp_path)
    first = read_changes(tmp_path)
    assert first and first.first and first.plans == ()
    write_changes([result("yunxi-2027")], tmp_path)
    changes = read_changes(tmp_path)
    assert changes and [(plan.plan, plan.state, plan.kinds) for plan in changes.plans] == [
        ("yunxi-2024", "gone", {}),
        ("yunxi-2027", "new", {}),
    ]


@pytest.mark.parametrize("harm", [b"", b"no gzip", b"\x1f\x8b\x08\x00broken"])
def test_a_damaged_snapshot_is_a_first_run(tmp_path: Path, harm: bytes) -> None:
    write_changes([result()], tmp_path)
    (tmp_path / SEEN).write_bytes(harm)
    write_changes([result(change=without_task)], tmp_path)
    changes = read_changes(tmp_path)
    assert changes and changes.first


def harmed(data: bytes, harm: str) -> bytes:
    """Return a snapshot that is damaged after its first plans."""
    text = gzip.decompress(data)
    damaged = {
        "cut off": data[:-300],
        "another checksum": data[:-6] + bytes([data[-6] ^ 1]) + data[-5:],
        "no digests": gzip.compress(text.replace(b'"kinds"', b'"sorts"')),
        "no end": gzip.compress(text[:-1]),
        "no object": gzip.compress(b"[]"),
        "more behind it": gzip.compress(text + b"{}"),
    }
    return damaged[harm]


@pytest.mark.parametrize("harm", ["cut off", "another checksum", "no digests", "no end", "no object", "more behind it"])
def test_a_snapshot_that_is_damaged_later_on_is_a_first_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    monkeypatch.setattr(pipeline.compare.snapshots, "CHUNK", 100)  # characters: as many pieces as a large corpus has
    plans = [result("a"), result("b"), result("c")]
    write_changes(plans, tmp_path)
    write_changes([plans[0], plans[2]], tmp_path)
    changes = read_changes(tmp_path)
    assert changes and [(plan.plan, plan.state) for plan in changes.plans] == [("b", "gone")]
    (tmp_path / SEEN).write_bytes(harmed((tmp_path / SEEN).read_bytes(), harm))
    write_changes([*plans[:2], result("c", change=without_task)], tmp_path)
    changes = read_changes(tmp_path)
    assert changes and changes.first and changes.plans == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == [SEEN, CHANGES]


def test_the_start_page_names_what_changed_and_links_to_what_is_there(tmp_path: Path) -> None:
    outputs = tmp_path / "outputs"
    write_changes([result()], outputs)
    now = result(change=lambda plan: reworded(without_task(plan)))
    write_results([now], outputs)
    write_changes([now], outputs)
    start = build(outputs, tmp_path / "report")
    assert "与上次相比" in start.read_text(encoding="utf-8")
    assert '<a href="changes.html">' in start.read_text(encoding="utf-8")
    text = (start.parent / "changes.html").read_text(encoding="utf-8")
    assert '<a href="plans/yunxi-2024/index.html#task-2">设立走廊基金</a>' in text
    assert '<li lang="zh-CN">办好路演活动</li>' in text


def test_the_start_page_stays_light_however_much_changed(tmp_path: Path) -> None:
    facts = tuple(Quote("推进老旧小区综合改造提升" * 6, f"plans/p/index.html#task-{n}") for n in range(30))
    lines = tuple(
        ChangeLine(label(f"count.{kind}"), way, label(f"changes.{way}"), 9999, facts, 9969)
        for kind in PLAN_COUNTS
        for way in ("added", "removed", "changed")
    )
    plan = PlanChangeView(
        "临河市综合交通运输发展行动方案（2026—2030年）", "plans/p/index.html", label("changes.changed"), lines
    )
    changes = ChangesView(False, (plan,) * 18, 10_000)
    print_start(Printer(tmp_path, ""), (), (), 0, changes, ())
    print_all_changes(Printer(tmp_path, ""), changes)
    assert (tmp_path / "index.html").stat().st_size < 60_000  # of 100,000; the rest is for questions and plans
    pages = [tmp_path / "changes.html", *tmp_path.glob("changes~*.html")]
    assert len(pages) == 3
    text = pages[0].read_text(encoding="utf-8")
    assert text.count('<li lang="zh-CN">') == 6 * len(lines) * len(facts) and "另有 9982 份计划有变动" in text


def test_a_report_of_outputs_without_a_record_says_nothing_of_changes(tmp_path: Path) -> None:
    outputs = tmp_path / "outputs"
    write_results([result()], outputs)
    assert "与上次相比" not in build(outputs, tmp_path / "report").read_text(encoding="utf-8")
