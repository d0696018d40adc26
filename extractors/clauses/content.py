"""Read the content of one responsibility clause: units after labels and before verbs, deadlines, other keys."""

from collections.abc import Sequence

from extractors.clauses.bodies import is_whole_or_office, lists_units, names_bodies
from extractors.clauses.borders import (
    SEPARATORS,
    end_of_helpers,
    end_of_others,
    is_inside_bracket,
    is_segment,
    open_bracket,
)
from extractors.clauses.former import end_of_turn, former_duties, is_former_label, without_former
from extractors.clauses.parts import ClauseDeadline, Content, OtherKey, RoleUnits
from extractors.clauses.role_phrases import ClauseKey, helpers_word, labels, verbs
from extractors.clauses.stated_rules import find_rules
from extractors.language.deadlines import BEFORE_VERB, IN_UNLABELLED, UNLABELLED, last_day
from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.units.lists import split_units
from extractors.units.names import is_reference
from extractors.units.persons import end_before_person
from schemas.responsibility import Role

_SENTENCE = lazy_pattern(r"。|\n")
_SEGMENT_END = lazy_pattern(r"[；;。\n]|$")
_SEMICOLONS = ("；", ";")
_NEXT_DATE = lazy_pattern(
    r"\s*(?:到|至)?(?:20\d\d年\s?\d{1,2}月|(?:1[0-2]|[1-9])\s?月(?!份?全)|第?[一二三四]季度|[上下]半年)"
)
_SAME_BELOW = lazy_pattern(r"[（(]?(?:以)?下同[）)]?")
_LEADING_BY = lazy_pattern(r"[^，,；;。、\n]{0,40}(?<![自缘理])由")
"""What the units are charged with may stand before them: 经费由区财政局负责."""


class _ContentReader:
    """Collects the content of one clause while its spans are read in printed order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts: list[RoleUnits] = []
        self.deadlines: list[ClauseDeadline] = []
        self.extras: list[OtherKey] = []
        self.ignored: list[tuple[int, int]] = []
        self.unread: list[tuple[int, int]] = []

    def strip(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.text[start] in SEPARATORS:
            start += 1
        while end > start and self.text[end - 1] in SEPARATORS:
            end -= 1
        return start, end

    def add(self, label: str, role: Role, start: int, end: int, strict: bool, doubtful: bool = False) -> None:
        """Read a list of units. ``strict``: it has no label, so at least half of the names must be complete."""
        start, end = self.strip(start, end)
        if start >= end:
            return
        units = split_units(self.text, start, end, labelled=not strict)
        if strict:
            whole = (mention._replace(complete=is_whole_or_office(mention)) for mention in units.mentions)
            units = units._replace(mentions=tuple(whole))
        if strict and sum(mention.complete for mention in units.mentions) * 2 < len(units.mentions):
            self.unread.append((start, end))
            return
        self.ignored += units.ignored
        self.unread += units.unread
        self.extras += [OtherKey(label, *span) for span in units.persons if not strict]
        if units.mentions:
            self.parts.append(RoleUnits(label, role, units, start, end, doubtful))

    def deadline(self, start: int, end: int) -> None:
        start, end = self.strip(start, end)
        if self.text[start:end].endswith(("）", ")")) and not set(self.text[start:end]) & set("（("):
            end -= 1  # of the bracket around the clause: 完成时限:2023年11月)
        if start < end:
            self.deadlines.append(ClauseDeadline(start, end, last_day(self.text[start:end])))


def read_content(text: str, start: int, end: int, given: tuple[str, Role] | None = None) -> Content:
    """Read ``text[start:end]``, a clause without its brackets.

    ``given``: label and role from elsewhere, such as the header of a column; verbs in the text override them.
    """
    reader = _ContentReader(text)
    rules = find_rules(text, start, end)
    former = [(duty.start, duty.end) for duty in former_duties(text, start, end)]
    reader.ignored += former
    for left, right in _without(start, end, [*((rule.start, rule.end) for rule in rules), *former]):
        for first, last in _sentences(text, left, right):
            _sentence(reader, first, last, given)
    for rule in rules:
        if rule.joins:
            reader.parts.append(RoleUnits("责任单位", "responsible", rule.units, rule.start, rule.end))
    parts = tuple(sorted(reader.parts, key=lambda part: part.start))
    return Content(
        parts, tuple(reader.deadlines), tuple(reader.extras), rules, tuple(reader.ignored), tuple(reader.unread)
    )


def _without(start: int, end: int, holes: list[tuple[int, int]]) -> list[tuple[int, int]]:
    spans, at = [], start
    for left, right in sorted(holes):
        spans.append((at, max(at, left)))
        at = max(at, right)
    return [*spans, (at, end)]


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split at 。 but not at line feeds, because lists continue over lines."""
    cuts = [match.start() for match in _SENTENCE.finditer(text, start, end) if match.group() == "。"]
    return list(zip((start, *(cut + 1 for cut in cuts)), (*cuts, end), strict=True))


