"""Which facts of a plan are believed: the others become unread passages, or carry ``doubt``."""

from collections.abc import Sequence

from extractors.coverage.doubts.close_rows import mark_close_rows
from extractors.coverage.doubts.faint import mark_faint
from extractors.coverage.doubts.joined_names import joined_names, joined_spans, mark_joined
from extractors.coverage.doubts.refused_rows import Believed, refuse_cut_rows
from extractors.coverage.doubts.source_characters import SourceCharacters
from extractors.coverage.doubts.stray_words import mark_stray_words, stray_spans
from extractors.coverage.doubts.torn_rows import doubts, spans, without_refused
from schemas import Block, Plan


def believe(plan: Plan, blocks: Sequence[Block]) -> Believed:
    """Take the facts out of a plan that cut a number, a name or a cell, and mark those that may be read otherwise."""
    by_id, source = {block.id: block for block in blocks}, SourceCharacters(blocks)
    whole = refuse_cut_rows(plan, by_id, source)
    rows = doubts(whole.plan, blocks, source)
    plan = without_refused(whole.plan, rows)
    joined = joined_names(plan)
    passages = (*whole.unread, *spans(rows), *joined_spans(joined, by_id))
    plan = mark_close_rows(mark_stray_words(mark_joined(plan, joined), by_id), by_id)
    return Believed(mark_faint(plan), (*passages, *stray_spans(plan, by_id)))
