"""Find the noun that a number counts."""

import re
from collections.abc import Sequence

from extractors.commitments.actors import without_actor
from extractors.commitments.numbers import NumberInClause
from extractors.commitments.words import (
    CHINESE,
    CLAUSE_END,
    CUT,
    FOR_WHOM,
    LAST_VERB,
    LEAD,
    PLACE_OF_WORK,
    RATE_LEAD,
    REMAINING,
    VERB,
    WORK,
    WORK_OF_PLACE,
)
from extractors.language.numerals import ONE_TO_TEN
from extractors.language.patterns import lazy_pattern
from extractors.language.values import BEFORE
from extractors.language.whitespace import squeeze_chinese
from extractors.lexicon import any_of, words_of

LONGEST = 30
"""Characters of a counted noun; longer ones are cut to their head."""
LONGEST_ITEM = 10
"""Characters of a thing in a list that one number counts; longer ones are clauses."""
PAIRED = 3
"""Characters of words that are a pair before a shared noun, as long as each other: 公办、民办."""
WORD_END = lazy_pattern(r"^[业区园场站点面村社厂库](?![积域区所地位务庄点镇容房绩态民会存商馆级])")
"""What ends a word that is longer by a character than those paired with it: 池塘、大水面渔业面积."""
NO_NOUN = lazy_pattern(r"[和与及以至到比超、并每]|下属|所属|[户人]均|年均")
SIZED = lazy_pattern(rf"(?:{BEFORE})\d")
"""A size instead of a noun: 1个建筑面积不少于1000平方米，…的中心."""
JOINT = lazy_pattern(r"(?:和|与|及|、|等)+$")
RANKED = lazy_pattern(r".{1,4}?[级类型]|国家|[省市区县]")
KIND = lazy_pattern(rf"(?:{any_of('quantities', 'dimension')})$")
QUALITY = lazy_pattern(rf"(?:{any_of('quantities', 'limit')})\d")
"""Opens a class of things by a limit: 超过100人的企业."""
_SIGN = r"(?:[●■◆•▲★☆※◇○□☑☐☒√✓✔·*+]|[—–－-]{1,2})\s*"
MARK = lazy_pattern(
    rf"^(?:{_SIGN}(?!\d))?(?:\d{{1,2}}[、.．](?!\d)|[{ONE_TO_TEN}]{{1,3}}、|[{ONE_TO_TEN}]{{1,2}}是|[（(][{ONE_TO_TEN}\d]{{1,3}}[）)]|\d[)）]|[①-⑳]|[Ⅰ-Ⅻ][、.．]?|(?:第|其)[{ONE_TO_TEN}][，、]|\d(?:\.\d){{1,3}}(?=[市县区省州各]))|^{_SIGN}(?!\d)"
)
SPONSOR = lazy_pattern(rf"^[\u4e00-\u9fff]{{1,8}}?(?=(?:每年|每季度|每半年|每月|每周)(?:预算)?{VERB})")
"""Who does the work at each time: 区财政每年安排资金."""
STRONG_BEFORE_RATE = lazy_pattern(r".*将(?=..)")
LOCATED = lazy_pattern(rf"(?:{any_of('quantities', 'located')})")
"""Open a clause with what the work is done in or by; the noun follows its last verb."""
PLACES = frozenset("省市州县区旗乡镇村")
HEAD = lazy_pattern(r"的[^的]+$")
"""A noun with the attributes before it: 的企业占比."""
OPENING_BRACKET = lazy_pattern(r"（[^（）]{1,6}）(?=..)")
"""Left of 新增（恢复）… where the verb is taken off."""
RATE = lazy_pattern(r"(?:率|比例|比重|占比)$")
MADE_OF = lazy_pattern(r"^.*为主的(?=..)")
"""What a noun consists of for the most part, cut at a comma of its list: 现场品尝为主的体验点."""
BEFORE_QUOTE = lazy_pattern(rf"^{VERB}(?=“)")
"""A verb before the quoted name of a share: 推行“明厨亮灶”覆盖率."""
AGAIN = lazy_pattern(rf"(?<=..)(?:[再又]{VERB}|各)$")
"""Behind what is counted, that more of it is made, or so many of each: “一件事”再推出15项, 新开、优化线路各3条."""
BY = lazy_pattern(r"(?<=..)(?:拟|暂|计划|力争|继续)*按照?$")
"""Between a share and the noun before it, where the work follows: 赤字率拟按4%安排."""
SENT = lazy_pattern(rf"(?<=..)[到赴去往](?![位期达])[\u4e00-\u9fff]{{2,12}}(?:{any_of('quantities', 'sent')})$")
"""What counted people do elsewhere: 骨干到省城进修."""
PARTNER = lazy_pattern(rf"与[\u4e00-\u9fff]{{2,12}}(?:{any_of('quantities', 'with_others')})$")
"""What counted things do with others: 12家医院与养老机构签约."""
ACTOR = lazy_pattern(r"(?:局|厅|委|政府(?!采购|购买|投资)|合作社|家庭农场|农户)(?=..)")
"""Ends the name of who does the work; the noun begins after the verb that follows."""
FIRMS_AT_WORK = lazy_pattern(rf"^.*?(?:企业|单位|院校|高校){VERB}(?!{any_of('quantities', 'place_of_work')})(?=..)")
"""The same for firms, if no word after the verb makes it part of a noun: 企业建设车间, but 企业研发中心."""
DRESSING = lazy_pattern(r"(?<=...)(?<!主要)(?<!重点)(?:工作|任务|阶段性目标|目标任务|阶段性|累计|共计|合计|总计)$")
"""Words behind a noun that count nothing: 燃气管道改造任务."""
STRONG = lazy_pattern(r".*(?:新建|建成(?!区)|将)(?=..)")
"""Words that end what precedes a noun wherever they occur."""


