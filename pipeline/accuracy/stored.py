"""Samples that are judged on the desk: draw and store one, and read the judgements back."""

from collections.abc import Set
from pathlib import Path

from pipeline.accuracy.draw import KINDS, Sample
from pipeline.accuracy.figures import FactJudgement, PassageJudgement, SampleJudgements
from pipeline.corpus.lock import folder_lock
from pipeline.corpus.manifest import Corpus
from pipeline.corpus.sample_records import (
    DrawnFact,
    DrawnPassage,
    SampleVerdict,
    StoredSample,
    read_sample,
    sample_names,
    store_sample,
)
from pipeline.errors import InputError


def record_sample(corpus: Corpus, name: str, sample: Sample) -> Path:
    """Store a sample under a name; InputError if the name is in use or the sample is empty."""
    if not sample.facts and not sample.passages:
        raise InputError(name, "there is nothing to draw from", "add documents first")
    facts = (
        DrawnFact(
            fact=f"f{number}", plan=one.plan, genre=one.genre, kind=one.kind, text=one.text,
            quote=one.evidence.quote, block=one.evidence.block, start=one.evidence.start, end=one.evidence.end,
            doubtful=one.doubtful,
        )
        for number, one in enumerate(sample.facts, 1)
    )  # fmt: skip
    passages = (
        DrawnPassage(
            passage=f"p{number}", plan=one.plan, genre=one.genre, text=one.text, block=one.block,
            found={kind: count for kind, count in one.found.items() if count}, facts=one.facts,
        )
        for number, one in enumerate(sample.passages, 1)
    )  # fmt: skip
    with folder_lock(corpus.folder):
        return store_sample(corpus.samples, name, [*facts, *passages])


def judgements_of(sample: StoredSample) -> SampleJudgements:
    """Return what was judged of a sample."""
    facts, passages = [], []
    for item, verdict in sample.verdicts.items():
        fact, passage = sample.facts.get(item), sample.passages.get(item)
        if fact and verdict.right is not None:
            facts.append(FactJudgement(fact.plan, fact.kind, fact.genre, fact.doubtful, verdict.right))
        if passage and verdict.missing is not None:
            passages.append(PassageJudgement(passage.plan, passage.genre, passage.found, verdict.missing))
    return SampleJudgements(tuple(facts), tuple(passages))


def desk_judgements(corpus: Corpus, name: str | None = None, plans: Set[str] | None = None) -> SampleJudgements:
    """Return the judgements of a sample, by default of the only one; nothing if there is none.

    ``plans``: without a name, only samples of nothing but these plans are taken. InputError if there are several and none
    is named: a fact may be in two of them, and would count twice.
    """
    if name is not None:
        return judgements_of(read_sample(corpus.samples, name))
    samples = [read_sample(corpus.samples, one) for one in sample_names(corpus.samples)]
    found = [sample for sample in samples if plans is None or _plans_of(sample) <= plans]
    if len(found) > 1:
        raise InputError(str(corpus.samples), f"there are {len(found)} samples", f"name one: --sample {found[-1].name}")
    return judgements_of(found[0]) if found else SampleJudgements()


def _plans_of(sample: StoredSample) -> Set[str]:
    return {fact.plan for fact in sample.facts.values()} | {one.plan for one in sample.passages.values()}


def is_verdict_of(sample: StoredSample, verdict: SampleVerdict) -> bool:
    """Return whether a verdict is one that can be given of an item: right or wrong of a fact, counts of a passage."""
    if verdict.item in sample.facts:
        return verdict.right is not None and verdict.missing is None
    counts = verdict.missing or {}
    known = verdict.item in sample.passages and verdict.right is None and verdict.missing is not None
    return known and set(counts) <= set(KINDS) and all(0 < count < 1000 for count in counts.values())
