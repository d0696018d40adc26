"""The pages on which a random sample is drawn and judged, and on which the accuracy that follows is shown."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.accuracy.draw import KINDS
from pipeline.accuracy.figures import SampleJudgements, accuracy_of
from pipeline.accuracy.intervals import Proportion
from pipeline.accuracy.stored import judgements_of
from pipeline.corpus.manifest import Corpus
from pipeline.corpus.sample_records import DrawnFact, DrawnPassage, StoredSample, read_sample, sample_names
from pipeline.serve.pairs_view import PassageInContext, block_text, passage_of
from pipeline.serve.query import Query, first, list_page, number
from pipeline.views.indexed_plan import IndexedPlan
from pipeline.views.labels import label
from pipeline.views.links import block_id, fragment
from schemas import Evidence, Message

LEVEL = 0.95
BookOf = Callable[[str], IndexedPlan | None]
"""Returns the plan with an id; None if it left the corpus."""


@dataclass(frozen=True, slots=True)
class FactToJudge:
    """A fact of the sample. ``right``: what a person said, None if nobody has; ``seen``: the same as JSON."""

    item: str
    kind: Message
    text: str
    passage: PassageInContext
    doubtful: bool
    right: bool | None
    seen: str


@dataclass(frozen=True, slots=True)
class PassageToJudge:
    """A passage of the sample.

    ``counts``: (kind, name, facts missing); ``is_judged``: a person has counted; ``seen``: the counts as JSON.
    """

    item: str
    passage: PassageInContext
    facts: tuple[str, ...]
    counts: tuple[tuple[str, Message, int], ...]
    is_judged: bool
    seen: str


@dataclass(frozen=True, slots=True)
class SampleView:
    """One page of a sample; facts come first, then passages."""

    name: str
    facts: tuple[FactToJudge, ...]
    passages: tuple[PassageToJudge, ...]
    only_open: bool
    done: int
    total: int
    page: int
    pages: int


def chosen_sample(corpus: Corpus, query: Query) -> str:
    """Return the sample that an address names, or the last one; "" if there is none."""
    names = sample_names(corpus.samples)
    given = first(query, "sample")
    return given if given in names else next(reversed(names), "")


def sample_view(corpus: Corpus, book_of: BookOf, name: str, query: Query) -> SampleView:
    """Return a page of the sample, of all items or of those that nobody has judged."""
    sample = read_sample(corpus.samples, name)
    items: dict[str, DrawnFact | DrawnPassage] = {**sample.facts, **sample.passages}
    only_open = "only_open" in query
    shown = [one for one in items.items() if not (only_open and one[0] in sample.verdicts)]
    here = list_page(shown, number(query, "page"))
    return SampleView(
        name=name,
        facts=tuple(_fact(id, one, sample, book_of) for id, one in here.items if isinstance(one, DrawnFact)),
        passages=tuple(_passage(id, one, sample, book_of) for id, one in here.items if isinstance(one, DrawnPassage)),
        only_open=only_open,
        done=len(sample.verdicts.keys() & items.keys()),
        total=len(items),
        page=here.page,
        pages=here.pages,
    )


def kind_name(kind: str) -> Message:
    """Return the name of a kind of fact that is judged."""
    return label(f"edit_sampled.{kind}")


def _fact(item: str, fact: DrawnFact, sample: StoredSample, book_of: BookOf) -> FactToJudge:
    verdict = sample.verdicts.get(item)
    passage = _in_context(book_of(fact.plan), fact.block, fact.start, fact.quote)
    right = verdict.right if verdict else None
    return FactToJudge(item, kind_name(fact.kind), fact.text, passage, fact.doubtful, right, json.dumps(right))


def _passage(item: str, passage: DrawnPassage, sample: StoredSample, book_of: BookOf) -> PassageToJudge:
    verdict = sample.verdicts.get(item)
    seen = verdict.missing if verdict else None
    counts = tuple((kind, kind_name(kind), (seen or {}).get(kind, 0)) for kind in KINDS)
    book = book_of(passage.plan)
    whole = PassageInContext(book.name if book else passage.plan, "", passage.text, "", _address(book, passage.block))
    return PassageToJudge(item, whole, passage.facts, counts, verdict is not None, json.dumps(seen))


def _in_context(book: IndexedPlan | None, block: str, start: int, quote: str) -> PassageInContext:
    """Return the passage with the text around it; without it if the document now reads otherwise."""
    evidence = Evidence(block=block, start=start, end=start + len(quote), quote=quote)
    if book is None:
        return PassageInContext("", "", quote, "", "")
    # the sample is as it was drawn, the document may have been replaced since
    if block_text(book, block)[start : evidence.end] != quote:
        return PassageInContext(book.name, "", quote, "", book.page("source"))
    return passage_of(book, evidence, book.name)


def _address(book: IndexedPlan | None, block: str) -> str:
    """Return the address of a block in the source view; "" if the document left the corpus."""
    return "" if book is None else book.page("source") + fragment(block_id(block))


@dataclass(frozen=True, slots=True)
class AccuracyLine:
    """Precision, precision of doubtful facts and recall of one kind of fact, as text."""

    kind: Message
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AccuracyView:
    """The accuracy of a sample over all documents (``""``) and for each kind of document; ``wrong``: facts judged wrong."""

    name: str
    judged: tuple[int, int]
    groups: tuple[tuple[str, tuple[AccuracyLine, ...]], ...]
    wrong: tuple[FactToJudge, ...]


def accuracy_view(corpus: Corpus, book_of: BookOf, name: str) -> AccuracyView:
    """Return what the judgements of a sample say."""
    sample = read_sample(corpus.samples, name)
    judged = judgements_of(sample)
    wrong = (id for id, verdict in sample.verdicts.items() if verdict.right is False and id in sample.facts)
    return AccuracyView(
        name,
        (len(judged.facts), len(judged.passages)),
        tuple((genre, _lines(one)) for genre, one in judged.by_genre().items()),
        tuple(_fact(id, sample.facts[id], sample, book_of) for id in wrong),
    )


def _lines(judged: SampleJudgements) -> tuple[AccuracyLine, ...]:
    rows = accuracy_of(judged, LEVEL)
    return tuple(
        AccuracyLine(kind_name(row.kind), tuple(_text(one) for one in (row.precision, row.doubtful, row.recall)))
        for row in rows
    )


def _text(found: Proportion) -> str:
    return f"{found.interval} {found.hits}/{found.of}" if found.interval else "—"
