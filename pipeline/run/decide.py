"""Decide about whole plans: remove, rename, follow, place, acknowledge a finding. Each is a record in decisions.yml."""

from pathlib import Path
from typing import Literal

from pipeline.corpus.decisions import Decision
from pipeline.corpus.lock import folder_lock
from pipeline.corpus.manifest import Corpus, id_problem, read_corpus
from pipeline.corpus.records import append_record
from pipeline.errors import InputError
from pipeline.run.correct import entry_of, line, today
from pipeline.run.rename import rewrite_ids
from pipeline.store.results import plan_folder, read_plan


def remove_plan(corpus: Corpus, plan: str, why: str, by: str) -> Decision:
    """Leave a document out of the corpus; its file and records are not deleted, so that it can be restored."""
    return _decide(corpus, "remove", entry_of(corpus, plan).id, why, by)


def follow(corpus: Corpus, plan: str, predecessor: str | None, why: str, by: str) -> Decision:
    """Set the predecessor of a plan; None: it has none."""
    own = entry_of(corpus, plan).id
    if predecessor is not None and entry_of(corpus, predecessor).id == own:
        raise InputError(plan, "a plan cannot follow itself", "name another plan")
    if predecessor is not None and own in _before(corpus, predecessor):
        raise InputError(plan, f"{predecessor} already follows it", "set the predecessor of that plan first")
    return _decide(corpus, "follow", own, why, by, to=predecessor)


def _before(corpus: Corpus, plan: str) -> list[str]:
    """Return the plans before this one, latest first."""
    above = {entry.id: entry.predecessor for entry in corpus.entries}
    found: list[str] = []
    at = above.get(plan.partition("--")[0])
    while at and (id := at.partition("--")[0]) not in found:
        found.append(id)
        at = above.get(id)
    return found


def set_place(corpus: Corpus, plan: str, place: str | None, why: str, by: str) -> Decision:
    """Set the place that a plan belongs to, from the highest named level down; None: it has none."""
    return _decide(corpus, "place", entry_of(corpus, plan).id, why, by, to=place)


def acknowledge(
    corpus: Corpus, outputs: Path, plan: str, code: str, subject: str | None, why: str, by: str
) -> Decision:
    """Record that a person has reviewed a finding; InputError if the plan has no such finding, or several."""
    entry = entry_of(corpus, plan)
    folder = plan_folder(outputs, plan)
    if folder is None:
        raise InputError(plan, "it was not extracted yet", "run: gangmu run")
    found = [finding for finding in read_plan(folder).findings if finding.code == code and not finding.acknowledged]
    names = (subject, f"{plan}/{subject}")
    found = [finding for finding in found if subject is None or set(names) & set(finding.subjects)]
    if not found:
        raise InputError(plan, f"it has no open finding {code}", "list them: gangmu audit")
    if len(found) > 1:
        subjects = "、".join(finding.subjects[0] for finding in found[:8] if finding.subjects)
        raise InputError(plan, f"it has {len(found)} findings {code}", f"name a fact with --about: {subjects}")
    about = next(iter(found[0].subjects), plan)
    return _decide(corpus, "acknowledge", entry.id, why, by, code=code, subject=about)


def rename_plan(corpus: Corpus, plan: str, to: str, why: str, by: str) -> Decision:
    """Give a document another id, in all records of the corpus; InputError if the id is not valid or in use."""
    old = entry_of(corpus, plan).id
    if problem := id_problem(to):
        raise InputError(to, problem, "choose another")
    if to == old or to.casefold() in corpus.ids_in_use - {old.casefold()}:
        raise InputError(to, "the id is in use", "choose another")
    with folder_lock(corpus.folder):
        rewrite_ids(corpus.folder, old, to)
    return _decide(read_corpus(corpus.folder), "rename", old, why, by, to=to)


Kind = Literal["remove", "rename", "follow", "place", "acknowledge"]


def _decide(corpus: Corpus, kind: Kind, plan: str, why: str, by: str, **given: str | None) -> Decision:
    decision = Decision(decide=kind, plan=plan, why=line(why, "why"), by=line(by, "by"), on=today(), **given)
    with folder_lock(corpus.folder):
        append_record(corpus.decisions, decision.as_declared(exclude_none=True))
    return decision
