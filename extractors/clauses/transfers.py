"""Find who took over what others did before: 原由A负责，现调整为B · 不再由A牵头，改由B牵头 · 牵头单位由A调整为B."""

import re
from collections.abc import Iterator

from extractors.clauses.content import read_content
from extractors.clauses.former import NAMES, TURN, VERB, former_duties
from extractors.clauses.parts import Appointment, Content
from extractors.language.patterns import alternatives, lazy_pattern
from extractors.language.role_words import role_words
from extractors.language.whitespace import without_blanks
from extractors.lexicon import any_of, words_of
from extractors.units.names import kind_of
from schemas.responsibility import Role

_ENDS = r"(?=[，,。；;）)〕\]\n]|$)"
_SUCCESSOR = lazy_pattern(
    rf"""
    [，,；;。]?\s*{TURN}
    (?P<clause> {NAMES}{VERB}(?:{_ENDS}(?:[，,]{NAMES}{VERB}{_ENDS})*|(?=[^的人、]))      # 改由市住建局牵头，市城管局配合
              | {NAMES}{_ENDS} )                                                       # 现调整为市住建局
    """,
    re.X,
)
_MOVED = lazy_pattern(any_of("roles", "moved"))
_RELABELLED = lazy_pattern(
    rf"""
    (?P<stem>{alternatives(role_words("label"))})(?:{alternatives(words_of("roles", "noun"))})?
    由{NAMES}(?:{any_of("roles", "moved")})(?P<units>{NAMES}){_ENDS}            # 牵头单位由市公安局调整为市教育局
    """,
    re.X,
)

_HANDED = lazy_pattern(
    rf"""
    (?:职责|职能|工作|任务|事项|业务)由{NAMES}(?:{any_of("roles", "moved")})由?(?P<clause>{NAMES}(?P<verb>{VERB})?){_ENDS}   # 审批工作由A划转至B
    """,
    re.X,
)


def transfers(text: str) -> Iterator[Appointment]:
    """Yield each unit that does now what a paragraph says others did, with their role where it prints none of its own."""
    for duty in former_duties(text):
        now = _SUCCESSOR.match(text, duty.end)
        if now:
            yield from _appointed(text, *now.span("clause"), (duty.label, duty.role))
    if not _MOVED.search(text):
        return
    for match in _HANDED.finditer(text):
        yield from _appointed(text, *match.span("clause"), (match["verb"] or "", "responsible"))
    for match in _RELABELLED.finditer(text):
        label = without_blanks(text[match.start() : match.start("units")]).partition("由")[0]
        yield from _appointed(text, *match.span("units"), (label, role_words("label")[match["stem"]]))


def _appointed(text: str, start: int, end: int, given: tuple[str, Role]) -> Iterator[Appointment]:
    content = read_content(text, start, end, given)
    if _is_certain(content):
        yield Appointment(start, end, content.parts)


def _is_certain(content: Content) -> bool:
    mentions = [mention for part in content.parts for mention in part.units.mentions]
    whole = all(mention.complete and kind_of(mention.name) != "collective" for mention in mentions)
    return bool(mentions) and whole and not content.unread
