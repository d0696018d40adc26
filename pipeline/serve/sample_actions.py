"""The actions on samples: draw one, and say whether a fact is right or how many facts a passage states that were not read."""

from pydantic import Field as Limits

from pipeline.accuracy.draw import draw_sample
from pipeline.accuracy.stored import is_verdict_of, record_sample
from pipeline.corpus.correctable import CorrectionError
from pipeline.corpus.lock import folder_lock
from pipeline.corpus.sample_records import SampleVerdict, append_verdict, read_sample
from pipeline.errors import no_plan_error
from pipeline.run.correct import line, today
from pipeline.serve.desk import Desk, DeskReply
from pipeline.store.results import open_results
from schemas import Message
from schemas.base import Model


class DrawForm(Model):
    """A sample to draw: ``size`` facts of each kind and as many passages."""

    size: str = Limits(max_length=6, pattern=r"^[1-9][0-9]*$")
    seed: str = Limits(max_length=9, pattern=r"^[0-9]+$")


class VerdictForm(Model):
    """What a person says of an item. ``seen``: what the page showed of it, None if nothing was said."""

    sample: str = Limits(max_length=60)
    item: str = Limits(max_length=20)
    right: bool | None = None
    missing: dict[str, int] | None = Limits(None, max_length=10)
    seen: bool | dict[str, int] | None
    by: str


def draw(desk: Desk, form: DrawForm) -> DeskReply:
    """Draw a sample from the plans and store it; InputError if there is one of this size and seed."""
    results = open_results(desk.outputs)
    if not results:
        raise no_plan_error(desk.outputs)
    sample = draw_sample(results, int(form.size), int(form.seed))
    # the name says how it was drawn, so that anybody can draw it again
    record_sample(desk.corpus, f"n{int(form.size)}-seed{int(form.seed)}", sample)
    zh = f"已抽取 {len(sample.facts)} 条事实、{len(sample.passages)} 段文字，请刷新页面。"
    en = f"Drawn: {len(sample.facts)} facts and {len(sample.passages)} passages; reload the page."
    return DeskReply(Message(zh=zh, en=en), desk.rebuilder.state().version)


def give_verdict(desk: Desk, form: VerdictForm) -> DeskReply:
    """Save what a person says of an item; CorrectionError if it does not fit, or somebody else has said something meanwhile."""
    corpus = desk.corpus
    by = line(form.by, "by")
    verdict = SampleVerdict(item=form.item, right=form.right, missing=form.missing, by=by, on=today())
    with folder_lock(corpus.folder):
        sample = read_sample(corpus.samples, form.sample)
        if not is_verdict_of(sample, verdict):
            reason = Message(
                zh="样本中没有这一条，或判断不完整", en="the sample has no such item, or the verdict is incomplete"
            )
            raise CorrectionError(form.item, reason, "reload the page")
        before = sample.verdicts.get(form.item)
        # of two people at once, the second decides only after seeing what the first said
        if before and before.answer != form.seen:
            reason = Message(zh=f"{before.by} 已判定", en=f"{before.by} has meanwhile judged it")
            raise CorrectionError.of_change(form.item, reason)
        append_verdict(corpus.samples, form.sample, verdict)
    return DeskReply(Message(zh="已保存。", en="Saved."), desk.rebuilder.state().version)
