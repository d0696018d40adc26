"""The actions of the edit mode: save corrections and judgements of units, extract again, and report the effect."""

from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import Field as Limits
from pydantic import ValidationError

from extractors.readers.base.progress import listening
from pipeline.corpus.authority import Judgement, append_judgement, read_authority
from pipeline.corpus.correctable import CorrectionError, fields_of, is_day
from pipeline.corpus.corrections import is_alignment
from pipeline.corpus.lock import folder_lock
from pipeline.corpus.manifest import Corpus, read_corpus
from pipeline.corpus.units import find_unit, units_of_plans
from pipeline.corpus.yaml_files import problem
from pipeline.errors import InputError
from pipeline.executors.attempt import Failure, attempt
from pipeline.facts.record import is_of_this_code
from pipeline.report.live.site import LiveReport
from pipeline.run.any_file import extract_apart
from pipeline.run.correct import Done, Wish, correct, fresh, line, today
from pipeline.run.stages import STAGES, Stages
from pipeline.serve.facts_view import field_name
from pipeline.serve.rebuild import Rebuilder
from pipeline.store.results import Result, read_results
from schemas import Correction, Message
from schemas.base import Model
from schemas.correction import Value


class CorrectionForm(Model):
    """A correction as the page sends it. ``seen``: the value that the page showed."""

    plan: str = Limits(max_length=200)
    target: str = Limits(max_length=500)
    field: str = Limits(max_length=600)
    now: str | None = None
    seen: Value
    why: str
    by: str


class JudgementForm(Model):
    """A judgement of two units as the page sends it. ``seen``: the verdict that the page showed; None if it had none."""

    one: str = Limits(max_length=300)
    other: str = Limits(max_length=300)
    verdict: Literal["same", "different", "succeeded_by"]
    seen: Literal["same", "different", "succeeded_by"] | None
    why: str
    by: str
    since: str = ""
    source: str = Limits("", max_length=300)


class DeskReply(NamedTuple):
    """The reply to the page: a message, and the version of the report that will include the change."""

    message: Message
    version: int


