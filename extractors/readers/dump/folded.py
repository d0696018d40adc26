"""Lines that were cut a second time: a dump of printed lines, folded at a number of characters by a mail or a terminal.

Cutting at a fixed number of characters leaves a trace: no line is longer than the fold, and far more lines are exactly as long as
it than nearly so, while on a typeset page digits and punctuation make full lines differ. Where that is seen the text is
read twice, as it is and with the cuts taken back, and the reading that breaks fewer sentences, or else fewer table rows, is used.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from extractors.language.patterns import lazy_pattern
from extractors.readers.base.cuts import Cuts, cut_out
from extractors.readers.base.lines import BREAK
from extractors.readers.base.markers import LABEL, OPENING, completes_sentence, may_end_paragraph
from schemas import Block

LEAST = 8
"""Lines of the full length, at least, before a fold is assumed."""
SHARE = 0.03
"""Of all lines are of the full length, at least."""
SHARPER = 1.5
"""Times as many lines are of the full length as of any of the three lengths below it."""
SHORT = 12
"""Characters; a shorter paragraph may be a title and need not end a sentence. So may one without any pause."""
PAUSE = lazy_pattern("[，、。；：！？,;:]")
OPEN = lazy_pattern("[，、,（(〔“《]$")
"""An end that is none, whatever follows: a list mark, or a label such as 完成时限."""
NARROWEST = 15
"""Characters; a narrower column is a table's."""


def unfold(text: str) -> tuple[str, Cuts]:
    """Undo the cuts of a text that may have been folded; return it unchanged if nothing suggests that it was.

    A line that was exactly as long as the fold before the cut is recognised by its content: the end of a sentence before a list mark or an indent,
    or a row with as many tabs as the row before it.
    """
    ends = [match.span() for match in BREAK.finditer(text)]
    starts = [0, *(end for _, end in ends)]
    bodies = [text[start:end] for start, (end, _) in zip(starts, [*ends, (len(text), 0)], strict=True)]
    fold = find_fold(bodies)
    if fold is None:
        return text, Cuts()
    folds: list[tuple[int, int]] = []
    row, columns = 0, 0
    for span, (body, after) in zip(ends, pairwise(bodies), strict=True):
        row += body.count("\t")
        whole = columns and row >= columns and "\t" in after
        if len(body) == fold and after.strip() and not whole and not _starts_paragraph(body, after):
            folds.append(span)
        else:
            row, columns = 0, row
    return cut_out(text, folds)


def _starts_paragraph(body: str, after: str) -> bool:
    return completes_sentence(body) and (after[:1] == "\u3000" or after[:2].isspace() or bool(OPENING.match(after)))


def find_fold(bodies: Sequence[str]) -> int | None:
    """Return the length at which lines seem to be cut, or None."""
    counts = Counter(len(body) for body in bodies if body.strip())
    fold = max(counts, default=0)
    full = counts[fold]
    if fold < NARROWEST or full < max(LEAST, SHARE * counts.total()):
        return None
    near = max(counts[fold - 1], counts[fold - 2], counts[fold - 3])
    return fold if full >= SHARPER * near else None


def count_torn_paragraphs(blocks: Sequence[Block]) -> int:
    """Count the paragraphs that end in the middle of a sentence and go on in the next."""
    return sum(
        1
        for block, after in pairwise(blocks)
        if block.kind == after.kind == "paragraph"
        and len(block.text) > SHORT
        and PAUSE.search(block.text)
        and not (may_end_paragraph(block.text) or completes_sentence(block.text))
        and (OPEN.search(block.text) or not (OPENING.match(after.text) or LABEL.match(after.text)))
    )


def count_uneven_rows(text: str) -> int:
    """Count the lines that hold another number of tabs than the line before: rows that were cut do."""
    counts = [line.count("\t") for line in BREAK.split(text) if line.strip()]
    return sum(1 for before, count in pairwise(counts) if before != count)
