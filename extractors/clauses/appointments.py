"""Find appointments in running prose: 区科委、某集团牵头建立例会制度 · 市应急局负责修订预案 · 市水务局：完成排查."""

import re
from collections.abc import Iterator, Sequence

from extractors.clauses.bodies import are_particular, are_whole
from extractors.clauses.charged import WITH, charged_units
from extractors.clauses.content import read_content
from extractors.clauses.former import NAMES, VERB, former_duties, is_former
from extractors.clauses.parts import Appointment, RoleUnits
from extractors.clauses.role_phrases import COLON
from extractors.language.patterns import lazy_pattern
from extractors.language.role_words import role_words
from extractors.language.whitespace import without_blanks
from extractors.units.lists import split_units
from extractors.units.names import is_complete
from schemas.responsibility import Role

_SEGMENT = lazy_pattern(
    r"""
    (?:^|(?<=[。；;！!，,：:\n]))\s*(?:[^。；;！!，,：:\n（）()]{0,40}(?<!自)由)?   # 防汛经费由市财政局负责落实
    (?P<units>(?:[^。；;！!，,：:\n（）()]|（(?:[、，]?[省市县区州盟旗乡镇街道]{1,2}){1,4}）){2,60}?(?:（[^（）\n]{2,30}）)?)
    (?:要|应当?|须|需要?|分别|共同|具体|主要|统一|各自)*
    (?: (?P<lead>牵头(?:负责|组织|落实)?)(?=[^的一、）)]|$)       # 市商务局牵头组织建立例会制度; not 牵头的, 牵头一批
      | (?P<own>负责)(?!解释|同志|制(?![定订作]))(?=[^的人一、，,；;。）)\s])        # 市应急局负责修订应急预案; not 负责人, 负责同志, 负责制
    )
    """,
    re.X,
)
_SIDE_BY_SIDE = lazy_pattern(r"(负责[^、，。；\n]{1,15})、(?=[^、，。；\n]{2,20}负责)")
"""Duties that 、 separates: 市教育局负责学校、市民政局负责养老机构."""
_SENTENCE_END = lazy_pattern(r"[。；;！!\n]")
_SUBJECT = lazy_pattern(r"(?:^|[。；;：:\n]|由)\s*\Z")
"""What stands before the units that are responsible: nothing in their paragraph or clause, or 由."""
_WITH = rf"{WITH}(?P<after>[^。；;！，,：:\n（）()]{{2,60}}?)(?:等(?:相关|有关)?(?:部门|单位)(?:[一-鿿]{{2,20}})?)?"
_BESIDE = r"(?P<before>[^。；;！，,：:\n（）()]{2,60}?)(?P<verb>配合|参与|参加|协助|协同)"
_HELPERS = lazy_pattern(rf"[，,]\s*(?:{_WITH}|{_BESIDE})(?=[，,。；;\n]|$)")
"""Directly after the verb: ，会同市财政局等部门制定办法 · ，市财政局配合."""
_TOGETHER = lazy_pattern(rf"[，,]?\s*并?{WITH}(?P<rest>[^。；;！!，,：:\n（）()]{{2,60}})")
"""The same, with words on what they do that do not end with them: ，会同公安机关建立快速处置机制."""
_TOGETHER_LATER = lazy_pattern(
    rf"[^。；;！!，,\n（）()]{{2,60}}[，,]\s*并?{WITH}(?P<rest>[^。；;！!，,：:\n（）()]{{2,60}})"
)
"""Behind the work that is led: 区商务局牵头负责建设工作，会同区住建局、区民政局等部门制定标准."""
_HELPERS_AT_END = lazy_pattern(rf"[^。；;！!\n（）()]{{0,120}}[，,]\s*{_BESIDE}(?=[。；;\n]|$)")
"""After the work: 开展排查，市城管委配合."""
_OPENS = lazy_pattern(
    rf"\s*(?P<units>[^。；;！!：:∶︰﹕\n]{{2,60}})(?:{COLON}|。(?={VERB}))\s*(?P<verb>{VERB})?(?P<work>[^\n]*)"
)
_LED = lazy_pattern(
    rf"(?:^|(?<=[。；;\n])|(?<=[，,）)])(?=分?别?由))\s*(?P<clause>{NAMES}{VERB}(?:[，,]{NAMES}{VERB})*)(?=[，,。；;]|$)"
)
"""Who leads and helps, before the work: 由省经贸委承办，省农业厅、省卫生厅协办。 · 由市商务局负责，市财政局配合，加快…."""
_LED_AT_END = lazy_pattern(rf"(?<=[，,])\s*(?P<clause>{NAMES}{VERB}(?:[，,]{NAMES}{VERB})*)(?=[。；;]|$)")
"""The same behind the work, at the end of its sentence: 培训护理员，市人社局、市民政局按职责分工负责。"""
_COMMA = lazy_pattern("[，,]")
_LEAST_WORK, _LEAST_AFTER_VERB = 6, 2
"""Chinese characters that a duty has at least, without a verb and with one: a figure or a name behind a unit's colon is none."""
_NO_WORK = lazy_pattern(
    r"你|您|\d{7}|\d{3,4}-\d{7}|[^，。；]{2,4}[，,、\s]*(?:电话|手机|邮箱|联系)|电话|联系|传真|地址"
)
"""After a unit's colon: an answer to it (你局), or where to find it."""
_BEHIND_FIRST_WORD = lazy_pattern(r"[\s，,。；;、].*")
"""Where the word before it is a unit, the colon is that of a key, which names the unit: 初审委员会：市人大城环委."""
_ALL = lazy_pattern(r"(?:部门|单位)\s*$")
"""各有关部门： are whoever is concerned; 各区政府： says who."""
_TO_ADDRESSEES = lazy_pattern(r"^(?:现|为|根据|按照|经|近|日前|接|关于|《)|你|请|印发|转发|通知|如下|特此")
"""After the colon behind all bodies of a kind: what a notice says to those that it is sent to."""
_AREA = lazy_pattern(r"(?:区|城|园|带|镇|乡|街道|副中心|基地)$")
"""A place as well as those who govern it: 经开区：发展新材料 is no duty, 经开区：负责落实用地 is."""
_HAN = lazy_pattern(r"[一-鿿]")


