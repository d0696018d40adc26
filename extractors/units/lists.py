"""Split a list of units into names: separators, brackets and quotes, 及/和/与, 等 and the text after it, shared endings."""

from typing import NamedTuple

from extractors.language.brackets import outermost_pairs
from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.lexicon import any_of, words_of
from extractors.units.completion import complete_names
from extractors.units.fields import is_field_of_bodies, is_of_field, shared_bodies
from extractors.units.names import adjoining, is_complete, is_reference, joins_badly, opens, parse
from extractors.units.one_actor import ONE_ACTOR
from extractors.units.persons import end_before_person


class UnitMention(NamedTuple):
    """One name of a list: ``text[start:end]`` as printed, ``name`` without white space.

    ``full`` is the name with what its neighbours print for it: 区政务办、经委 → 区经委. ``complete`` is False if the
    grammar does not know the name, and only its place in the list shows that it is one.
    """

    start: int
    end: int
    name: str
    full: str
    complete: bool


class UnitList(NamedTuple):
    """The units of a list in printed order, the text after 等, and spans without a unit."""

    mentions: tuple[UnitMention, ...] = ()
    open_ended: bool = False
    open_text: str | None = None
    ignored: tuple[tuple[int, int], ...] = ()
    """Spans that are understood but name no unit: 各责任单位, 下同, persons, the text after 等."""
    unread: tuple[tuple[int, int], ...] = ()
    """Spans that are neither names nor ignored by a rule."""
    persons: tuple[tuple[int, int], ...] = ()
    """Units with a person printed behind them: 县林业局 张三. The name of the mention is that of the unit."""


class _ListPart(NamedTuple):
    start: int
    end: int


_MARK = lazy_pattern(r"[（(〔〈\[【「“《）)〕〉\]】」”》\"、，,；;。：:|｜]")
SIGNS = "*＊★☆▲△◆●※"
"""Signs that mark one unit of a list: 市财政局*、市住建局."""
_SLASH = lazy_pattern(r"[/／]")
_SPACES = lazy_pattern(r"\s+|(?<=[一-鿿）)])(?=\d{1,2}[.．]\s*[一-鿿])")
"""White space, and the place before a number that counts the names: 1.市住建局2.市财政局."""
_CONJUNCTION = lazy_pattern(r"以及|及其|及|和|与|暨|商")
_LEADING = lazy_pattern(rf"(?:{any_of('not_units', 'leading')})+(?=[一-鿿]{{2}})")
_REPORTED = lazy_pattern(
    r"(?:并|经)?(?:上报|报请|报经|报送|报|经)[一-鿿]{0,16}(?:同意|批准|审定|审议|备案|审核|研究|审批)(?:后|通过后)?"
)
_AND_OTHERS = lazy_pattern(r"等(?<![高中初平同均特优一二三四五对劣].)(?!离子|级|保|额|待)")
_NAME = lazy_pattern(r"[一-鿿〇A-Za-z0-9·－—\-“”\"‘’《》、（）()〔〕〈〉\[\]【】+&\s]+")
_NO_NAME = lazy_pattern(r"\d+$|20\d\d年|\d{1,2}月|每|.*(?<![第\d])\d+[万亿]?(?:元|[%％]|[所个家场次人户亩座]|公里)$")
_NUMBER = lazy_pattern(r"(?:[（(]?\d{1,2}[)）.．]|[①-⑳]|[—－-]+)\s*(?=[一-鿿])")
"""What may be printed before a name: 1.市住建局, ——市财政局."""
_NONE = lazy_pattern(r"[—－/／-]+|\d{1,2}[.．]?")
_VERBS = (*(word for word in words_of("not_units", "start") if len(word) > 1), *words_of("not_units", "act"))
_ACT = lazy_pattern(rf"(?:{'|'.join(_VERBS)})[^、，]*(?<![局办委厅室部组所院会司处科站队府心团])$")
"""What a body does, printed after its name: 市税务局制定实施细则."""
_MOST = 45