def _sentence(reader: _ContentReader, start: int, end: int, given: tuple[str, Role] | None) -> None:
    keys = _keys(reader.text, start, end)
    first = keys[0].start if keys else end
    _values(reader, start, first, given)
    for index, key in enumerate(keys):
        stop = keys[index + 1].start if index + 1 < len(keys) else end
        if key.role and is_former_label(key.label):
            now = end_of_turn(reader.text, key.end, stop)
            reader.ignored.append((key.start, now or stop))
            _values(reader, now or stop, stop, (without_former(key.label), key.role))
        elif key.role:
            _values(reader, key.end, stop, (key.label, key.role))
        elif key.key == "deadline":
            until = _end_of_dates(reader.text, key.end, stop)
            reader.deadline(key.end, until)
            _values(reader, until, stop, given)
        elif key.key == "extra" and names_bodies(reader.text, key, stop, bool(reader.parts)):
            reader.add(key.label, _nearest_role(reader.parts), key.end, stop, strict=True, doubtful=True)
        elif key.key == "extra" and given and (at := _end_of_unit(reader, key, stop)):  # 县水利局：张三
            reader.add(*given, key.start, at, strict=False)
            reader.extras.append(OtherKey(given[0], *reader.strip(key.start, stop)))
        elif key.key == "extra" and any(verbs(reader.text, key.end, stop)):
            _values(reader, key.end, stop, given)  # 市分工方案：A牵头，B配合
        else:
            close = _SEGMENT_END.search(reader.text, key.end, stop)
            until = close.start() if close else stop
            left, right = reader.strip(key.end, until)
            if left < right:
                reader.extras.append(OtherKey(key.label, left, right))
            else:  # an empty field has nothing that a fact could quote
                reader.unread.append((key.start, key.end))
            _values(reader, until, stop, given)


def _end_of_dates(text: str, start: int, stop: int) -> int:
    """Return where the dates behind a key end; each step of the work may have one: 1月—3月编制方案；4月—8月施工；9月底前投用."""
    while (close := _SEGMENT_END.search(text, start, stop)) and close.group() in _SEMICOLONS:
        if not _NEXT_DATE.match(text, close.end(), stop):
            break
        start = close.end()
    return close.start() if close else stop


def _end_of_unit(reader: _ContentReader, key: ClauseKey, stop: int) -> int | None:
    """Return where a unit ends that stands in place of a key, before the person who acts for it."""
    return end_before_person(reader.text, *reader.strip(key.start, stop), labelled=True)


def _nearest_role(parts: Sequence[RoleUnits]) -> Role:
    """Return the role of an unknown label: support if others lead or are responsible, otherwise responsible."""
    return "support" if any(part.role in ("lead", "responsible") for part in parts) else "responsible"


