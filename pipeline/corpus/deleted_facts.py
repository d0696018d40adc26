"""Delete a fact that the source does not state from a plan."""

from collections.abc import Iterator

from pipeline.corpus.placed_facts import Fact, placed_facts
from schemas import Deletion, Message


def delete_fact(plan: Fact, record: Deletion) -> Message | None:
    """Delete the fact and what depends on it; if it no longer quotes the passage, change nothing and return why."""
    found = _meant(plan, record)
    if isinstance(found, Message):
        return found
    id, fact = found
    if id.endswith("/deadline"):
        owner = next(task for task in plan["tasks"] if task["id"] == id.removesuffix("/deadline"))
        owner["deadline"] = None
        return None
    above = fact.get("parent") or fact.get("heading")
    for name in ("headings", "tasks", "units"):
        for other in plan[name]:
            other |= {link: above for link in ("parent", "heading") if other.get(link) == id}
            other |= {"details": None} if other.get("details") == id else {}
    gone = [duty for duty in plan["responsibilities"] if id in (duty["subject"], duty["unit"]) or duty is fact]
    for one in (fact, *gone):
        _drop(plan, one)
    # a unit that only a false fact named is as false as the fact
    _drop_unnamed(plan, {duty["unit"] for duty in gone})
    for commitment in plan["commitments"]:
        if commitment["subject"] == id:
            commitment["subject"] = above or plan["plan"]["id"]
    plan["findings"] = [finding for finding in plan["findings"] if set(finding["subjects"]) != {id}]
    return None


def deletable_facts(plan: Fact) -> Iterator[tuple[str, Fact]]:
    """Yield (id, fact) for every fact that a person can delete: all but the header of the plan, and the deadlines."""
    for id, _, fact in placed_facts(plan):
        if id != plan["plan"]["id"]:
            yield id, fact
    for task in plan["tasks"]:
        if task["deadline"]:
            yield f"{task['id']}/deadline", task["deadline"]


def quote_of(fact: Fact) -> str:
    """Return the passage that a fact quotes; for a unit, its name."""
    return str(fact["evidence"]["quote"] if "evidence" in fact else fact["name"])


def _meant(plan: Fact, record: Deletion) -> tuple[str, Fact] | Message:
    """Return the fact with the id and passage of the record, or the only other one of its kind with this passage.

    Ids are numbers in document order: when a newer version of the program reads one more task, those after it move.
    """
    facts = dict(deletable_facts(plan))
    fact = facts.get(record.delete)
    if fact is not None and quote_of(fact) == record.quote:
        return record.delete, fact
    fields = set(fact) if fact else None
    same = [
        (id, other)
        for id, other in facts.items()
        if quote_of(other) == record.quote and _kind(id) == _kind(record.delete) and fields in (None, set(other))
    ]
    if len(same) == 1:
        return same[0]
    return Message(zh="没有引用这段原文的这一条", en="there is no such fact with this passage")


def _kind(id: str) -> str:
    """Return the part of an id that names the kind of fact, without numbers: minhang-2023/task/7 → task."""
    return "/".join(part for part in id.split("/")[1:] if not any(sign.isdigit() for sign in part))


def _drop(plan: Fact, fact: Fact) -> None:
    owners = [plan[name] for name, facts in plan.items() if isinstance(facts, list)]
    owners += [task["plan_items"] for task in plan["tasks"]] + [entry["values"] for entry in plan["indicators"]]
    for owner in owners:
        owner[:] = [other for other in owner if other is not fact]


def _drop_unnamed(plan: Fact, candidates: set[str]) -> None:
    """Remove units that only deleted responsibilities named."""
    named = {duty["unit"] for duty in plan["responsibilities"]} | {unit["parent"] for unit in plan["units"]}
    plan["units"] = [unit for unit in plan["units"] if unit["id"] not in candidates - named]