def noun_after(rest: str, before: str = "") -> str:
    """Return the counted noun that opens the rest of the clause after a number; empty if there is none.

    ``before``: the clause up to the number. Where it ends in 为, 与 …, a verb ends the noun: 为5万户居民更换软管.
    """
    text = rest.removeprefix("的").removeprefix("为")
    cut = next((found for found in CUT.finditer(text) if not text.startswith("的", found.end())), None)
    if cut:  # 20个基于大模型建设的场景: what is followed by 的 describes the noun
        text = text[: cut.start()]
    text = FOR_WHOM.sub("", text) if before.endswith(words_of("quantities", "recipient")) else text
    text = SENT.sub("", PARTNER.sub("", JOINT.sub("", text)))
    if len(text) > LONGEST and "的" in text:  # only the head of a noun with long attributes
        text = text[text.rindex("的") + 1 :]
    return "" if NO_NOUN.match(text) or SIZED.search(text) else text


def head_noun(what: str, located: bool = False, counted: bool = False) -> str | None:
    """Return the phrase from after its last verb on: 在各乡镇新建冷库 → 冷库; None if it is still too long.

    ``located``: a place comes before the verb, whatever the verb is: 在甲乡和乙村建设苗木基地. ``counted``: the number counts
    things, so a verb after firms is their work; 企业采购份额 is a noun.
    """
    if QUALITY.match(what):
        return None
    what = MADE_OF.sub("", DRESSING.sub("", what.removesuffix("的")))
    for actor in reversed(list(ACTOR.finditer(what))):  # 市林业局建设苗圃, 合作社新建温室
        if verb := LEAD.match(what, actor.end()):
            work = WORK.search(verb.group())
            what = what[verb.end() :] or (work[0] if work else "")
            break
    what = FIRMS_AT_WORK.sub("", what) if counted else what
    if match := (STRONG_BEFORE_RATE if RATE.search(what) else STRONG).match(what):
        what = what[match.end() :]
    if len(what) > LONGEST and "的" in what:
        what = what[what.rindex("的") + 1 :]
    if len(what) > LONGEST and "等" in what:  # A、B、C等创新平台
        what = what[what.rindex("等") + 1 :]
    if (located or len(what) > LONGEST) and (match := LAST_VERB.match(what)):
        what = what[match.end() :]
    return what if len(what) <= LONGEST else None


def may_be_counted(what: str) -> bool:
    """Return whether words may be what a number counts: 同比 alone says what it is compared with."""
    long_enough = 2 <= len(what) <= 2 * LONGEST or what in PLACES  # 在100个县开展试点
    return long_enough and what not in words_of("quantities", "no_noun") and CHINESE.search(what) is not None


OF_CHANGE = lazy_pattern(
    r"(?:增长|上升|下降|提升)(?:速度|幅度)|增加[值额](?![守班])|新[增建]的?[\u4e00-\u9fff]{2,10}中[\u4e00-\u9fff]+比"
)
"""A noun whose first word is no verb: 增长速度, 新增车辆中新能源占比."""


def without_lead(words: str, share: bool = False) -> str:
    """Remove the verbs and adverbs before a noun: 力争新增房源 → 房源.

    ``share``: the noun is a rate, so that only verbs of change are none of it (确保绿化覆盖率, 新建项目节能率).
    """
    words = without_actor(SPONSOR.sub("", MARK.sub("", words)), share)
    words = BEFORE_QUOTE.sub("", words) if share and "“" in words else words
    match = (RATE_LEAD if share else LEAD).match(words)
    if match and not OF_CHANGE.match(words):
        inside = WORK_OF_PLACE.search(words[: match.end()]) if PLACE_OF_WORK.match(words, match.end()) else None
        words = words[inside.start("work") if inside else match.end() :]
        return OPENING_BRACKET.sub("", words, count=1) if OPENING_BRACKET.match(words) else words
    return words


