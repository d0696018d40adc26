"""Find where the units of one role end inside a stretch of a clause."""

from extractors.clauses.role_phrases import Verb
from extractors.language.patterns import lazy_pattern
from extractors.lexicon import words_of
from schemas.responsibility import Role

SEPARATORS = "，,；;。、：: \t\n\u3000"


def end_of_others(text: str, start: int, verb: Verb, labelled: bool) -> int | None:
    """Return where the bodies end that the first verb leaves out: 市商务局、市住建局；市公安局参与. None if it is about them all.

    ``labelled``: they have a label, so that a comma ends them, too.
    """
    if verb.role == "responsible" or verb.label.startswith(words_of("roles", "together")):
        return None
    place = max(text.rfind(mark, start, verb.start) for mark in "；;")
    comma = max(text.rfind(mark, start, verb.start) for mark in "，,")
    tiers = verb.role != "lead" and "、" in text[start : max(start, comma)]
    if labelled or tiers:  # other commas may only separate names: 市财政局，市教育局配合
        place = max(place, comma)
    return place if text[start : max(start, place)].strip(SEPARATORS) else None


def open_bracket(text: str, start: int, end: int) -> int | None:
    """Return the bracket between names that the stretch opens and does not close; None where there is none."""
    at, closed = _last_brackets(text, start, end)
    return at if start < at > closed and text[start:at].strip() and text[at + 1 : end].strip() else None


INCLUDES = lazy_pattern("不?包?含|不?包括")


def _last_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the places of the last bracket that opens and of the last that closes; -1 where there is none."""
    opened, closed = (max(text.rfind(mark, start, end) for mark in marks) for marks in ("（(", "）)"))
    return opened, closed


def is_segment(text: str, span: tuple[int, int], start: int, end: int) -> bool:
    """Return whether a span is a whole segment between separators."""
    left, right = span
    return (left == start or text[left - 1] in SEPARATORS) and (right == end or text[right] in SEPARATORS)


def is_inside_bracket(text: str, start: int, span: tuple[int, int], end: int) -> bool:
    """Return whether the span is in a bracket of a name, which it goes on behind or says what it includes.

    各区（含某某新区，下同）政府 · 各区政府（含某某新区管委会，下同）
    """
    left, right = span
    opened, closed = _last_brackets(text, start, left)
    if opened <= closed or not text[start:opened].strip(SEPARATORS):
        return False
    return INCLUDES.match(text, opened + 1) is not None or (right < end and text[right] not in SEPARATORS)


def end_of_helpers(text: str, start: int, end: int, role: Role) -> int:
    """Return where the helpers after 会同 end: at a comma before bodies with another verb, or behind several joined by 、."""
    comma = max(text.find("，", start, end), text.find(",", start, end))
    if comma < 0 or not text[comma + 1 : end].strip(SEPARATORS):
        return end
    return comma if role not in ("lead", "responsible") or "、" in text[start:comma] else end
