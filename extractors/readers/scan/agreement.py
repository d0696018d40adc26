"""What a whole recognised document settles: a phrase that it prints better elsewhere, a sign between two names of units."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from extractors.language.patterns import lazy_pattern
from extractors.lexicon import entries
from extractors.readers.scan.lookalikes import LookalikeCorrection, correction_remark, printed_for
from extractors.readers.scan.plausible import DOUBTFUL
from schemas import Block, Remark
from schemas.document import Run

AROUND = 6
"""Neighbouring characters, on both sides together, that make two places the same phrase."""
OFTEN = 2
"""Places of a document, at least, that print the phrase with the other character."""
BY = ("全文用语", "the rest of the document")
"""What these corrections are based on, in both languages."""
STROKE = lazy_pattern(r"(?<=[\u4e00-\u9fff])\n?([1lI|丶])\n?(?=[\u4e00-\u9fff])")
"""What a 、 is taken for, also alone on its line of a cell."""
LONGEST = 40
"""Characters before a stroke in which the name before it is looked for."""
NAME = lazy_pattern(r"(?<![\u4e00-\u9fff0-9A-Za-z|丶])[\u4e00-\u9fff]{3,16}(?![\u4e00-\u9fff0-9A-Za-z|丶])")
"""Characters that stand alone, as a name in a list does; not behind a number, which counts them."""
RUN_OF_HAN = lazy_pattern(r"[\u4e00-\u9fff]+")

Phrase = tuple[str, str]
"""The characters before and after one character."""


class BlockCorrection(NamedTuple):
    """One character of a block: its place, and what is read there."""

    at: int
    printed: str


def settle_by_document(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], list[Remark]]:
    """Return the blocks of a document with such characters of recognised lines corrected, and a remark for each page.

    The corrected lines lose their confidence, so that what is read from them is doubtful.
    """
    recognised = [block for block in blocks if _is_recognised(block)]
    if not recognised:
        return tuple(blocks), []
    counts, names = _count_phrases(recognised), _names(recognised)
    settled, by_page = [], dict[int, list[LookalikeCorrection]]()
    for block in blocks:
        found = [*_strokes(block, names), *_lookalikes(block, counts)] if _is_recognised(block) else []
        for at, printed in sorted(found):
            around = block.text[max(0, at - 3) : at + 4].replace("\n", "").replace("\t", " ")
            by_page.setdefault(_run_at(block, at).page, []).append(LookalikeCorrection(around, printed))
        settled.append(_corrected(block, found) if found else block)
    remarks = [correction_remark(page, tuple(found), BY) for page, found in sorted(by_page.items())]
    return tuple(settled), remarks


def _is_recognised(block: Block) -> bool:
    return any(run.confidence is not None for run in block.runs)


def _phrases(text: str, at: int) -> Iterator[Phrase]:
    """Yield the neighbours of a character, as many before as after it, more before, more after."""
    for before in range(1, AROUND):
        left, right = text[max(0, at - before) : at], text[at + 1 : at + 1 + AROUND - before]
        if len(left) + len(right) == AROUND and "\n" not in left + right and "\t" not in left + right:
            yield left, right


def _count_phrases(blocks: Sequence[Block]) -> Mapping[Phrase, Counter[str]]:
    """Count the characters that stand in each phrase, as far as recognition confuses them."""
    pairs = printed_for()
    confused = {*pairs, *(char for printed in pairs.values() for char in printed)}
    counts: dict[Phrase, Counter[str]] = {}
    for block in blocks:
        for at, char in enumerate(block.text):
            if char in confused:
                for phrase in _phrases(block.text, at):
                    counts.setdefault(phrase, Counter())[char] += 1
    return counts


def _lookalikes(block: Block, counts: Mapping[Phrase, Counter[str]]) -> Iterator[BlockCorrection]:
    pairs = printed_for()
    for at, char in enumerate(block.text):
        seen = [counts[phrase] for phrase in _phrases(block.text, at)] if char in pairs else []
        for printed in pairs.get(char, ()):
            if any(count[printed] >= OFTEN and count[char] == 1 for count in seen):
                yield BlockCorrection(at, printed)
                break


def _names(blocks: Sequence[Block]) -> set[str]:
    """Return what ends as names of units do, and stands alone somewhere."""
    suffixes = tuple(suffix for entry in entries("unit_suffixes") for suffix in entry["suffixes"])
    alone = {found.group() for block in blocks for found in NAME.finditer(block.text)}
    return {name for name in alone if name.endswith(suffixes)}


def _strokes(block: Block, names: set[str]) -> Iterator[BlockCorrection]:
    """Yield the strokes between two names that the document prints elsewhere: 区委组织部1区人社局 is printed with a 、."""
    for stroke in STROKE.finditer(block.text):
        *_, before = RUN_OF_HAN.finditer(block.text, max(0, stroke.start() - LONGEST), stroke.start())
        after = RUN_OF_HAN.match(block.text, stroke.end())
        if after and before.group() in names and after.group() in names:
            yield BlockCorrection(stroke.start(1), "、")


def _run_at(block: Block, at: int) -> Run:
    return block.runs[max(bisect_right(block.runs, at, key=attrgetter("start")) - 1, 0)]


def _corrected(block: Block, found: Sequence[BlockCorrection]) -> Block:
    letters, weak = list(block.text), set[int]()
    for at, printed in found:
        letters[at] = printed
        weak.add(_run_at(block, at).start)
    runs = tuple(
        run.model_copy(update={"confidence": min(run.confidence or 0.0, DOUBTFUL)}) if run.start in weak else run
        for run in block.runs
    )
    return block.model_copy(update={"text": "".join(letters), "runs": runs})
