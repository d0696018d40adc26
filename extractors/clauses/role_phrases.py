"""Find the role phrases of responsibility clauses: labels (牵头单位：), verbs (按职责分工负责), keys of deadlines and persons."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from extractors.language.patterns import alternatives, finditer_from, lazy_pattern
from extractors.language.role_words import object_nouns, role_words
from extractors.language.whitespace import without_blanks
from extractors.lexicon import any_of, words_of
from extractors.units.names import is_complete
from schemas.responsibility import Role

COLON = r"[：:∶︰﹕]"
_BOUNDARY = "（(〔〈[【「，,；;。、！？!?：: \t\n\u3000”）)〕]】|｜"


class ClauseKey(NamedTuple):
    """A key with its colon. ``role`` is None for keys that are not about units: a deadline, a person, anything else."""

    start: int
    end: int
    label: str
    role: Role | None
    key: str
    """``role``, ``deadline``, ``person`` or ``extra``."""


class Verb(NamedTuple):
    """A role phrase after its units, as printed, with modifier and tail."""

    start: int
    end: int
    label: str
    role: Role


def _any(words: Iterable[str], torn: bool = True) -> str:
    """Return a group of alternatives; with ``torn``, white space may stand between any two characters (hard line breaks)."""
    return "(?:" + (alternatives(words, between=r"\s*" if torn else "") or "(?!)") + ")"


def _is_torn(text: str, start: int, end: int) -> bool:
    """Return whether white space can tear a word: without any, patterns that compile and match much faster will do."""
    return _BLANK.search(text, start, end) is not None


_BLANK = lazy_pattern(r"\s")


@cache
def _label_pattern(torn: bool) -> re.Pattern[str]:
    stem, noun = _any(role_words("label"), torn), _any(words_of("roles", "noun"), torn)
    deadline, person = _any(words_of("roles", "deadline"), torn), _any(words_of("roles", "person"), torn)
    before_deadline, before_person = (
        _any(words_of("roles", f"before_{kind}"), torn=False) for kind in ("deadline", "person")
    )
    return lazy_pattern(
        rf"""
          (?P<open>[【\[〔［（(]\s*)?(?P<stem>{stem})
          (?(open) \s*(?P<noun3>{noun})\s*[】\]〕］）)]\s*{COLON}?                                  # 【牵头单位】市财政局
            | (?: (?:\s*(?:及|和|、|/)\s*{stem})?\s*(?P<noun>{noun})?\s*{COLON}                     # 牵头单位：
                | \s*(?P<noun2>{noun})\s*(?:为|是|[—－-]{{1,2}})(?=[^，,。；;、]{{2}})                         # 牵头单位为市财政局 牵头单位——市财政局
                | \s*(?P<noun4>{noun})[ \t\u3000]+(?=[一-鿿])                                     # 牵头单位 市财政局
                | \s*(?P<noun5>{noun})(?=[一-鿿]) ) )                                              # （牵头单位市财政局）
        | (?P<boxed>[【\[〔［]\s*)?{before_deadline}*(?P<deadline>{deadline})\s*
          (?(boxed) [】\]〕］]\s*{COLON}? | (?:{COLON} | (?P<bare>(?=20\d\d\s*年))))              # 【完成时限】2025年 完成时限 2025年
        | (?P<person>{before_person}*{person})\s*{COLON}                                               # 项目责任人：
        | [【\[〔［]\s*(?P<boxed_person>{before_person}*{person})\s*[】\]〕］]\s*{COLON}?                            # 【责任领导】
        """,
        re.X,
    )


@cache
def _label_opening(torn: bool) -> re.Pattern[str]:
    """Compile the characters that a label may begin with: brackets, those of its words, and of what stands before a deadline.

    Where no word is torn, its second character follows: the first ones are common.
    """
    kinds = ("deadline", "person", "before_deadline", "before_person")
    words = [*role_words("label"), *(word for kind in kinds for word in words_of("roles", kind))]
    first, second = ("".join(sorted({word[at] for word in words if len(word) > 1})) for at in (0, 1))
    alone = "".join(word for word in words if len(word) == 1)
    begun = f"[{first}]" + ("" if torn else f"(?=[{second}])")
    return lazy_pattern(rf"[【\[〔［（({alone}]|{begun}")


@cache
def _label_word(torn: bool) -> re.Pattern[str]:
    """Compile the words without which no label matches: alone they are found many times faster."""
    words = (*role_words("label"), *words_of("roles", "deadline"), *words_of("roles", "person"))
    return lazy_pattern(_any(words, torn))


@cache
def _verb_pattern(torn: bool) -> re.Pattern[str]:
    by_duty = _any((word for word in words_of("roles", "modifier") if "职责" in word or "分工" in word), torn)
    modifier, tail = (_any(words_of("roles", kind), torn) for kind in ("modifier", "tail"))
    verb, label, noun = (
        _any(role_words("verb"), torn),
        _any(role_words("label"), torn),
        _any(words_of("roles", "noun"), torn),
    )
    # After a verb, 、 separates clauses (A牵头、B配合). After 按职责分工 alone it would split a list of units.
    end = r"[，,；;。、）)〕〉\]】|]"
    helpers = _any(role_words("with"), torn=False)
    return lazy_pattern(
        rf"""
          “?(?P<modifier>(?:{modifier}\s*)*)(?P<verb>{verb})(?:\s*{tail})*”?(?=\s*(?:{end}|并?{helpers}|$|\Z))   # 按职责分工负责落实 · A牵头会同B
        | (?:均|都)?为\s*(?P<as>{label})\s*{noun}(?=\s*(?:[，,；;。、）)〕〉\]】]|$|\Z))  # 均为牵头单位
        | [（(〔\[【]\s*(?P<tag>{label})\s*{noun}\s*(?=[）)〕\]】])    # 市财政局（牵头单位）
        | (?P<alone>{by_duty})(?=\s*(?:[，,；;。）)〕〉\]】]|$|\Z))                                             # 按职责分工
        """,
        re.X,
    )


@cache
def _hint() -> re.Pattern[str]:
    return lazy_pattern(alternatives([*role_words("label"), *role_words("verb"), "职责", "分工"]))


def has_role_word(text: str) -> bool:
    """Return whether a bracket contains a role word and so may be a clause."""
    return _hint().search(without_blanks(text)) is not None


_FIRST_NAME = lazy_pattern(r"(?:[^，,；;。、（）()】〕\]\s]|（[^（）]*）|\([^()]*\))+")
_WITH = lazy_pattern(rf"(?:{any_of('roles', 'together')})?并?(?P<with>{_any(role_words('with'))})")
_EXTRA = lazy_pattern(rf"(?P<extra>[一-鿿]{{2,10}})\s*{COLON}")


def labels(text: str, start: int, end: int, extras: bool = False) -> Iterator[ClauseKey]:
    """Find keys in ``text[start:end]``: with a colon, in brackets, or before a blank and a unit, or a date.

    With ``extras``, also unknown keys with a colon at the start of a segment.
    """
    torn = _is_torn(text, start, end)
    if _label_word(torn).search(text, start, end):
        yield from _printed_labels(text, start, end, torn)
    if extras:
        for match in _EXTRA.finditer(text, start, end):
            if _at_boundary(text, match.start(), start):
                yield ClauseKey(match.start(), match.end(), without_blanks(match["extra"]), None, "extra")


def _printed_labels(text: str, start: int, end: int, torn: bool) -> Iterator[ClauseKey]:
    """Yield the keys of units, deadlines and persons."""
    labelled = False
    for match in finditer_from(_label_opening(torn), _label_pattern(torn), text, start, end):
        if match["bare"] is not None and not _at_boundary(text, match.start(), start):
            continue
        if match["noun4"] and not (
            _at_boundary(text, match.start(), start) and (labelled or _names_a_unit(text, match.end(), end))
        ):
            continue
        if match["noun5"] and not (
            _opens_bracket(text, match.start(), start) and _names_a_unit(text, match.end(), end)
        ):
            continue
        labelled = labelled or match["stem"] is not None
        if printed := match["deadline"] or match["person"] or match["boxed_person"]:
            key = "deadline" if match["deadline"] else "person"
            yield ClauseKey(match.start(), match.end(), without_blanks(printed), None, key)
            continue
        if match["noun3"] and _is_behind_name(text, match.start(), match.end(), start, end):
            continue
        noun = next((name for name in ("noun", "noun2", "noun3", "noun4", "noun5") if match[name]), None)
        if noun and _is_object(without_blanks(match["stem"]), without_blanks(match[noun])):
            continue
        if noun or _at_boundary(text, match.start(), start):
            left = match.start() if match["noun3"] else _prefix(text, match.start(), start)
            begin, stop = match.start("stem") if match["noun3"] else left, match.end(noun) if noun else match.end()
            printed = without_blanks(text[begin:stop]).rstrip(":：∶︰﹕")
            stem = without_blanks(match["stem"])
            yield ClauseKey(left, match.end(), printed, role_words("label")[stem], "role")


def _is_object(stem: str, noun: str) -> bool:
    """Return whether a noun says whom the work is for, not who does it: 支持社区：清河社区."""
    return noun in object_nouns() and stem not in object_nouns()[noun]


def _names_a_unit(text: str, at: int, end: int) -> bool:
    """Return whether the name that begins here is one of a unit: a blank alone makes no label."""
    name = _FIRST_NAME.match(text, at, end)
    return name is not None and is_complete(name.group())


def _opens_bracket(text: str, at: int, start: int) -> bool:
    """Return whether a label begins a segment of a bracket, of which ``text[start:]`` is the inside."""
    return start > 0 and text[start - 1] in "（(〔[【" and _at_boundary(text, at, start)


def _is_behind_name(text: str, left: int, right: int, start: int, end: int) -> bool:
    """Return whether a bracketed label ends a segment that begins with a name: 市财政局（牵头单位）、…"""
    follows = text[right:end].lstrip()[:1]
    return left > start and text[left - 1] not in _BOUNDARY and (not follows or follows in "，,；;。、）)")


def _at_boundary(text: str, at: int, start: int) -> bool:
    return at == start or text[at - 1] in _BOUNDARY


def _prefix(text: str, at: int, start: int) -> int:
    """Extend a label to the left over a short qualifier at the start of a segment: 指标牵头单位, 相关责任单位."""
    for left in range(at, max(start, at - 5) - 1, -1):
        if _at_boundary(text, left, start):
            return left if left < at and not is_complete(text[left:at]) else at
    return at


def verbs(text: str, start: int, end: int) -> Iterator[Verb]:
    """Find role phrases at the ends of segments of ``text[start:end]``."""
    for match in _verb_pattern(_is_torn(text, start, end)).finditer(text, start, end):
        if match["as"]:  # 市财政局为牵头单位
            yield Verb(
                match.start(),
                match.end(),
                without_blanks(match.group()).lstrip("均都为"),
                role_words("label")[without_blanks(match["as"])],
            )
            continue
        if match["tag"]:
            label = without_blanks(match.group()).lstrip("（(〔[【")
            yield Verb(match.start(), match.end(), label, role_words("label")[without_blanks(match["tag"])])
            continue
        role: Role = "responsible" if match["alone"] else role_words("verb")[without_blanks(match["verb"])]
        yield Verb(match.start(), match.end(), without_blanks(match.group()), role)


def helpers_word(text: str, start: int, end: int) -> Verb | None:
    """Find the word between a unit and its helpers (A会同B); None if there is none."""
    match = _WITH.search(text, start, end)
    if match is None:
        return None
    label = without_blanks(match["with"])
    return Verb(match.start(), match.end(), label, role_words("with")[label])