class Desk:
    """The corpus, outputs/, and the thread that rebuilds the report."""

    def __init__(self, corpus: Corpus, outputs: Path, stages: Stages = STAGES) -> None:
        """Store what a run needs."""
        self._folder, self.outputs, self.stages = corpus.folder, outputs, stages
        self.rebuilder = Rebuilder(corpus, outputs, stages)
        self.live = LiveReport(outputs, self._originals, corpus.folder)
        """Renders the pages of the report where it is not printed."""
        self._known: tuple[int, dict[str, Path]] = (0, {})
        self.pages_read: dict[str, tuple[int, int]] = {}
        """How far the scans are that are just being taken in: pages recognised and pages in all, by file name."""

    @property
    def corpus(self) -> Corpus:
        """Read the corpus again on every access: a person may edit its files while the server runs."""
        return read_corpus(self._folder)

    @property
    def report(self) -> Path:
        """Return the folder of the report."""
        return self.outputs / "report"

    @property
    def is_live(self) -> bool:
        """Return whether pages are rendered on request: there are too many plans for a printed report."""
        return not (self.report / "index.html").is_file() and is_of_this_code(self.outputs)

    def _originals(self) -> dict[str, Path]:
        """Return the original files by SHA-256; the manifest is read again when it changed."""
        corpus = Corpus(self._folder, ())
        at = corpus.manifest.stat().st_mtime_ns
        if at != self._known[0]:
            corpus = self.corpus
            self._known = at, {entry.sha256: corpus.path(entry) for entry in corpus.entries}
        return self._known[1]

    def open(self) -> tuple[str, ...]:
        """Bring outputs/ up to date and start the rebuilder; return the messages of documents that failed.

        InputError if there is no report to open.
        """
        # a build that fails must not keep the last report from being shown
        built = attempt(str(self.outputs), self.rebuilder.build)
        failed = (built.sentence,) if isinstance(built, Failure) else built
        # an empty corpus has no report either: the desk then begins with the page on which files are added
        if not (self.report / "index.html").is_file() and not self.is_live and self.corpus.entries:
            raise InputError(str(self.report), "there is no report", "; ".join(failed) or "run: gangmu run")
        self.rebuilder.start()
        return failed

    def close(self, patience: float = 60) -> None:
        """Start no more builds, and wait up to ``patience`` seconds for the current one."""
        self.rebuilder.close(patience)

    def extract(self, path: Path, plan_id: str) -> tuple[Result, ...]:
        """Extract the plans of a file that was dropped, in a process that ends at the limits of a job."""

        def note(done: int, pages: int) -> None:
            self.pages_read[path.name] = done, pages

        try:
            with listening(note):
                return extract_apart(path, plan_id, extract=self.stages.results)
        finally:
            self.pages_read.pop(path.name, None)

    def extract_again(self, plan_id: str) -> Result:
        """Bring outputs/ up to date for a plan and return it."""
        with folder_lock(self._folder):
            return fresh(self.corpus, self.outputs, plan_id, self.stages)

    def correct(self, form: CorrectionForm) -> DeskReply:
        """Save a correction and extract its plan again; CorrectionError if it is refused."""
        wish = Wish(form.plan, form.target, form.field, form.now, form.why, form.by, form.seen)
        done = correct(self.corpus, self.outputs, wish, self.stages)
        value = done.record.now
        # a judgement of an alignment is no field of the plan: the comparison applies it
        if not is_alignment(done.record):
            value = self._value_now(done, form.plan)
        return DeskReply(_saved_message(done, value), self.rebuilder.ask())

    def _value_now(self, done: Done[Correction], plan_id: str) -> Value:
        """Extract the plan again and return the value that the field has now."""
        fields = fields_of(self.extract_again(plan_id).plan, done.record.target)
        return next(field.value for field in fields if field.path == done.record.field)

    def judge(self, form: JudgementForm) -> DeskReply:
        """Save a judgement of two units and extract the plans that name them again; CorrectionError if it is refused."""
        corpus = self.corpus
        with folder_lock(self._folder):
            # under the lock: another command may just be replacing plans
            plans = tuple(result.plan for result in read_results(self.outputs))
            judgement = self._judgement(form, tuple(find_unit(plans, id) for id in (form.one, form.other)))
            current = read_authority(corpus.authority).verdicts().get(frozenset(judgement.units))
            if (current.verdict if current else None) != form.seen:
                raise _judgement_conflict(current)
            append_judgement(corpus.authority, judgement)
            affected = [plan.plan.id for plan in plans if {unit.id for unit in plan.units} & set(judgement.units)]
            before = len(tuple(units_of_plans(plans)))
            # the plans of one file (x, x--2) are extracted together
            for id in dict.fromkeys(id.partition("--")[0] for id in affected):
                fresh(corpus, self.outputs, id, self.stages)
            after = len(tuple(units_of_plans(result.plan for result in read_results(self.outputs))))
        zh = f"已保存到 units.yml，并重新抽取了 {len(affected)} 份计划；单位总数由 {before} 个变为 {after} 个。"
        en = (
            f"Saved to units.yml; {len(affected)} plans extracted again. Number of units: {before} before, {after} now."
        )
        return DeskReply(Message(zh=zh, en=en), self.rebuilder.ask())

    def _judgement(self, form: JudgementForm, units: tuple[str, ...]) -> Judgement:
        if form.since and not is_day(form.since):
            reason = Message(zh="须为日期，如 2024-05-01", en="expected a date, e.g. 2024-05-01")
            raise CorrectionError("since", reason, "enter a date")
        try:
            return Judgement.model_validate(
                {
                    "verdict": form.verdict,
                    "units": units,
                    "by": line(form.by, "by"),
                    "on": today(),
                    "why": line(form.why, "why"),
                    "since": form.since or None,
                    "source": line(form.source, "source") if form.source.strip() else None,
                }
            )
        except ValidationError as error:
            reason = Message(zh="须为两个不同的单位", en=problem(None, error))
            raise CorrectionError("units", reason, "choose two different units") from None


def _judgement_conflict(current: Judgement | None) -> CorrectionError:
    en = (
        f"{current.by} has meanwhile judged this pair as {current.verdict} ({current.why})"
        if current
        else "the judgement of this pair has been removed"
    )
    zh = f"{current.by} 已判定为 {current.verdict}（{current.why}）" if current else "这一判定已被删除"
    return CorrectionError.of_change("units", Message(zh=zh, en=en), current.verdict if current else None)


def _saved_message(done: Done[Correction], value: Value) -> Message:
    record = done.record
    zh = f"已保存到 {done.path.name} 并重新抽取：{field_name(record.field).zh} 由“{record.was}”改为“{value}”。"
    en = f"Saved to {done.path.name}; extracted again: {field_name(record.field).en} was {record.was!r} and is now {value!r}."
    effect = findings_effect(done)
    return Message(zh=zh + effect.zh, en=f"{en} {effect.en}".rstrip())


def findings_effect(done: Done[Any]) -> Message:
    """Return how many findings disappear and appear with a record, as a sentence; empty if none does."""
    if not done.gone and not done.new:
        return Message(zh="", en="")
    zh = f"审核发现减少 {len(done.gone)} 条，新增 {len(done.new)} 条。"
    return Message(zh=zh, en=f"Findings: {len(done.gone)} resolved, {len(done.new)} new.")
