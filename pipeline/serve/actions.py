"""The other actions of the desk: add and delete facts, undo records, decide about plans and codes, take in files."""

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, NamedTuple

from pydantic import Field as Limits

from extractors.errors import UnreadableError
from pipeline.errors import InputError
from pipeline.run.add import Wish, add
from pipeline.run.correct import Done
from pipeline.run.decide import acknowledge, follow, remove_plan, rename_plan, set_place
from pipeline.run.fact_records import FalseFact, MissedFact, add_missed, delete_false
from pipeline.run.succession import extracted_headers
from pipeline.run.undo import undo
from pipeline.serve.coding_actions import CodeEntryForm, CodeForm, CodingForm, add_code, decide_code, save_coding
from pipeline.serve.desk import CorrectionForm, Desk, DeskReply, JudgementForm, findings_effect
from pipeline.serve.sample_actions import DrawForm, VerdictForm, draw, give_verdict
from pipeline.views.labels import label
from pipeline.views.reading_state import reading_state
from schemas import Message
from schemas.base import Model


class AdditionForm(Model):
    """A missed fact as the page sends it. ``block``, ``start``: where the text was marked."""

    plan: str = Limits(max_length=200)
    kind: str = Limits(max_length=40)
    quote: str = Limits(max_length=20_000)
    block: str = Limits(max_length=100)
    start: int
    fields: dict[str, str] = Limits(default_factory=dict, max_length=30)
    why: str
    by: str


class DeletionForm(Model):
    plan: str = Limits(max_length=200)
    target: str = Limits(max_length=500)
    why: str
    by: str


class UndoForm(Model):
    key: str = Limits(max_length=40)
    why: str
    by: str


class PlanForm(Model):
    """A decision about a plan. ``to``: its new id, predecessor or place; empty for none."""

    plan: str = Limits(max_length=200)
    what: Literal["remove", "rename", "follow", "place"]
    to: str = Limits("", max_length=200)
    why: str
    by: str


class AcknowledgementForm(Model):
    """A finding that a person has reviewed. ``subject``: id of the fact that identifies it."""

    plan: str = Limits(max_length=200)
    code: str = Limits(max_length=60)
    subject: str = Limits(max_length=500)
    why: str
    by: str


class UpdateForm(Model):
    """A request without content: to build the report again."""


def add_fact(desk: Desk, form: AdditionForm) -> DeskReply:
    """Save a missed fact and extract its plan again; CorrectionError if it is refused."""
    # the same words may occur several times in a plan: the place says which of them the person marked
    near = (form.block, form.start)
    wish = MissedFact(form.plan, form.kind, form.quote, form.fields, form.why, form.by, near)
    done = add_missed(desk.corpus, desk.outputs, wish, desk.stages)
    desk.extract_again(form.plan)
    return DeskReply(
        _with_findings(done, f"已补充：{done.record.quote}", f"Added: {done.record.quote}"), desk.rebuilder.ask()
    )


def delete_fact(desk: Desk, form: DeletionForm) -> DeskReply:
    """Save that a fact is false and extract its plan again; CorrectionError if it is refused."""
    done = delete_false(desk.corpus, desk.outputs, FalseFact(form.plan, form.target, form.why, form.by), desk.stages)
    desk.extract_again(form.plan)
    zh = "已删除，可在“更正记录”中撤销。"
    return DeskReply(_with_findings(done, zh, "Deleted; it can be undone under Records."), desk.rebuilder.ask())


def undo_record(desk: Desk, form: UndoForm) -> DeskReply:
    """Withdraw a record; InputError if a later one depends on it."""
    path, _ = undo(desk.corpus, form.key, form.why, form.by)
    # the open panel shows the plan of a correction at once; what other records change waits for the next build
    if path.parent.name == "corrections":
        desk.extract_again(path.stem)
    return DeskReply(Message(zh="已撤销。", en="Undone."), desk.rebuilder.ask())


