"""Where header words of tables may begin: a quick test before each end of a word is tried (column_words.py)."""

from extractors.language.column_words import BODIES, BRACKET, BRACKET_SIGN, FIVE_YEARS, YEAR, any_header
from extractors.language.full_width import FULL_WIDTH_PARENTHESES
from extractors.language.patterns import lazy_pattern

_BODIES = tuple(BODIES)
_DRESSED = lazy_pattern(r"[（〔\[五]|(?:19|20)\d\d")
"""A year, a five-year plan or a bracket, without which a word is one of the lexicon."""


def may_begin(text: str) -> bool:
    """Return whether some beginning of a text without white space may be a header word; False is certain.

    One test in place of one for each beginning, nearly all of which say nothing.
    """
    plain = text.translate(FULL_WIDTH_PARENTHESES)
    if any_header().match(plain) or text.startswith(_BODIES):
        return True
    if not _DRESSED.search(plain):  # nearly everywhere
        return False
    if plain.startswith(("（", "〔", "[")):
        return True
    for pattern in (YEAR, FIVE_YEARS):
        found = pattern.search(plain)
        if found and (found.start() == 0 or _begins(plain[: found.start()] + plain[found.end() :])):
            return True
    return _begins(plain)


def _begins(text: str) -> bool:
    """Return whether a known word begins a text, brackets aside."""
    return any_header().match(BRACKET_SIGN.sub("", BRACKET.sub("", text))) is not None