def _keys(text: str, start: int, end: int) -> list[ClauseKey]:
    """Return the keys of a sentence, without those that another key overlaps."""
    keys: list[ClauseKey] = []
    for key in sorted(labels(text, start, end, extras=True), key=lambda key: (key.start, key.key == "extra", -key.end)):
        if not keys or key.start >= keys[-1].end:
            keys.append(key)
        elif key.key != "extra" and keys[-1].key == "extra" and key.end <= keys[-1].end:
            keys[-1] = key
    return keys


def _values(reader: _ContentReader, start: int, end: int, label: tuple[str, Role] | None) -> None:
    """Read the units before each verb; the rest belongs to the label, or is not part of a clause."""
    text = reader.text
    dates = UNLABELLED.finditer(text, start, end) if IN_UNLABELLED.search(text, start, end) else ()
    spans = [match.span() for match in dates if is_segment(text, match.span(), start, end)]
    for left, right in spans:
        reader.deadline(left, right)
    # 各区（含某某新区，下同）政府 is one name.
    if text.find("下同", start, end) >= 0:
        same = (match.span() for match in _SAME_BELOW.finditer(text, start, end))
        spans += [span for span in same if not is_inside_bracket(text, start, span, end)]
    for left, right in _without(start, end, spans):
        at = left
        for verb in verbs(text, left, right):
            if verb.start < at:
                continue
            # Under a label, the same verb only repeats it, and 负责 is weaker; another role (配合) overrides it.
            named = (
                label if label and (label[1] == verb.role or verb.role == "responsible") else (verb.label, verb.role)
            )
            inner = open_bracket(text, at, verb.start)
            if label and inner is not None:  # 各区县政府（市住建局指导）
                _read_units(reader, at, inner, label, strict=False)
                at = inner + 1
            if at == left and named != label and (cut := end_of_others(text, at, verb, label is not None)):
                _read_units(reader, at, cut, label or ("", "responsible"), strict=label is None)
                at = cut
            _read_units(reader, at, verb.start, named, strict=label is None)
            at = verb.end
        first, last = reader.strip(at, right)
        if first < last:
            if label:
                _read_units(reader, first, last, label, strict=False)
            else:
                _rest(reader, first, last)


def _read_units(reader: _ContentReader, start: int, end: int, label: tuple[str, Role], strict: bool) -> None:
    """Read the units before a verb or after a label; in A会同B, B gets its own role."""
    if is_reference(without_blanks(reader.text[start:end])):  # 由各部门
        reader.ignored.append((start, end))
        return
    if dated := BEFORE_VERB.search(reader.text, start, end):
        reader.deadline(dated.start() + 1, dated.end())
        end = dated.start()
    start, end = reader.strip(start, end)
    by = _LEADING_BY.match(reader.text, start, end)
    helpers = helpers_word(reader.text, start, end)
    if helpers:
        stop = end_of_helpers(reader.text, helpers.end, end, label[1])
        if stop < end:  # A会同B，C配合: the verb is C's
            reader.add(*label, stop, end, strict)
            label = label if label[1] in ("lead", "responsible") else ("", "responsible")
        reader.add(*label, by.end() if by else start, helpers.start, strict)  # none where 会同 opens the stretch
        reader.add(helpers.label, helpers.role, helpers.end, stop, strict)
    else:
        reader.add(*label, by.end() if by else start, end, strict)


def _rest(reader: _ContentReader, start: int, end: int) -> None:
    """Read text without label and verb: A会同B is a clause even then, anything else stays unread."""
    helpers = helpers_word(reader.text, start, end)
    if helpers and (start < helpers.start or reader.parts):  # A牵头，会同B
        _read_units(reader, start, end, ("", "responsible"), strict=True)
    elif reader.parts and lists_units(reader.text, start, end):  # A牵头，B、C · A（牵头）、B
        reader.add("", "responsible", start, end, strict=True)
    else:
        reader.unread.append((start, end))