def decide(desk: Desk, form: PlanForm) -> DeskReply:
    """Remove, rename or place a plan, or set its predecessor."""
    corpus, to = desk.corpus, form.to.strip()
    match form.what:
        case "remove":
            remove_plan(corpus, form.plan, form.why, form.by)
        case "rename":
            rename_plan(corpus, form.plan, to, form.why, form.by)
        case "follow":
            follow(corpus, form.plan, to or None, form.why, form.by)
        case "place":
            set_place(corpus, form.plan, to or None, form.why, form.by)
    return DeskReply(Message(zh="已保存。", en="Saved."), desk.rebuilder.ask())


def acknowledge_finding(desk: Desk, form: AcknowledgementForm) -> DeskReply:
    """Record that a finding was reviewed; InputError if the plan has no such finding, or several."""
    acknowledge(desk.corpus, desk.outputs, form.plan, form.code, form.subject, form.why, form.by)
    return DeskReply(
        Message(zh="已确认，此后附理由显示。", en="Recorded; it is shown with your reason."), desk.rebuilder.ask()
    )


def update(desk: Desk, form: UpdateForm) -> DeskReply:
    """Build the report again, with codes and judgements that were saved since."""
    return DeskReply(Message(zh="正在更新。", en="Updating."), desk.rebuilder.ask())


def _with_findings(done: Done[Any], zh: str, en: str) -> Message:
    effect = findings_effect(done)
    return Message(zh=f"{zh} {effect.zh}".rstrip(), en=f"{en} {effect.en}".rstrip())


class DeskAction(NamedTuple):
    """The form that a request must contain, and the function that handles it."""

    form: type[Model]
    handle: Callable[[Desk, Any], DeskReply]


ACTIONS: Mapping[str, DeskAction] = {
    "/edit/correct": DeskAction(CorrectionForm, Desk.correct),
    "/edit/judge": DeskAction(JudgementForm, Desk.judge),
    "/edit/add": DeskAction(AdditionForm, add_fact),
    "/edit/delete": DeskAction(DeletionForm, delete_fact),
    "/edit/undo": DeskAction(UndoForm, undo_record),
    "/edit/plan": DeskAction(PlanForm, decide),
    "/edit/coding": DeskAction(CodingForm, save_coding),
    "/edit/code": DeskAction(CodeForm, decide_code),
    "/edit/codebook": DeskAction(CodeEntryForm, add_code),
    "/edit/acknowledge": DeskAction(AcknowledgementForm, acknowledge_finding),
    "/edit/draw": DeskAction(DrawForm, draw),
    "/edit/verdict": DeskAction(VerdictForm, give_verdict),
    "/edit/update": DeskAction(UpdateForm, update),
}


def take_in(desk: Desk, name: str, data: bytes, *, anyway: bool = False) -> dict[str, Any]:
    """Register a file that was dropped on the page; return what was recognised.

    RefusedError if it is not registered, NoTaskError if no task was found and ``anyway`` is false.
    """
    # its own name is kept, because the proposed id comes from it
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        wish = Wish(anyway=anyway, headers=extracted_headers(desk.outputs))
        try:
            added = add(path, desk.corpus, wish, extract=desk.extract)
        except (InputError, UnreadableError) as error:
            error.args = tuple(str(text).replace(str(path), name) for text in error.args)  # the page knows no folder
            raise
    plan = added.results[0].plan
    return {
        "id": added.entry.id,
        "title": plan.plan.title,
        "issuers": list(plan.plan.issuers),
        "issued_on": plan.plan.issued_on,
        "place": added.entry.place,
        # a file may contain several plans: the page shows the header of the first and the tasks of all
        "tasks": sum(len(result.plan.tasks) for result in added.results),
        "read": label(f"edit_state.{reading_state(plan)}").model_dump(),
        "may_follow": list(added.may_follow),
        "version": desk.rebuilder.ask(),
    }