def without_remaining(before: str) -> str:
    """Remove what says that the object of a verb is there already: 改造现有 → 改造."""
    there = words_of("quantities", "remaining")
    if not before.endswith(there) and not before.removesuffix("的").endswith(there):
        return before  # searching for a verb takes longer
    return REMAINING.sub(r"\g<verb>", before)


COUNTED_LIST = lazy_pattern(r"(?:[两三四五六七八九十]|\d)[个家条项地县市区镇乡村校][\u4e00-\u9fff]{0,6}$")
"""Ends a list of names with their count, which is no part of the last: 甲、乙、丙三县."""
LISTED_KIND = lazy_pattern(
    rf"等[\u4e00-\u9fff]{{0,6}}(?:{any_of('quantities', 'of_list')})(?P<shared>[\u4e00-\u9fff]{{2,8}})$"
)
"""Behind a list, what its entries are and what is told of each: 二氧化硫、氮氧化物等主要污染物排放总量."""


DATED = lazy_pattern(r"(?:\d{1,2}月[底末初]?|[一二三四]季度末?|[上下]半年)[、和与及]")
"""Times in a list, at which the same is measured again and again: 支出进度6月底、9月底分别达到50%、75%."""


def names_in_turn(words: str, marks: str) -> list[str]:
    """Split the names that several numbers refer to respectively: 国家级、省级企业 → 国家级企业, 省级企业; empty if one is left without a noun, or their count is printed."""
    if COUNTED_LIST.search(words) or DATED.search(words):
        return []
    listed = LISTED_KIND.search(words)
    names = re.split(f"[{marks}]", words[: listed.start()] if listed else words)
    if listed:
        names = [name + listed["shared"] for name in names]
    names[0] = without_lead(names[0])
    rank, kind = RANKED.match(names[-1]), KIND.search(names[-1])
    head = HEAD.search(names[-1])
    if head and not any("的" in name for name in names[:-1]):  # 有机构、有人员的企业占比
        names = [*(name + head[0] for name in names[:-1]), names[-1]]
    if rank:
        names = [name + names[-1][rank.end() :] if RANKED.fullmatch(name) else name for name in names]
    paired = {len(name) for name in names[:-1]}
    if kind and len(paired) == 1 and max(paired) <= PAIRED and len(names[-1]) >= max(paired) + len(kind[0]):
        shared = names[-1][max(paired) :]  # 城镇、农村污水处理率
        if max(paired) > 1 and not end_alike((*names[:-1], names[-1][: max(paired)])):  # but 公办、民办园占比
            shared = WORD_END.sub("", shared, count=1)
        names = [name if KIND.search(name) else name + shared for name in names[:-1]] + names[-1:]
    if kind and kind[0] == "率" and not all(map(KIND.search, names)):
        return []  # where the shared noun begins is not printed: 甲设施和乙招牌审批率
    names = [name if not kind or KIND.search(name) else name + kind[0] for name in names]
    return names if all(names) else []


def end_alike(names: Sequence[str]) -> bool:
    """Return whether words of one length end in the same character: 公办, 民办."""
    return len({(len(name), name[-1:]) for name in names}) == 1


def end_of_noun(text: str, number: NumberInClause, what: str) -> int:
    """Return the end of the counted noun where it follows the number, else the end of the number."""
    place = squeeze_chinese(number.rest).find(what)
    if place < 0 or not noun_after(number.rest):
        return number.match.end()
    left = sum(not char.isspace() for char in number.rest[: place + len(what)])
    at = number.after
    while left:
        left -= not text[at].isspace()
        at += 1
    return at


def end_of_list(text: str, start: int, end: int, limit: int) -> int:
    """Return the end of a counted noun with a list of attributes before it, up to ``limit``: 规模化、连锁化企业."""
    stop = CLAUSE_END.search(text, end, limit)
    far = stop.start() if stop else limit
    whole = squeeze_chinese(text[start:far])
    attributes = "的" in whole or text[end - 1] in "化型性级类式色"
    names = whole.split("、")
    plain = not any(char.isdigit() for char in whole) and all(1 < len(name) <= LONGEST_ITEM for name in names)
    listed = plain and not any(LEAD.match(name) or CUT.search(name) for name in names)  # 5所小学、幼儿园
    return far if (attributes or listed) and far - start <= 2 * LONGEST else end
