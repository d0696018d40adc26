"""Find the responsibility clauses of a paragraph: who leads, is responsible, supports, guides and supervises, by when."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from extractors.clauses.agents import agents
from extractors.clauses.appointments import opening_duty
from extractors.clauses.bodies import BODY_NOUNS, is_whole_or_office, lists_short_names
from extractors.clauses.content import read_content
from extractors.clauses.dated import DEADLINE_LINE, closes_dated, sentence_of_deadline, without_date
from extractors.clauses.parts import Clause, Content, Form, RoleUnits
from extractors.clauses.prose import apart, prose
from extractors.clauses.role_phrases import COLON, ClauseKey, has_role_word, labels
from extractors.clauses.stated_rules import find_rules
from extractors.language.brackets import BracketGroup, groups
from extractors.language.patterns import alternatives, lazy_pattern
from extractors.language.role_words import role_words
from extractors.units.lists import split_units
from extractors.units.names import is_class_of_actors, is_complete
from schemas.responsibility import Role

_SENTENCE_END = "。；;！!？?”】"
_VALUE_END = lazy_pattern(r"[。\n]|$")
_MAY_HOLD = lazy_pattern(
    r"[（(〔\[【［〖：:∶︰﹕]|(?:单位|部门)[—－-]|牵头|负责|承办|主办|(?:单位|部门|处室|科室)[ \t\u3000为是]|职责[^，。；]{0,6}落实|会同|[由请](?=[^，。；\n]{2,50}[局委办厅院门队府司团处站心会镇道）])|时[限间]20"
)

_CLOSES = lazy_pattern(rf"(?:{alternatives(role_words('verb'))})[。；;\s]*$")
_UNKNOWN_LABEL = lazy_pattern(rf"\s*[一-鿿]{{2,6}}(?:{alternatives(BODY_NOUNS)})\s*{COLON}")
_LINES = lazy_pattern(r"(?<=牵头|负责|配合|参与|协办|主办|协助)\n")
"""Line ends of a cell after a whole phrase: 市住建局牵头⏎市财政局配合."""
_BULLETS = lazy_pattern(r"[-—–－●■◆•▲★※◇○·*+]{1,2}")
LONGEST_KEY = 12
"""Characters before a semicolon that are more than a line of keys has before it."""
LINE = 160
"""Maximum length of a clause without brackets and labels, in characters."""


@lru_cache(maxsize=1024)
def clauses(text: str) -> tuple[Clause, ...]:
    """Return the clauses of a paragraph's text in printed order.

    They are cached, because the outline asks for those of a paragraph several times: to find where items begin, whether
    a list is assigned to units, and at last for the facts.
    """
    if not _MAY_HOLD.search(text):
        return ()
    found = list(_bracket_clauses(text))
    found += _label_clauses(text, found)
    found += _closing_clauses(text, found)
    if not found:
        found += _duty_clauses(text) or _prose_clauses(text)
    return tuple(sorted(found, key=lambda clause: clause.start))


@lru_cache(maxsize=8192)
def cell_clause(text: str, start: int, end: int, role: Role, label: str) -> Clause:
    """Read a table cell; its column gives the role, unless the cell has its own labels or verbs (A牵头，B配合).

    Cached, because the task of a row asks for its keys and deadline, and later its units are read.
    """
    content = read_content(_with_divided_lines(text), start, end, given=(label, role))
    return _clause(start, end, "label", content)


@lru_cache(maxsize=4)
def _with_divided_lines(text: str) -> str:
    """Return the text of a table, of equal length; cached, because each of its cells asks for it."""
    return _LINES.sub("；", text)


def _clause(start: int, end: int, form: Form, content: Content) -> Clause:
    return Clause(start, end, form, *content)  # the fields of both have one order


def _bracket_clauses(text: str) -> Iterator[Clause]:
    """Read bracket groups, outer ones first; a group inside a clause belongs to it."""
    done = 0
    for group in groups(text):
        if group.start < done:
            continue
        clause = _group(text, group)
        if clause is not None:
            done = group.end
            yield clause


def _group(text: str, group: BracketGroup) -> Clause | None:
    start, end = group.start + 1, group.end - 1
    if closes_dated(text, group):
        return _clause(group.start, group.end, "bracket", read_content(text, start, end))
    if has_role_word(text[start:end]):
        content = read_content(text, start, end)
        labelled = any(label.role for label in labels(text, start, end))
        if (content.parts and labelled) or _credible(content):
            return _clause(group.start, group.end, "label" if labelled else "bracket", content)
        if not content.parts and (content.deadlines or content.extras):
            return _dated_list(text, group, content) or _bare_list(text, group, end)  # （市水利局，长期推进）
    elif any(key.key == "deadline" for key in labels(text, start, end)):
        return _dated_list(text, group, read_content(text, start, end))
    elif _UNKNOWN_LABEL.match(text, start, end) and (content := read_content(text, start, end)).parts:
        return _clause(group.start, group.end, "label", content)
    rules = find_rules(text, start, end)
    if rules:
        before = _bare_list(text, group, min(rule.start for rule in rules))
        return Clause(group.start, group.end, "list", before.parts if before else (), rules=rules)
    return _bare_list(text, group, end)


def _credible(content: Content) -> bool:
    """Return whether a bracket with verbs but no labels is a clause: most names are complete, or it refers to units."""
    mentions = [mention for part in content.parts for mention in part.units.mentions]
    whole = sum(mention.complete for mention in mentions)
    if content.unread:  # （市水利局负责，按季推进）
        return whole == len(mentions) > 0
    return whole * 2 >= len(mentions) if mentions else bool(content.ignored)


def _dated_list(text: str, group: BracketGroup, content: Content) -> Clause | None:
    """Read （市人社局、市残联；完成时限：2024年底）: a list without a role word, followed by another key."""
    key = next(labels(text, group.start + 1, group.end - 1, extras=True), None)
    before = _bare_list(text, group, key.start) if key and key.start > group.start + 1 else None
    return before and before._replace(deadlines=content.deadlines, extras=content.extras)


def _bare_list(text: str, group: BracketGroup, end: int) -> Clause | None:
    """Read （市人社局、市残联） after the last sentence of an item, or as a line of its own, up to ``end``: complete names,
    and actors of a class (科研院所) beside two of them.
    """
    before, after = text[: group.start].rstrip(), text[group.end :].lstrip()
    if not before and after:
        return None
    end, deadlines = without_date(text, group.start + 1, end)
    units = split_units(text, group.start + 1, end)
    # 临河区、东山区人民政府: the first is whole with the ending of the second
    others = [unit for unit in units.mentions if not is_whole_or_office(unit) and not is_complete(unit.full)]
    classes = all(is_class_of_actors(mention.name) and text[mention.end] not in ":：" for mention in others)
    certain = not others or (len(units.mentions) - len(others) > 1 and classes)
    if not units.mentions or units.unread or not certain:
        return None
    if not before and not any(unit.complete for unit in units.mentions):
        return None
    # Inside a sentence, a single name in brackets explains the word before it, if no date follows.
    if (
        not deadlines
        and before
        and before[-1] not in _SENTENCE_END
        and (len(units.mentions) < 2 or after.strip("。；;"))
    ):
        return None
    part = RoleUnits("", "responsible", units, group.start + 1, end)
    return Clause(group.start, group.end, "list", (part,), deadlines)


def _label_clauses(text: str, bracketed: list[Clause]) -> Iterator[Clause]:
    """Read 责任单位：A，B。完成时限：… outside brackets; adjacent keys form one clause."""
    starts = [clause.start for clause in bracketed]
    ends = [0, *(clause.end for clause in bracketed)]
    keys = [key for key in labels(text, 0, len(text)) if key.start >= ends[bisect_right(starts, key.start)]]
    groups_: list[list[tuple[int, int]]] = []
    for index, key in enumerate(keys):
        following = keys[index + 1].start if index + 1 < len(keys) else len(text)
        stop = _VALUE_END.search(text, key.end, following)  # not beyond: a run of labels would be searched to its end
        bracket = bisect_right(starts, key.end)
        end = min(stop.start() if stop else following, following, *starts[bracket : bracket + 1])
        span = (key.start, end)
        joined = groups_ and not text[groups_[-1][-1][1] : key.start].strip("。；;，, \t\n\u3000")
        if joined:
            groups_[-1].append(span)
        elif key.role or _opens_sentence(text, key.start) or _opens_keys(text, keys[index:]):
            groups_.append([span])
    for group in groups_:
        start, end = group[0][0], group[-1][1]
        content = read_content(text, start, end)
        named = any(is_whole_or_office(mention) for part in content.parts for mention in part.units.mentions)
        # a line of its own: 完成时限：2025年12月底, 责任领导：某某
        dated = not content.parts and (content.deadlines or content.extras) and end - start <= DEADLINE_LINE
        if named or dated or (_opens_sentence(text, start) and lists_short_names(content)):
            if not content.deadlines and (after := sentence_of_deadline(text, end)):
                content, end = content._replace(deadlines=(after,)), after.end
            yield _clause(start, end, "label", content)


def _opens_sentence(text: str, start: int) -> bool:
    """Return whether a sentence, a line or a list entry begins here: - 完成时间：全年."""
    before = text[text.rfind("\n", 0, start) + 1 : start].strip()
    return not before or before[-1] == "。" or _BULLETS.fullmatch(before) is not None


def _opens_keys(text: str, keys: Sequence[ClauseKey]) -> bool:
    """Return whether a blank or a semicolon parts the first of these keys from what is before it, and units have one too:
    修建村路 包村领导：张某 责任村：… · 包保对象：红旗水库；责任人：张某；责任单位：…
    """
    start = keys[0].start
    apart = text[start - 1].isspace() or (text[start - 1] in "；;" and start >= LONGEST_KEY)
    return apart and any(key.role for key in keys[1:])


def _closing_clauses(text: str, found: list[Clause]) -> Iterator[Clause]:
    """Read a paragraph, its last sentence, or the text after its last bracket, if it is a clause with verbs.

    市商务局牵头，市财政局配合。 · 市分工方案：市商务局、市发展改革委负责，2024年9月底前完成。
    """
    start = max((clause.end for clause in found), default=0)
    closes = _CLOSES.search(text, start)
    if closes is None or (found and found[-1].form == "label"):
        return
    end = closes.start()
    last = max(start, text.rfind("。", start, end) + 1)
    for left in sorted({start, last}):
        content = read_content(text, left, len(text)) if len(text) - left <= LINE else Content()
        mentions = [mention for part in content.parts for mention in part.units.mentions]
        if mentions and not content.unread and all(mention.complete for mention in mentions):
            left += len(text[left:]) - len(text[left:].lstrip("。；; \u3000"))
            yield _clause(left, len(text), "bracket", content)
            return


def _duty_clauses(text: str) -> list[Clause]:
    duty = opening_duty(text)
    return [Clause(duty.start, duty.end, "duty", duty.parts)] if duty else []


def _prose_clauses(text: str) -> Iterator[Clause]:
    settled = tuple(prose(text))
    for found in settled:
        yield Clause(found.start, found.end, "prose", found.parts)
    for found in apart(agents(text), settled):
        yield Clause(found.start, found.end, "charge", found.parts)
