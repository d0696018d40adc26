"""Numbers that prose does not commit to: references, prices, duties, qualifications."""

import re

from extractors.commitments import words
from extractors.commitments.actors import without_actor
from extractors.commitments.nouns import KIND, MARK, noun_after
from extractors.commitments.numbers import NumberInClause, start_of_clause
from extractors.language.measures import kind_of
from extractors.language.patterns import lazy_pattern
from extractors.language.values import bound_of
from extractors.lexicon import any_of, words_of

SCORE = lazy_pattern(any_of("quantities", "score"))
SCORED = lazy_pattern(any_of("quantities", "scored"))
_AIMED_AT = ("至", "到", "为", "达", "在", "于")
_STATE = lazy_pattern(r"(?:已|正在|尚?未(?!来|成年))(?![^，。；]*的)")
"""Behind a number, tells what has become of so many: no target."""
_ASPECTS = words_of("quantities", "aspect")
_MAKES = words_of("quantities", "makes")
_YEARS = ("年", "岁", "周岁")
_LIFETIME = lazy_pattern(any_of("quantities", "lifetime"))
_LONGER = lazy_pattern(r"[较比][^，。；]{2,12}(?:提高|增加|延长)[约近]?$")
_LONGEST_CHANGE = 20
"""Characters from 较 to the number behind it."""
_RAISED = lazy_pattern(
    rf"(?:{any_of('quantities', 'raised')})(?![^，。；]*每)[^，。；]{{0,16}}(?:{any_of('quantities', 'grant')})(?:共|合计)?$"
)
"""Money that is raised to be granted is a target: 筹措补助资金300万元."""
_DONE = "已"
"""What is done commits to nothing either, but says what the next number counts: 已建成灯塔5座，力争达到8座."""
GIVEN = lazy_pattern(rf"(?:{any_of('quantities', 'given')})[^，。；到至达]{{2,16}}$")
"""Before a number of what someone gets: 给予人才指标1名, but 给予500家企业支持."""
_OPENS_GRANT = lazy_pattern(r"\s*(?:\d+[.．、])?\s*对于?[^，。；]{2,150}的[^，。；]{0,60}[，,]")
"""Who gets something, at the beginning of a sentence: 对投资2亿元以上的项目，…"""


def is_grant(text: str, start: int, end: int) -> bool:
    """Return whether a sentence says who gets how much: 对投资2亿元以上的项目，到位5000万元的，给予…."""
    opened = _OPENS_GRANT.match(text, start, end)
    return opened is not None and words.REWARD.search(text, opened.end(), end) is not None


def is_incidental(number: NumberInClause, text: str, end: int, reward: int) -> bool:
    """Return whether a number is no commitment: a reference, a price, a duty or a qualification.

    ``end``: of its sentence. ``reward``: where words begin that make later numbers prices; it is -1 where the whole sentence says who gets how much.
    """
    token = number.match
    if words.measure_of(token) in _YEARS and (words.LIFETIME.search(number.before) or _lengthens(token)):
        return False
    if _is_stated(number) or _is_granted(number, reward) or _is_score(number):
        return True
    if number.rest.startswith("之间的"):
        return True
    if number.kind == "time":
        lasting = bound_of(token["before"], words.after(token)) == "at_least" and words.DURATION.search(number.before)
        return not (lasting or words.SHORTENED.search(number.before + token["before"]))
    return _qualifies(number, text, end)


def _is_stated(number: NumberInClause) -> bool:
    """Return whether a number is of what is there already, is a duty, or obeys rules: 第3条, 落实5条政策, 每月开展2次检查."""
    token, before = number.match, number.before
    # 全省80%的敬老院达到二级标准, 占公交车总数的80%
    of_all = number.kind == "share" and (words.OF_ALL.match(number.rest) or words.SHARE_OF.search(before))
    known = words.KNOWN.search(before) and not token["before"] and not of_all and not makes_listed(number)
    if words.measure_of(token) == "年" or known:
        return True
    if _STATE.match(number.rest):  # 其中4所已投入使用
        return True
    done = words.DONE.search(before)
    if (done and done[0] != _DONE) or words.DUTY.search(words.REACH.sub("", before)):
        return True
    if token["before"].startswith("不得") and number.kind != "time":
        return True
    if token["number"] == "1" and words.measure_of(token)[:1] in ("/", "／"):
        return not (token["before"] or before.endswith(_AIMED_AT))  # 死亡率 1/10万 in a lost table: a unit of measure
    if token["measure"] in ("条", "项") and words.OBEYED.search(before) and words.RULES.match(number.rest):
        return True
    counted = noun_after(number.rest)
    if token["measure"] == "次" and not token["before"] and counted:
        return True
    return len(counted) == 1 and not before.endswith("在")  # 对16个区开展监测, but 在20个县开展试点


def makes_listed(number: NumberInClause) -> bool:
    """Return whether a number counts the things that the work makes and a list names: 建成东园、西园等5个公园, but 围绕住房等5个领域."""
    if number.kind != "count" or not number.before.endswith("等") or words.measure_of(number.match) in _ASPECTS:
        return False
    led = words.LEAD.match(without_actor(MARK.sub("", number.before)))
    made = led is not None and (led.group().endswith(_MAKES) or number.rest.endswith(_MAKES))  # 实施…等5条国道改造
    return made and not number.rest.startswith(_ASPECTS)