def appointments(text: str) -> Iterator[Appointment]:
    """Yield each appointment: the units that lead or are responsible, and helpers named after them."""
    if "牵头" not in text and "负责" not in text:
        return
    goes_on = 0
    text = _SIDE_BY_SIDE.sub(lambda found: f"{found[1]}，", text)
    found = list(_SEGMENT.finditer(text))
    for number, match in enumerate(found):
        leads = match["lead"] is not None
        verb = match["lead"] or match["own"]
        end = match.end()
        begin = match.start("units")
        if (
            not leads
            and begin >= goes_on
            and not _SUBJECT.search(text[max(0, begin - 3) : begin])
            and not _is_first(text, found[number : number + 2])
        ):
            continue  # 落实资金，市财政局负责: 落实资金 may be what somebody else does
        if is_former(text, begin):
            continue
        parts = _parts(text, *match.span("units"), verb, "lead" if leads else "responsible", begin < goes_on)
        if parts:
            helper, end = _helpers(text, end, leads)
            stop = _SENTENCE_END.search(text, end)
            goes_on = stop.start() if stop else len(text)  # 市人社局负责认定，市发改委负责公示
            yield Appointment(begin, end, (*parts, *helper))


def _is_first(text: str, two: Sequence[re.Match[str]]) -> bool:
    """Return whether the second of two duties follows the first in its sentence: 市水利局负责水库；市住建局负责工地."""
    if len(two) < 2 or not two[1]["own"]:
        return False
    between = text[two[0].end() : two[1].start("units")].rstrip()
    return between.endswith(("；", ";")) and "。" not in between


