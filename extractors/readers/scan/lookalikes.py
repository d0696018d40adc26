"""Characters that recognition takes for others of the same look: 责任部内 for 责任部门, settled by the words around them."""

import math
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from extractors.language.dictionary import tokenizer
from extractors.lexicon import entries
from extractors.readers.page.model import Ink
from schemas import Remark

LIKELIER = math.log(100)
"""How much likelier, as a logarithm, the words must be with the other character: one in a hundred of these characters is confused."""
LONGEST = 4
"""Characters of the longest word that is looked up."""
USUAL = 5000
"""Occurrences of a usual word in the 60,000,000 words that the dictionary counts."""
NAMED = 5
"""Corrections that the remark names."""


class LookalikeCorrection(NamedTuple):
    """A recognised character with what is around it, and the character that is read instead."""

    around: str
    printed: str


@cache
def printed_for() -> Mapping[str, tuple[str, ...]]:
    """Return the characters that a page may print where recognition sees one."""
    found = defaultdict(list)
    for entry in entries("recognition"):
        found[entry["seen"]].append(entry["printed"])
    return {seen: tuple(printed) for seen, printed in found.items()}


@cache
def _office_words() -> Mapping[str, int]:
    """Return how often words of the genre occur that the dictionary hardly knows: as often as usual words."""
    words = {word for entry in entries("office_words") for word in entry["words"]}
    return {word: max(USUAL, tokenizer().FREQ.get(word) or 0) for word in words}


def correct_lookalikes(ink: Ink) -> tuple[Ink, Remark | None]:
    """Return a page with such characters corrected in what was recognised on it, and a remark that names them.

    A character is corrected if the words around it are far likelier with the other. Lines are taken together, because a
    word may be broken over two of them.
    """
    recognised = [number for number, span in enumerate(ink.spans) if span.confidence is not None]
    text = "".join(ink.spans[number].text for number in recognised)
    corrected, corrections = correct_text(text)
    if not corrections:
        return ink, None
    spans, at = list(ink.spans), 0
    for number in recognised:
        size = len(spans[number].text)
        spans[number] = spans[number]._replace(text=corrected[at : at + size])
        at += size
    return ink._replace(spans=tuple(spans)), correction_remark(ink.page, corrections)


def correct_text(text: str) -> tuple[str, tuple[LookalikeCorrection, ...]]:
    """Return recognised text, as long as before, with look-alikes corrected; and the corrections in its order."""
    confused = printed_for()
    if not any(char in confused for char in text):
        return text, ()
    letters, corrections = list(text), []
    for at, char in enumerate(text):
        if char not in confused:
            continue
        before, after = text[max(0, at - LONGEST) : at], text[at + 1 : at + 1 + LONGEST]
        gains = {printed: _likelihood(before + printed + after) for printed in confused[char]}
        best = max(gains, key=lambda printed: gains[printed])
        if _is_unusual(char) or gains[best] - _likelihood(before + char + after) > LIKELIER:
            letters[at] = best
            corrections.append(LookalikeCorrection(before[-3:] + char + after[:3], best))
    return "".join(letters), tuple(corrections)


def _is_unusual(char: str) -> bool:
    """Return whether a character is not in GB 2312, the set of simplified Chinese: hardly a plan prints one."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


def _likelihood(text: str) -> float:
    """Return the logarithm of the likelihood of the likeliest words that make up a text."""
    counts, total, office_words = tokenizer().FREQ, tokenizer().total, _office_words()
    best = [0.0]
    for end in range(1, len(text) + 1):
        best.append(
            max(
                best[start] + math.log((office_words.get(text[start:end]) or counts.get(text[start:end]) or 1) / total)
                for start in range(max(0, end - LONGEST), end)
                if end - start == 1 or text[start:end] in office_words or counts.get(text[start:end])
            )
        )
    return best[-1]


def correction_remark(
    page: int, corrections: tuple[LookalikeCorrection, ...], by: tuple[str, str] = ("词典", "the dictionary")
) -> Remark:
    """Return the remark that names the first corrections of a page; ``by``: what they are based on, in both languages."""
    shown = corrections[:NAMED]
    zh = "、".join(f"“{around}”中的{printed}" for around, printed in shown)
    en = ", ".join(f"{printed} in “{around}”" for around, printed in shown)
    more = len(corrections) - len(shown)
    return Remark(
        code="characters-corrected",
        zh=f"第{page}页的识别结果按{by[0]}更正了{len(corrections)}个形近字：{zh}{f'等（另有{more}处）' if more else ''}。",
        en=f"On page {page} {by[1]} corrected {len(corrections)} recognised characters: {en}"
        f"{f' and {more} more' if more else ''}.",
        page=page,
    )
