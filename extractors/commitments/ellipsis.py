"""Complete the subject of a number where its clause prints only a part of it."""

from extractors.commitments import words
from extractors.commitments.nouns import ACTOR, KIND, LONGEST, LONGEST_ITEM, MARK, PAIRED, end_alike, without_lead
from extractors.commitments.numbers import CommitmentNumber, NumberInClause, same_measure, start_of_clause
from extractors.language.measures import MEASURE
from extractors.language.patterns import lazy_pattern
from extractors.language.values import NUMBER
from extractors.language.whitespace import squeeze_chinese
from extractors.lexicon import any_of

AIMS = lazy_pattern(r"^(?:力争|争取|确保|努力|计划|预计)+")
GROWN = lazy_pattern(rf"(?:{any_of('quantities', 'grown')})$")
EXTENDED = lazy_pattern(
    rf"在(?:{any_of('quantities', 'remaining')})?的?{NUMBER}\s?[余多]?\s?{MEASURE}(?P<what>[\u4e00-\u9fff]{{2,16}}?)的?基础上[，,]$"
)
OPENER = lazy_pattern(rf"(?:{any_of('openers', 'opener')})+")
BY_YEAR = lazy_pattern(r"(?:[到至]?20\d\d年[底末]?(?:之?前)?)?")
SEVERAL = lazy_pattern("^(?:一批|一系列|若干)")
PROGRAMME = lazy_pattern(rf"(?:{any_of('quantities', 'programme')})$")
OBJECT = lazy_pattern(r"[\u4e00-\u9fff“”]+")
LONGEST_OBJECT = 12
"""Characters of what a clause works on that the next clause counts."""
NAMED_PART = lazy_pattern(r"(?P<whole>[^（）]{2,})（[^（）]{2,4}）")
OPENS_PARTS = lazy_pattern(r"[，,（(]?\s?(?:其中|包含|包括|含)")
JOINS = tuple("、和与及")
"""Between a part and the next one."""
LAST_YEAR = lazy_pattern(r"^(?:较|比|与)(?:上年|去年|上一年|同期|基期)(?:度|同期|相比|水平)*")
LONGEST_PART = 4
"""Characters of a part that 其中 names without its quantity: 其中住院达到95%."""
DISTRIBUTED = lazy_pattern(r"均(?:要|须|需)?(?:[达不超为在保控到至]|$)")
"""The same number holds for all of a list: 猪、牛、羊定点屠宰率均达85%."""
SHORT_NAME = 4
TOTAL = lazy_pattern(any_of("quantities", "total"))
_PLACE = rf"(?:{any_of('quantities', 'part_place')})(?:地区)?"
PLACE_OF_PART = lazy_pattern(_PLACE)
PLACE_OF_WHOLE = lazy_pattern(rf"(?:[全我本各][省市区县州国]|{_PLACE})(?=..)")
"""The place that a quantity opens with, replaced where the next number names another: 市区入园率 → 县（市）入园率."""


def whole_subject(noun: str, number: NumberInClause, last: CommitmentNumber | None, between: str) -> str | None:
    """Return the subject that the number before gives to one whose own noun leaves a part out; None if it is whole.

    ``noun``: printed before the number. ``between``: the text between the two numbers.
    """
    if last is None or {"；", ";"} & set(between):
        return None
    if not noun:
        if named_part := part_of(noun, number, last, between):
            return named_part
        joined = between in ("", "、")  # 开工49个、3万户, 队伍8支240人, but not 地块5公顷（75亩）
        same = joined or reaches(number)  # 增加值增长55%、达到5.5万亿元
        return last.what if same and not number.rest.strip("的") else None
    if noun.startswith("占") and "占" not in last.what:
        return last.what + noun  # 增加值达到7000亿元，占生产总值的比重超过12%
    if named_part := part_of(noun, number, last, between):
        return named_part
    if TOTAL.fullmatch(noun) and not last.what.endswith(noun):
        return last.what + noun  # 新建基站5个，总数达到30个
    part = PLACE_OF_PART.fullmatch(noun) or (number.before.startswith("其中") and len(noun) <= LONGEST_PART)
    if number.kind == "share" and part and KIND.search(last.what) and not KIND.search(noun):
        return noun + PLACE_OF_WHOLE.sub("", last.what, count=1)  # 入园率达到85%，农村达到80%
    return None


