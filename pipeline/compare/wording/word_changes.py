"""Compare the wording of a continued task in the older and the newer plan, word by word."""

from difflib import SequenceMatcher

from pipeline.compare.wording.texts import TaskText
from pipeline.compare.wording.words import KeptNames, split_words
from schemas.comparison import Wording, WordPiece

ISLAND = 2
"""Fewer equal letters than this between two changes are a coincidence, and are shown as changed too."""


def wording(old: TaskText, new: TaskText, names: KeptNames) -> Wording:
    """Compare two texts without cutting names of units or indicators."""
    pieces = pieces_of(names.join(split_words(old.text)), names.join(split_words(new.text)))
    return Wording(old=old.id, new=new.id, pieces=pieces)


def pieces_of(old: list[str], new: list[str]) -> tuple[WordPiece, ...]:
    """Return what both have, what is removed and what is added, in reading order; removed before added."""
    # autojunk would ignore the frequent words of long texts
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    runs: list[tuple[str, str]] = []
    for at, (op, a, b, c, d) in enumerate(blocks):
        before, after = "".join(old[a:b]), "".join(new[c:d])
        inner = 0 < at < len(blocks) - 1
        if op == "equal" and not (inner and sum(map(str.isalnum, before)) < ISLAND):
            runs.append((before, before))
        elif op == "equal" or (runs and runs[-1][0] != runs[-1][1]):
            gone, came = runs.pop()
            runs.append((gone + before, came + after))
        else:
            runs.append((before, after))
    return tuple(piece for run in runs for piece in _pieces(*run))


def _pieces(before: str, after: str) -> tuple[WordPiece, ...]:
    if before == after:
        return (WordPiece(op="same", text=before),)
    removed = (WordPiece(op="removed", text=before),) if before else ()
    added = (WordPiece(op="added", text=after),) if after else ()
    return (*removed, *added)
