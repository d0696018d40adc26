"""Text that no element of a page has, because the quotation mark of an attribute before it is missing up to the end of the file."""

import re

from extractors.language.patterns import lazy_pattern

TAG = lazy_pattern(r"<(?P<name>[a-zA-Z][\w:-]*)|<!--")
NEXT = lazy_pattern(r">|=\s*(?P<mark>[\"'])")
"""The end of a tag, or the beginning of a quoted value in it."""
RAW = ("script", "style")
"""Elements whose text is no markup."""
RAW_END = lazy_pattern(r"</(?:script|style)", re.I)


def after_open_quotation(text: str) -> str:
    """Return what follows a quotation mark that opens a value and is never closed; empty if there is none.

    The parser drops such a tag together with all that follows it. The time grows with the length of the text.
    """
    place = 0
    while tag := TAG.search(text, place):
        name = (tag["name"] or "").lower()
        if not name:
            end = text.find("-->", tag.end())
            if end < 0:
                return ""
            place = end + 3
            continue
        place = tag.end()
        while part := NEXT.search(text, place):
            place = part.end()
            if part["mark"] is None:
                break
            close = text.find(part["mark"], place)
            if close < 0:
                return text[place:].partition(">")[2] or text[place:]
            place = close + 1
        else:
            return ""
        if name in RAW:
            closing = RAW_END.search(text, place)
            if closing is None:
                return ""
            place = closing.start()
    return ""