def part_of(noun: str, number: NumberInClause, last: CommitmentNumber, between: str) -> str | None:
    """Return the name of a part of what the number before counts: 学位3000个，其中小学2000个、初中1000个 counts 学位（小学）."""
    measure = squeeze_chinese(words.measure_of(number.match))
    if number.kind == "share" or not same_measure(measure, last.measure):
        return None
    printed = words.OF_IT.sub("", number.before)
    part = noun or ("" if words.REACH.fullmatch(printed) else printed)  # 其中新建30个
    before = NAMED_PART.fullmatch(last.what)
    whole = last.what if OPENS_PARTS.match(between) else before["whole"] if before and between[:1] in JOINS else ""
    return f"{whole}（{part}）" if whole and 1 < len(part) <= LONGEST_PART and whole not in part else None


def reaches(number: NumberInClause) -> bool:
    """Return whether nothing but a verb of reaching, or a bound, stands before a number in its clause: 力争达到, 突破, 较上年减少."""
    before = AIMS.sub("", LAST_YEAR.sub("", number.before))
    return bool(words.REACH.fullmatch(before)) if before else bool(number.match["before"])


def rising_quantity(text: str, start: int, number: NumberInClause) -> str | None:
    """Return the quantity that the clause before tells to rise (产值实现翻番，达到90亿元). ``start``: of the sentence."""
    start = max(start, number.match.start() - words.LONGEST_CLAUSE)
    comma = max(text.rfind(char, start, number.match.start()) for char in "，,")
    if comma < start or not reaches(number):
        return None
    clause = squeeze_chinese(text[start_of_clause(text, start, comma) : comma])
    found = GROWN.search(clause)
    noun = without_lead(clause[: found.start()], share=True) if found else ""
    return noun if 1 < len(noun) <= LONGEST and not any(char.isdigit() for char in noun) else None


def extended_quantity(text: str, start: int, number: NumberInClause) -> str | None:
    """Return what the clause before counts as there already: 在现有20个站点基础上，再新增5个. ``start``: of the sentence."""
    found = EXTENDED.search(text, max(start, number.clause - words.LONGEST_CLAUSE), number.clause)
    return found["what"] if found else None


def object_before(text: str, start: int, number: NumberInClause) -> str | None:
    """Return what the clause before works on where a number says no more than how many: 培育绿色工厂，累计达到30家."""
    if number.kind != "count" or number.rest or not (reaches(number) or words.LEAD.fullmatch(number.before)):
        return None
    comma = max(text.rfind(char, start, number.match.start()) for char in "，,")
    if comma < start or not BY_YEAR.fullmatch(text, comma + 1, max(comma + 1, number.clause)):
        return None
    clause = squeeze_chinese(text[start_of_clause(text, max(start, comma - words.LONGEST_CLAUSE), comma) : comma])
    opened = words.LEAD.match(clause) or OPENER.match(clause)
    noun = SEVERAL.sub("", clause[opened.end() :]) if opened else ""
    counted = 1 < len(noun) <= LONGEST_OBJECT and OBJECT.fullmatch(noun) and not PROGRAMME.search(noun)
    return noun if counted else None


def _are_short_names(text: str) -> bool:
    """Return whether the entries of a list behind its first are short and no work of their own: 定点屠宰区域的猪、牛."""
    names = text.split("、")[1:]
    return all(0 < len(name) <= SHORT_NAME and not words.LEAD.match(name) for name in names)


def start_of_list(text: str, opened: int, clause: int, number: int, kind: str) -> int:
    """Return where the list of nouns begins that one number counts (新建小学、幼儿园7所), or ``clause`` if it is none.

    ``opened``: the start of the clause; ``clause``: the start of its last entry; ``number``: of the number.
    """
    if text[clause - 1 : clause] != "、" or clause <= opened:
        return clause
    if kind == "share" and DISTRIBUTED.search(text, clause, number) and _are_short_names(text[opened : clause - 1]):
        return opened
    whole = MARK.sub("", squeeze_chinese(text[opened:number]))
    lead = words.LEAD.match(whole)
    if lead is None or len(whole) - lead.end() > LONGEST or any(char.isdigit() for char in whole):
        return clause
    *names, last = whole[lead.end() :].split("、")
    if ACTOR.search(last):
        return clause
    if not all(1 < len(name) <= LONGEST_ITEM for name in names) or any(map(words.LEAD.match, (*names, last))):
        return clause
    if kind in ("share", "time"):  # 一类、二类企业办理时间, but 培训、满意度
        size = len(names[0])
        return opened if size <= PAIRED and end_alike((*names, last[:size])) else clause
    return opened