def split_units(text: str, start: int, end: int, labelled: bool = False) -> UnitList:
    """Split the list ``text[start:end]`` into unit names; ``labelled``: a label or a column says that units are listed."""
    mentions: list[UnitMention] = []
    ignored: list[tuple[int, int]] = []
    unread: list[tuple[int, int]] = []
    opened: list[str] = []
    persons: list[tuple[int, int]] = []
    for piece in _pieces(text, start, end):
        for part, role in _parts(text, piece):
            printed = part.end
            if role == "unit" and (stop := end_before_person(text, *part, labelled)):
                persons.append(part)
                part = _ListPart(part.start, stop)
            if role == "open":
                opened.append(without_blanks(text[part.start : part.end]))
                ignored.append(part)
            elif role == "ignored" or _NONE.fullmatch(text, part.start, part.end):
                ignored.append(part)
            elif role == "unit" and _acceptable(name := without_blanks(text[part.start : part.end])):
                last = part.end if labelled else printed  # without a label, the unit alone can quote the person
                mentions.append(UnitMention(part.start, last, name, name, is_complete(name)))
            else:
                unread.append(part)
    open_text = next((text for word in opened if (text := word.removeprefix("等"))), None)
    full = complete_names(shared_bodies(tuple(mention.name for mention in mentions), open_text))
    return UnitList(
        mentions=tuple(_named(mention, name) for mention, name in zip(mentions, full, strict=True)),
        open_ended=bool(opened),
        open_text=open_text,
        ignored=tuple(ignored),
        unread=tuple(unread),
        persons=tuple(persons),
    )


def _named(mention: UnitMention, full: str) -> UnitMention:
    return mention._replace(full=full, complete=mention.complete or is_of_field(full))


def _acceptable(name: str) -> bool:
    """Return whether a piece of a labelled list can be a name, even if the grammar does not accept it."""
    if is_complete(name):
        return True
    if not 2 <= len(name) <= _MOST or not _NAME.fullmatch(name) or _NO_NAME.match(name):
        return False
    return not any(word in name for word in words_of("not_units", "inside"))


def _pieces(text: str, start: int, end: int) -> list[_ListPart]:
    """Split at separators outside brackets and quotes, and at white space between complete names."""
    protected = [match.span() for match in ONE_ACTOR.finditer(text, start, end) if "、" in match.group()]
    marks = [match.start() for match in _MARK.finditer(text, start, end)]
    closed = outermost_pairs(text, marks)
    pieces, at, until = [], start, start
    for mark in marks:
        if mark < until or any(left <= mark < right for left, right in protected):
            continue
        if mark in closed:
            until = closed[mark] + 1
        else:
            pieces.append(_ListPart(at, mark))
            at = mark + 1
    pieces.append(_ListPart(at, end))
    # In a list with separators, names printed without one are one body: a committee and its office, 市住建委市重大办.
    words = (part for piece in pieces for part in _words(text, _strip(text, piece), len(pieces) == 1))
    return [part for part in words if part.start < part.end]


def _strip(text: str, piece: _ListPart) -> _ListPart:
    start, end = piece
    while start < end and (text[start].isspace() or text[start] in SIGNS):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in SIGNS):
        end -= 1
    return _ListPart(start, end)


def _words(text: str, piece: _ListPart, alone: bool) -> list[_ListPart]:
    """Split a piece at white space between complete names, and where it is the whole list (``alone``) also without any."""
    found: list[_ListPart] = []
    at = piece.start
    for match in (*_SPACES.finditer(text, piece.start, piece.end), None):
        word = _ListPart(at, match.start() if match else piece.end)
        at = match.end() if match else piece.end
        if found and not _apart(text, found[-1], word):
            found[-1] = _ListPart(found[-1].start, word.end)
        else:
            found.append(word)
    return [part for word in found for part in _side_by_side(text, word, alone)]


def _apart(text: str, left: _ListPart, right: _ListPart) -> bool:
    first, second = without_blanks(text[left.start : left.end]), without_blanks(text[right.start : right.end])
    if number := _NUMBER.match(second):  # 1.市住建局⏎2.市财政局
        return is_complete(second[number.end() :])
    if joins_badly(first, second):
        return True
    parsed = parse(second) or parse(_first_name(second))
    own = parsed is not None and parsed.subordinate and opens(second)  # 县应急局 县消防救援大队
    if parsed is None or (parsed.subordinate and not own) or not parsed.body or not is_complete(first):
        return False
    # 国家税务总局 + 某市税务局 is one name.
    return not (first.endswith("总局") and second.endswith(f"{first[-4:-2]}局"))


