"""Whether recognised text can be what a page says: a blurred or upside-down page gives characters, but no words."""

from collections.abc import Sequence

from extractors.language.dictionary import tokenizer
from extractors.language.patterns import lazy_pattern
from extractors.readers.page.model import CharSpan, Ink
from extractors.readers.scan.lookalikes import correct_lookalikes
from schemas import Remark

HAN = lazy_pattern(r"[\u4e00-\u9fff]")
ENOUGH = 40
"""Chinese characters from which on a page says whether it is text."""
FEWEST_WORDS = 0.55
"""Share of characters in words of the dictionary: 0.62 and more on the pages of plans, 0.5 where three in ten are wrong."""
LEAST_CONFIDENCE = 0.6
"""Mean confidence under which recognition guessed."""
DOUBTFUL = 0.3
"""Confidence that the text of such a page has at most, so that every fact of it carries doubt."""
GARBAGE = (
    "识别出的文字多不成词，扫描件可能模糊、倒置或污损，请对照原件",
    "what was recognised on it is hardly words: the scan may be blurred, upside down or stained; compare it with the page",
)
"""What is said of such a page, in both languages."""


def weigh_recognition(ink: Ink) -> tuple[Ink, list[Remark]]:
    """Return a page with look-alikes corrected, and with low confidence where it is hardly text; remarks say so."""
    ink, corrected = correct_lookalikes(ink)
    remarks = [corrected] if corrected else []
    recognised = [span for span in ink.spans if span.confidence is not None]
    if not is_implausible(recognised):
        return ink, remarks
    spans = tuple(
        span if span.confidence is None else span._replace(confidence=min(span.confidence, DOUBTFUL))
        for span in ink.spans
    )
    zh, en = GARBAGE
    remark = Remark(
        code="page-doubtful",
        zh=f"第{ink.page}页的识别结果可疑：{zh}。",
        en=f"Page {ink.page} is doubtful: {en}.",
        page=ink.page,
    )
    return ink._replace(spans=spans), [*remarks, remark]


def count_han(spans: Sequence[CharSpan]) -> int:
    """Count the Chinese characters of spans."""
    return sum(len(HAN.findall(span.text)) for span in spans)


def is_implausible(spans: Sequence[CharSpan]) -> bool:
    """Return whether recognised spans are hardly text: few words of the dictionary, or a low mean confidence."""
    count = sum(len(span.text) for span in spans)
    han = count_han(spans)
    if han < ENOUGH:
        return False
    confidence = sum((1.0 if span.confidence is None else span.confidence) * len(span.text) for span in spans) / count
    return confidence < LEAST_CONFIDENCE or sum(_in_words(span.text) for span in spans) < FEWEST_WORDS * han


def _in_words(text: str) -> int:
    """Count the characters that stand in words of two to four characters, the longest first."""
    words, at, found = tokenizer().FREQ, 0, 0
    while at < len(text):
        size = next((size for size in (4, 3, 2) if words.get(text[at : at + size]) and at + size <= len(text)), 0)
        found += size
        at += size or 1
    return found
