"""Paragraphs of one line each that the end of a page, or of a line, cut in two."""

from extractors.language.patterns import lazy_pattern
from extractors.readers.base.markers import LABEL, OPEN_BRACKET, OPENING, completes_sentence, may_end_paragraph
from extractors.readers.dump.key_lines import is_field, says_who
from extractors.readers.dump.title_lines import NEVER_FIRST

LEFT_OPEN = lazy_pattern(r"([（(〔【\[])[^（）()〔〕【】\[\]\t]{0,100}$")
CLOSING = lazy_pattern(r"(?![A-Za-zＡ-Ｚａ-ｚⅰ-ⅻ甲乙丙丁戊][）)])[^（）()〔〕【】\[\]。]{0,100}([）)〕】\]])")
PAIRS = frozenset(("（）", "()", "（)", "(）", "〔〕", "【】", "[]"))
DECIMAL = lazy_pattern(r"\d+(?:\.\d+)?\s*[%％‰]|\d+\.\d+[\u4e00-\u9fff]")
"""A number that begins no list: 2.5%。"""


def is_cut_by_page(before: str, text: str, opens_page: bool, long: bool) -> bool:
    """Return whether a line goes on with the paragraph of the line before. ``long``: that one may have been cut behind."""
    if OPENING.match(text) or LABEL.match(text) or "\t" in text:
        return False
    if _closes_bracket(before, text):
        return True
    if is_field(text, before):
        return False
    if NEVER_FIRST.match(text) or (DECIMAL.match(text) and not may_end_paragraph(before)):
        return True
    if opens_page and "\t" not in before and (before.endswith(("，", "、")) or OPEN_BRACKET.search(before)):
        return True
    whole = may_end_paragraph(before) or completes_sentence(before) or says_who(text, before)
    return long and not whole and "\t" not in before


def _closes_bracket(before: str, text: str) -> bool:
    """Return whether a line closes a bracket that the line before leaves open: （责任单位：市规划⏎局）."""
    opened, closed = LEFT_OPEN.search(before), CLOSING.match(text)
    return opened is not None and closed is not None and opened[1] + closed[1] in PAIRS