def _first_name(text: str) -> str:
    """Return the whole name that 等 or 及 joins to what follows it; the text itself if none does: 市水利局等市直部门."""
    joints = sorted(match.start() for sign in (_AND_OTHERS, _CONJUNCTION) for match in sign.finditer(text))
    return next((text[:at] for at in joints if is_complete(text[:at]) and _whole(text)), text)


def _side_by_side(text: str, piece: _ListPart, alone: bool) -> list[_ListPart]:
    word = text[piece.start : piece.end]
    if _SPACES.search(word) or is_complete(word) or _is_conjoined(word):
        return [piece]
    if (names := _SLASH.split(word)) and len(names) > 1 and all(map(is_complete, names)):
        cuts = [match.start() for match in _SLASH.finditer(word)]
        edges = zip((0, *(cut + 1 for cut in cuts)), (*cuts, len(word)), strict=True)
        return [_ListPart(piece.start + left, piece.start + right) for left, right in edges]
    found = adjoining(word) if alone else ()
    others = _AND_OTHERS.search(word) if alone and not found else None
    if others and (apart := adjoining(word[: others.start()])):
        found = (*apart[:-1], (apart[-1][0], len(word)))  # 市水利局市审计局等市直部门
    return [_ListPart(piece.start + left, piece.start + right) for left, right in found] or [piece]


def _is_conjoined(word: str) -> bool:
    """Return whether 和 or the like joins a whole name to others: 县民政局和各乡镇人民政府."""
    found = _CONJUNCTION.finditer(word)
    return any(is_complete(word[: match.start()]) and _whole(word[match.end() :]) for match in found)


def _parts(text: str, piece: _ListPart) -> list[tuple[_ListPart, str]]:
    """Split one piece at 及/和/与 between names and at 等. Roles: unit, open (等 and the text after it), ignored, act (what a unit does)."""
    number = _NUMBER.match(text, piece.start, piece.end)
    if number:
        piece = _ListPart(number.end(), piece.end)
    lead = _LEADING.match(text, piece.start, piece.end)
    if lead and not is_complete(text[piece.start : piece.end]):
        piece = _ListPart(lead.end(), piece.end)
    name = without_blanks(text[piece.start : piece.end])
    if is_reference(name) or _REPORTED.fullmatch(name):
        return [(piece, "ignored")]
    for match in _AND_OTHERS.finditer(text, piece.start, piece.end):
        before, after = text[piece.start : match.start()], text[match.start() : piece.end]
        if not before or after == match.group() or _whole(before) or is_field_of_bodies(before, after):
            head = _parts(text, _ListPart(piece.start, match.start())) if match.start() > piece.start else []
            return [*head, *_after_open(text, _ListPart(match.start(), piece.end))]
    for match in _CONJUNCTION.finditer(text, piece.start, piece.end):
        left, right = _ListPart(piece.start, match.start()), _ListPart(match.end(), piece.end)
        if is_complete(text[left.start : left.end]) and _whole(text[right.start : right.end]):
            return [(left, "unit"), *_parts(text, right)]
    act = None if is_complete(name) else _ACT.search(text[piece.start : piece.end], 3)
    body = _ListPart(piece.start, piece.start + act.start()) if act else piece
    if act and is_complete(text[body.start : body.end]):
        return [(body, "unit"), (_ListPart(body.end, piece.end), "act")]
    return [(piece, "unit")]


def _whole(text: str) -> bool:
    """Return whether a text consists of complete names (or references to units) joined by 及/和/与/等."""
    name = without_blanks(text)
    if is_complete(name) or is_reference(name):
        return True
    cuts = (*_CONJUNCTION.finditer(name), *_AND_OTHERS.finditer(name))
    return any(
        is_complete(name[: match.start()])
        and (not name[match.end() :] or _whole(name[match.end() :]) or "等" in match.group())
        for match in cuts
    )


def _after_open(text: str, piece: _ListPart) -> list[tuple[_ListPart, str]]:
    """Read 等…: the text after 等 names no unit, but after 及 units may follow (等部门及各区人民政府)."""
    for match in _CONJUNCTION.finditer(text, piece.start + 1, piece.end):
        if _whole(text[match.end() : piece.end]):
            return [(_ListPart(piece.start, match.start()), "open"), *_parts(text, _ListPart(match.end(), piece.end))]
    return [(piece, "open")]
