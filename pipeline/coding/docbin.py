"""Codes as training data for spaCy: a DocBin with one document a paragraph or table that has coded facts."""

from collections.abc import Iterable
from pathlib import Path

from pipeline.atomic import replace_bytes
from pipeline.coding.ratings import Ratings, codes_in_force
from pipeline.store.results import Result


def write_docbin(found: Ratings, results: Iterable[Result], path: Path) -> Path:
    """Write the codes that hold as span groups, one for each variable; what is disputed is left out.

    Tokens are characters, as in the exported plans: a span of facts begins and ends wherever the source says.
    """
    from spacy.tokens import Doc, DocBin, Span
    from spacy.vocab import Vocab

    by_block = found.by_block()
    vocab = Vocab()
    packed = DocBin(store_user_data=True)
    for result in results:
        for block in result.document.blocks:
            ratings = by_block.get((result.plan.plan.id, block.id), [])
            if not ratings:
                continue
            doc = Doc(vocab, words=list(block.text), spaces=[False] * len(block.text))
            doc.user_data["plan"], doc.user_data["block"] = result.plan.plan.id, block.id
            for rating in ratings:
                at = rating.fact.evidence
                spans = [Span(doc, at.start, at.end, label=code) for code in codes_in_force(rating)[0]]
                doc.spans[rating.variable] = [*doc.spans.get(rating.variable, ()), *spans]
            packed.add(doc)
    return replace_bytes(path, packed.to_bytes())