def led_sentences(text: str) -> Iterator[Appointment]:
    """Yield each beginning of a sentence that says who leads or is responsible, and who helps, and nothing else."""
    end = 0
    for match in sorted((*_LED.finditer(text), *_LED_AT_END.finditer(text)), key=lambda match: match.start("clause")):
        start, stop = match.span("clause")
        if start < end or any(former_duties(text, start, stop)):
            continue
        cuts = [stop, *(comma.start() for comma in reversed([*_COMMA.finditer(text, start, stop)]))]
        led = next(filter(None, (_led(text, start, cut) for cut in cuts)), None)
        if led:
            end = led.end
            yield led


def _led(text: str, start: int, end: int) -> Appointment | None:
    content = read_content(text, start, end)
    known = not content.unread and all(mention.complete for part in content.parts for mention in part.units.mentions)
    roles = {part.role for part in content.parts}
    certain = known and roles & {"lead", "responsible"} and are_particular(content.parts[0].units)
    return Appointment(start, end, content.parts) if certain else None


def opening_duty(text: str) -> Appointment | None:
    """Return the units whose duty a paragraph states: 市水务局：完成排查; None if it opens with none."""
    match = _OPENS.match(text)
    if match is None or _NO_WORK.match(match["work"]) or is_complete(_BEHIND_FIRST_WORD.sub("", match["work"])):
        return None
    if len(_HAN.findall(match["work"])) < (_LEAST_AFTER_VERB if match["verb"] else _LEAST_WORK):
        return None
    # What a unit guides or takes part in is its own duty here; only 牵头 says more.
    label = match["verb"] if role_words("verb").get(match["verb"] or "") in ("lead", "responsible") else ""
    content = read_content(text, *match.span("units"), given=(label, role_words("verb").get(label, "responsible")))
    if content.unread or content.ignored or not content.parts or not all(are_whole(p.units) for p in content.parts):
        return None
    first = content.parts[0].units
    if not match["verb"] and any(_AREA.search(unit.name) for unit in first.mentions):
        return None
    if not are_particular(first) and (_ALL.search(text[: match.end("units")]) or _TO_ADDRESSEES.search(match["work"])):
        return None
    return Appointment(match.start("units"), match.end("units") + 1, content.parts)


def _parts(text: str, start: int, end: int, label: str, role: Role, goes_on: bool) -> tuple[RoleUnits, ...]:
    """Read the units before a verb; in A会同B, B helps. Empty unless all are particular bodies.

    ``goes_on``: others have a duty in the same sentence, so that it says what each of a class has to do: ，各区政府负责初审.
    """
    both = text.find(WITH, start, end)
    if both <= start:
        part = whole_part(text, start, end, label, role, of_class=goes_on)
        return (part,) if part else ()
    first, helper = whole_part(text, start, both, label, role), whole_part(text, both + len(WITH), end, WITH, "support")
    return (first, helper) if first and helper else ()


def _helpers(text: str, end: int, leads: bool) -> tuple[tuple[RoleUnits, ...], int]:
    """Return who helps those before a verb that ends at ``end``, and where the words on it end."""
    found = (_HELPERS.match(text, end) if leads else None) or _HELPERS_AT_END.match(text, end)
    if found:
        side = "before" if found["verb"] else "after"  # 财政局配合, 会同财政局
        helper = whole_part(text, *found.span(side), found["verb"] or WITH, "support")
        if helper:
            return (helper,), found.end()
    together = (_TOGETHER.match(text, end) or _TOGETHER_LATER.match(text, end)) if leads else None
    units, stop = charged_units(text, *together.span("rest")) if together else (None, end)
    if units and together and are_particular(units):
        return (RoleUnits(WITH, "support", units, together.start("rest"), stop),), stop
    return (), end


def whole_part(text: str, start: int, end: int, label: str, role: Role, of_class: bool = False) -> RoleUnits | None:
    """Return the units of a stretch that is nothing but complete names of units, particular ones unless ``of_class``."""
    units = split_units(text, start, end)
    if not are_whole(units) or not (of_class or are_particular(units)):
        return None
    return RoleUnits(without_blanks(label), role, units, start, end)