def _is_granted(number: NumberInClause, reward: int) -> bool:
    """Return whether a number is what someone gets, or what something costs. ``reward``: as in ``is_incidental``."""
    before = number.before
    if number.kind == "money" and _RAISED.search(before):
        return False
    granted = reward < number.match.start() and not (words.AIMED.match(before) and not words.REWARD.search(before))
    paid = number.kind in ("money", "share") and (granted or _is_price(number))
    return paid or (granted and reward < 0) or GIVEN.search(before) is not None


def _is_score(number: NumberInClause) -> bool:
    """Return whether a number is what a part counts in an assessment: 基层党建30分, but 满意度达到90分."""
    token = number.match
    if token["measure"] != "分":
        return False
    reached = SCORE.search(number.before) or token["before"] or token["after"]
    return not reached or SCORED.search(number.before) is not None


def _qualifies(number: NumberInClause, text: str, end: int) -> bool:
    """Return whether a number is a condition, or describes the noun after it: 100人以上的企业. ``end``: of the sentence."""
    token, before = number.match, number.before
    if token["after"] and number.rest.startswith("的") and token["measure"] in words.CAPACITIES:  # 100人以上的企业
        return True
    limit = min(end, token.end() + words.LONGEST_CLAUSE)
    clause = words.CLAUSE_END.search(text, token.end(), limit)
    rest = text[token.end() : clause.start() if clause else limit]
    if (token["before"] or token["after"]) and words.GRANTED.match(MARK.sub("", before)) and "的" in rest:
        return True
    if token["after"] and token["measure"] in words.CAPACITIES and rest[:1] in tuple("及和且或") and "的" in rest:
        return True  # 用工量500人以上及一次招录100人以上的单位
    if token["before"] and rest[:1] == "、" and "的" in rest:  # 人数超过30人、井深超过800米的矿山
        return True
    if number.kind in ("area", "length", "volume") and words.SUMMED.search(before):
        return False  # 累计完成50万平方米以上厂房更新
    if words.SIZE.search(before) and number.rest.startswith("的") and not any(char.isdigit() for char in rest):
        return False  # 设立总规模50亿元的基金, but 建设面积500平方米的中心8个
    if words.CONDITION.match(text, token.end(), end):
        return True
    qualifies = number.rest.startswith("的") or (token["after"] and number.rest)
    return bool(qualifies and number.kind in words.QUALIFIED)


def _is_price(number: NumberInClause) -> bool:
    """Return whether a number is what each of something costs or gets; a change or bound each year is a target."""
    yearly = words.EACH_YEAR.search(number.before)
    target = yearly is not None and bool(yearly["change"] or number.match["before"] or number.match["after"])
    return not target and words.PRICE.search(number.before) is not None


def is_base(text: str, start: int, number: int) -> bool:
    """Return whether another number is reached from the one at ``number``: 由2020年的65%提高至80%. ``start``: of its sentence."""
    opened = max(text.rfind(word, max(start, number - 10), number) for word in "由从")
    found = words.FROM.match(text, opened) if opened >= 0 else None
    return found is not None and found.start("number") == number


def is_quantity(token: re.Match[str]) -> bool:
    """Return whether a token is a number that may be promised; an age (6岁以下儿童) belongs to the noun."""
    if token["measure"] in ("日", "号") and token.string[: token.start("number")].endswith("月"):
        return False  # 延长至9月30日
    if not token["number"] or (token["measure"] and not token["measure"].endswith("岁")):
        return bool(token["number"])
    earliest = max(0, token.start() - words.LONGEST_CLAUSE)  # keeps a run of numbers linear
    opened = start_of_clause(token.string, earliest, token.start())
    if token["shared"]:
        return "分别" in token.string[opened : token.start("number")]
    if token["measure"] and _lengthens(token):
        return True
    named = words.LIFETIME if token["measure"] else words.UNMEASURED
    return named.search(token.string, opened, token.start()) is not None


def _lengthens(token: re.Match[str]) -> bool:
    """Return whether years are added to a quantity that is counted in them: 预期寿命达到80岁，较2025年提高1岁."""
    text, place = token.string, token.start()
    if not _LONGER.search(text, max(0, place - _LONGEST_CHANGE), place):
        return False
    return _LIFETIME.search(text, max(0, place - 3 * _LONGEST_CHANGE), place) is not None


def describes(text: str, number: re.Match[str], second: re.Match[str]) -> bool:
    """Return whether a number describes the noun that the one before it counts: 1所80个床位的机构, 9家产值超过2亿元的企业."""
    if not (number["number"] and second["number"]):
        return False
    between = text[number.end() : second.start()].strip()
    if not between:  # 1所80个床位的机构, but 扑火队8支240人
        return words.CLAUSE_OR_ITEM_END.match(text, second.end()) is None
    # 1个建筑面积不少于1000平方米，具备…功能的中心: the noun comes after further attributes
    sized = kind_of(words.measure_of(second)) in words.QUALIFIED and KIND.search(between) and "的" not in between
    limited = second["before"] and (text.startswith("的", second.end()) or sized)
    return bool(limited and words.QUALITY_NAME.fullmatch(between))


def opens_noun(number: re.Match[str], promised: bool) -> bool:
    """Return whether a number is among the first words of a noun: 15分钟生活圈, 56人及以上大班额比例, 3年的计划."""
    inside = words.IN_NOUN.match(number.string, number.end())
    if inside is None or inside[0] == "的":
        return inside is not None
    sized = number["after"] and (number["measure"] in words.CAPACITIES or kind_of(number["measure"]) == "money")
    return not promised and (number["measure"] in words.DURATIONS or bool(sized))
