"""Patterns of the words around a number, compiled from lexicon/commitments.yml."""

import re
from itertools import groupby
from typing import Literal

from extractors.language import five_year_plans
from extractors.language.measures import MEASURE, SCALE
from extractors.language.numerals import ONE_TO_TEN, printed_number
from extractors.language.patterns import alternatives, lazy_pattern
from extractors.language.values import AFTER, BEFORE, NUMBER
from extractors.lexicon import any_of, entries

Change = Literal["increase", "decrease"]


def any_with(field: str, value: str | bool) -> str:
    """Return a pattern for the words of the entries with this value, whatever follows them."""
    return alternatives(e["word"] for e in entries("commitments") if e.get(field) == value)


def _any_of(part: str | None) -> str:
    """Return a pattern for words where their ``unless`` does not follow, longest first. ``part`` None: those of change."""
    found = (e for e in entries("commitments") if (e["part"] == part if part else "change" in e))
    longest_first = sorted(found, key=lambda e: -len(e["word"]))
    return "|".join(e["word"] + (f"(?!{e['unless']})" if "unless" in e else "") for e in longest_first)


def _verbs() -> str:
    """Return one pattern of the verbs. Nouns that begin like one (覆盖率, 孵化基地) do not match."""
    verbs = (e for e in entries("commitments") if e["part"] == "verb")
    found = {e["word"]: (f"{e['unless']}|" if "unless" in e else "") + "[率量额度面比型]" for e in verbs}
    # longer words come first; of one length no two match at one place, so those with the same nouns share one test
    longest_first = sorted(found, key=lambda word: (-len(word), found[word]))
    return "|".join(f"(?:{'|'.join(words)})(?!{noun})" for noun, words in groupby(longest_first, found.__getitem__))


VERB = f"(?:[新再续]?(?:{_verbs()}))"
_SPAN_OF_TIME = rf"[{ONE_TO_TEN}两\d]{{1,3}}年(?:内|(?=累计|共|{_verbs()}))|\d{{1,2}}月(?:\d{{1,2}}日)?[底末初]?(?:之?前)?|第?[一二三四1-4]季度(?:[底末])?(?:之?前)?|[上下]半年|[到至](?:今年|明年)?(?:年底|年末)|{five_year_plans.PERHAPS_QUOTED}(?:期间|时期|末)?"

CHANGES: dict[str, Change] = {e["word"]: e["change"] for e in entries("commitments") if "change" in e}
CHANGE = lazy_pattern(alternatives(CHANGES))
LEAD = lazy_pattern(
    rf"""
    (?: (?:{any_with("part", "manner")})?{VERB}         # 新增房源, 高标准建设园区; but 高标准农田 is a noun
      | {_any_of("adverb")}                             # 力争新增房源
      | 之?前(?=完成|{VERB})                              # 6月25日 + 前完成管道铺设
      | {_SPAN_OF_TIME}                                 # 三年内培育企业
      | [全本][省市区县州国](?={any_with("part", "adverb")}|{VERB})   # 带动全市累计培育企业
      | 在(?![建孵校园册岗职研编京线场用营])            # 在城区新建学校, but 在建项目 is a noun
      | 了 | 已经?(?=.) | 我[省市区县州国镇乡]        # 我市儿童建档率
      | (?!{any_of("quantities", "shared")})共 | 共(?={any_with("part", "adverb")}|{VERB})   # 共造林, but 共享单车 is a noun
    )+
    (?:至|为|到(?!位|达|期))?                           # 提高到
    """,
    re.X,
)
"""The words before the counted noun in its clause: 力争新增…"""
PLACE_OF_WORK = lazy_pattern(any_of("quantities", "place_of_work") + "|[点库场厂所站亭棚]$")
WORK_OF_PLACE = lazy_pattern(rf"(?:{any_with('part', 'verb')})(?P<work>{any_with('part', 'verb')})$")
"""Before such a word, the second of two verbs is part of the noun: 新建研发|中心."""
RATE_LEAD = lazy_pattern(
    rf"""
    (?: {_any_of(None)}                                             # 提高覆盖率, but not 新增劳动力
      | 实现 | 完成 | 推动 | 促进 | (?:严格)?落实                   # 实现入住率
      | 围绕 | 对照                                                 # 围绕达标率
      | 使得? | 将                                                  # 使合格率
      | 我[省市区县州国镇乡]                                        # 我市建档率
      | {_any_of("adverb")}                                         # 力争入学率
      | {_SPAN_OF_TIME}                                             # 三年内绿化率
    )+
    """,
    re.X,
)
"""The same before a rate."""
QUOTED_NAMES = lazy_pattern(r"(?:“[^”]{1,20}”[、和与及]?)+$")
VERB_END = lazy_pattern(rf"(?:{any_with('part', 'verb')}|{any_of('quantities', 'leads_up')})$")
LAST_VERB = lazy_pattern(rf".*{VERB}(?=..)")
WORK = lazy_pattern(rf"[新续]?(?:{any_with('alone', True)})$")
"""Verbs that are work with its object and are counted themselves: 植树2.6万株."""
SUMMED = lazy_pattern(r"(?:累计|共计|合计|总计|完成|新增)+$")
RENEWAL = lazy_pattern(r"优化提升|活化提升|整治提升|提升改造|改造提升|提质改造|新增(?=治理|整治|修复|改造|改善)")
"""Verbs that hold a word of change and change no number."""
UPGRADE = lazy_pattern(r"提升(?=.)")
"""Before counted things it makes them better, not more: 提升服务站点20个."""
LISTED = lazy_pattern(r"(?:包括|包含|涉及|分为|涵盖|梳理|等方面)[^，。；]*(?:共计?|合计|总计)$")
"""A count of what a list names, no commitment: 包括甲、乙等方面共22项任务."""
FROM = lazy_pattern(
    rf"""
    [由从]\s?(?:20\d\d\s?年[底末]?的?|{any_of("quantities", "base")})?   # 从2020年的, 由法定时限
    (?P<number>{NUMBER})\s?(?:{MEASURE})?                    # 30%
    (?: {any_of("quantities", "moves")} )[到至为]             # 提高到
    """,
    re.X,
)
"""A number from which another is reached."""
SINCE = lazy_pattern(
    rf"""
    (?: [由从](?:20\d\d年的?|{any_of("quantities", "base")})?[\d.,]+[^\d，]{{0,5}}
      | 在(?:19|20)\d\d年的?基础上(?:力争|再)? | 以(?:19|20)\d\d年[\u4e00-\u9fff]{{0,6}}为基[数准期]年?
      | (?:较|比|与)(?:(?:19|20)\d\d年?[底末]?|{five_year_plans.PERHAPS_QUOTED}(?:规划|时期)?(?:期?末)?|上年|去年|基期)(?:同期|相比|水平)* )$
    """,
    re.X,
)
"""Between a noun and its change: 能耗较2025年下降, 覆盖率由65%提高."""
GROWS = lazy_pattern(r"^(?:年均|同比|可比|年平均)(?:增长|增速|增幅)")
_REACHES = rf"(?:{any_with('part', 'reach')}|[了在])*$"
_REACHES_STANDARD = r"达到[\u4e00-\u9fff]{2,14}(?:要求|目标|标准)"
REQUIRED = lazy_pattern(rf"(?:面积|区域|人口)?{_REACHES_STANDARD}")
AFTER_COMMA = lazy_pattern(r"[，,](?:力争|争取|确保|计划)*[到至]?$")
"""Before a year or number, what joins it to the clause before."""
REACHED = lazy_pattern(r"(?:[至到达]|保持在?|稳定在?|控制在|维持在?|[升降]为)$")
"""A share with it is the level of the noun before it, whatever follows: 提高至40%以上政策延续."""
AIM = lazy_pattern(r"的?(?:目标|要求)")
"""Behind a share that is the aim itself: 占建成区50%的目标要求."""
REACH = lazy_pattern(rf"(?:年均|每年|同比|可比)?(?:{any_with('part', 'reach')}|[了共有])+$")
KNOWN = lazy_pattern(rf"(?:(?<![费应信])(?:{any_with('part', 'known')})|[第+＋×✕*÷=＝/\-—])$")
PAST = lazy_pattern(rf"(?<![由从较比与在])(?:{any_with('scope', 'sentence')})")
DONE = lazy_pattern(any_with("scope", "clause"))
DUTY = lazy_pattern(rf"(?<![供响对适效反相])(?:{any_with('part', 'duty')})$")
REWARD = lazy_pattern(rf"(?:{_any_of('reward')})(?<![到至为]每[人户])")
AIMED = lazy_pattern(rf"(?:{any_of('quantities', 'aimed')})")
"""Opens a clause whose amount of money is a target, though the sentence also grants something."""
REMAINING = lazy_pattern(rf"(?P<verb>{any_with('part', 'verb')}|[对为向给])(?:{any_of('quantities', 'remaining')})的?$")
SCOPE = lazy_pattern(r"[全本我各][省市区县州国]")
"""The area that a share is taken over, no noun of its own: 全省80%以上的敬老院."""
OF_ALL = lazy_pattern(rf"的(?P<what>[\u4e00-\u9fff]{{2,16}}{_REACHES_STANDARD})")
SHARE_OF = lazy_pattern(r"占[\u4e00-\u9fff]{2,16}的$")
"""Before a share: what it is of, as in 占公交车总数的80%."""
WORK_AFTER = lazy_pattern(rf"{VERB}(?:任务|工作)?")
"""Behind a number whose noun stands before it, what is done with that much: 步道3.6公里改造."""
ONLINE = lazy_pattern(r"[\u4e00-\u9fff]{2,16}“[^”]{2,6}办”$")
"""Behind a share: what of it is done how, as in 95%税费事项“网上办”."""
RATE_AFTER = lazy_pattern(r"[\u4e00-\u9fff]{1,8}率")
"""Behind a share: its name, as in 实现90%解决率."""
CUT = lazy_pattern(_any_of("cut"))
FOR_WHOM = lazy_pattern(rf"(?<=..)(?:免费|统一|集中|分别)*{VERB}.*")
"""Behind the noun of those whom the work is for, what is done for them: 为5万户居民更换软管."""
GRANTED = lazy_pattern(r"^(?:每年|年度|按规定|继续|执行)*对于?(?!接|外|标|照|应|口)[^，。；]*$")
"""Opens a clause about whom a grant goes to; a number in it is a condition: 对增速达到20%以上的企业."""
RULES = lazy_pattern(rf"[\u4e00-\u9fff]{{0,8}}(?:{any_of('quantities', 'rule')})")
CONDITION = lazy_pattern(r"的[，,；;]")
"""Behind a number makes the clause a condition: 达到5个的，给予奖补."""
OBEYED = lazy_pattern(rf"(?:{any_of('quantities', 'obeyed')})[^，。；]*$")
"""Before a number of rules: they are there already, as in 落实上级5条政策."""
PRICE = lazy_pattern(r"每[\u4e00-\u9fff]{1,4}(?:分别)?$|^(?:对.*)?按照?(?!时|期|规定|需)")
"""Before an amount of money or a share: a rate, no target (每平方米37元, 按照投资额30%)."""
EACH_YEAR = lazy_pattern(
    rf"[\u4e00-\u9fff](?<![每人户亩吨])每(?:年度?|季度|月)(?P<change>(?:{any_with('change', 'increase')}|{any_with('change', 'decrease')}|增幅|降幅|增速)?)$"
)
"""Before a number that holds again each year, behind what it is about: 治水经费每年增长; with people or areas it is a price."""
LEVEL_FOR_EACH = lazy_pattern(r"(?<=[到至达为])每[\u4e00-\u9fff]{1,3}(?:每[\u4e00-\u9fff]{1,2})?$")
"""Between a verb and the level it reaches, no price: 标准提高到每人每月900元."""
SIZE = lazy_pattern(
    rf"(?:{any_of('quantities', 'founding')})(?P<size>{any_of('quantities', 'size')})(?:{any_with('part', 'reach')})*$"
)
"""Before a number that is the size of what the words after it name: 设立总规模50亿元的基金."""
SHORTENED = lazy_pattern(
    rf"(?:时间|时限|时长|用时|周期)(?:为|在|控制在|保持在?|稳定在?)?$|{any_of('quantities', 'shortened')}"
)
LIFETIME = lazy_pattern(rf"(?:{any_of('quantities', 'lifetime')}){_REACHES}")
"""Before a number of years that is a quantity: 预期寿命达到80岁."""
OF_IT = lazy_pattern(r"^(?:其中|包含|包括|含)+")
"""Opens a part in the bracket behind its whole: 20家（其中中心食堂5家）."""
IN_NOUN = lazy_pattern(r"的|[\u4e00-\u9fff](?!内)")
DURATIONS = tuple(e["name"] for e in entries("measures") if e.get("in_noun") == "duration")
"""Measures that open a noun: 24小时服务点15处, 15分钟生活圈30个."""
PAIRED = lazy_pattern(r"\s?(?:和|与|及|、)(?=\s?\d)")
SENTENCE = lazy_pattern(r"(?:[^。！？\n；;]++|[；;](?!\s*[（(]?\d{1,2}[、.．)）]))+")
"""Up to a full stop, or to the semicolon before a numbered item."""
FIGURE = lazy_pattern(r"[\d五]")
"""In every number and year: 2030年, “十五五”."""
TOKEN = lazy_pattern(
    rf"""
      (?P<since>较|(?<![占同环配])比|自|从|与|由)?
      (?: {five_year_plans.QUOTE}?(?P<five>{five_year_plans.BARE_ORDINAL})五{five_year_plans.QUOTE}?(?:(?:规划)?(?:期)?末|期间|时期)  # before the quotes: they may hold it
        | (?:(?:19|20)\d\d\s?年?\s?[-—–~～至到]\s?)?(?P<year>(?:19|20)\d\d)\s?年(?:度(?![假量过]))?
          (?:年?[底末中初]|上半年|下半年)?(?:之?前)?(?P<after_year>以来|起|以后|的?基础上|为基[期数准])? )
    | (?P<quoted>“[^”]{{0,40}}”|《[^》]{{0,80}}》|〔[^〕]{{0,20}}〕|「[^」]{{0,40}}」)  # names, document numbers
    | (?P<semicolon>[；;])
    | (?P<before>(?:(?!(?<=[签节集预合续制])约)(?:{BEFORE})\s?){{0,2}})(?<![\d.A-Za-z])
      (?P<classes>(?:{NUMBER})\s?[个大]{{0,2}}(?:类|方面)\s?(?=\d))?                   # 3大类100个领域
      (?!(?:\d{{1,2}}[.．])?(?:19|20)\d\d\s?(?:[-—–~～至到]\s?20\d\d\s?)?年)                               # 力争2030年达到…: a year; 1.2030年: behind a list mark
      (?P<number>{NUMBER})(?:\s?(?:[%％]|(?P<scale>{SCALE}元?))?\s?(?:[-—–~～－]{{1,2}}|至|到)\s?(?P<upper>{NUMBER})(?(scale)(?=\s?(?P=scale))))?
      \s?(?P<more>[余多])?\s?
      (?P<measure>{MEASURE}(?:[（(](?:{MEASURE})[）)])?|[万亿](?![\u4e00-\u9fff])
        |{SCALE}?(?!{any_of("quantities", "no_measure")})[\u4e00-\u9fff](?=[，,。；;、：）)]|$)       # any classifier: 陶坛600坛
        |(?=(?:[、和]\s?(?:{NUMBER})){{1,4}}\s?(?P<shared>{MEASURE}))          # 分别压缩至3、5个工作日
        |(?=(?:以[内上下])?(?:[，。；,;]|$)))                                     # 发展指数达到65，
      \s?(?P<after>{AFTER}|(?<=[日天时钟月])内(?![设部陆外]))?
    """,
    re.X,
)
"""A quoted name, a semicolon, a year, or a number with its measure and bounds."""
UNMEASURED = lazy_pattern(rf"(?:{any_of('quantities', 'unmeasured')}){_REACHES}")
"""Before a number that has no measure: 死亡率控制在0.011以内."""
LEAST = lazy_pattern(r"(?:至少|最少)[^，。；]{0,4}$")
LEVEL = lazy_pattern(r"(?<!达)[到至]$")
"""The number is the level reached, no change by it: 提高到, 降至, 提高覆盖率至."""
DURATION = lazy_pattern(r"时间|时长|时数|每[天日周月]")
PART = lazy_pattern(any_of("quantities", "share_base"))
"""What a share is taken of, printed after it: 建成区75%以上面积."""
QUALITY_NAME = lazy_pattern(r"[\u4e00-\u9fff]{2,12}(?<![和与及并])")
REQUIREMENT = lazy_pattern(
    rf"""
    (?:(?![和与及并或等])[\u4e00-\u9fff]){{2,12}}?                  # 产值
    (?:{BEFORE})\s?(?:{NUMBER})\s?(?:{MEASURE})(?:{AFTER})?        # 超过2亿元
    的(?=[\u4e00-\u9fff]{{2}})                                     # 的企业
    """,
    re.X,
)
"""What counted things must fulfil, between the number and their noun: 9家产值超过2亿元的企业."""
QUALIFIED = ("money", "area", "length", "volume", "mass", "energy", "other")
"""Kinds of measure that, between a bound and a noun, describe the noun: 2000万元以上企业."""
CAPACITIES = tuple(e["name"] for e in entries("measures") if e.get("in_noun") == "capacity")
"""Measures that describe the size of what is counted: 100人以上的企业, 50张以上的机构."""
CLAUSE_BOUNDARY = "，,；;：:（(）)！？。①②③④⑤⑥⑦⑧⑨⑩"
CLAUSE_END = lazy_pattern(rf"[{CLAUSE_BOUNDARY}]")
CLAUSE_OR_ITEM_END = lazy_pattern(rf"[{CLAUSE_BOUNDARY}、]|$")
BOUNDARY = CLAUSE_BOUNDARY + "、"
STOP = lazy_pattern(rf"[{BOUNDARY}]")
BRACKET = lazy_pattern(r"\s?[（(][^（()）]{0,40}[)）]")
CHINESE = lazy_pattern(r"[\u4e00-\u9fff]")
NOUN_BRACKET = lazy_pattern(
    r"(?<=[\u4e00-\u9fff])[（(](?!含|包括|其中|不含|详见)(?:[\u4e00-\u9fff、]{1,6}[）)](?=[\u4e00-\u9fff])|[A-Za-z][A-Za-z0-9.]{0,7}[）)](?=[\u4e00-\u9fff、]))"
)
"""A bracket inside a noun: 设置审批（备案）率, 建（构）筑物, 细颗粒物（PM2.5）浓度."""
BRACKET_BEFORE = lazy_pattern(r"(?<=[\u4e00-\u9fff])[（(](?!含|包括|其中|不含|详见|见)[\u4e00-\u9fffA-Z、]{1,12}[)）]$")
"""A bracket between a noun and its number that explains the noun."""
OPENING = lazy_pattern(r"\s*(?:\d{1,2}[、.．](?!\d))?\s*")
"""White space and the mark of a list entry."""
CHAIN = lazy_pattern(r"(?:^|.*(?:和|与|及|以及|、))$")
LONGEST_CLAUSE = 200


def after(token: re.Match[str]) -> str | None:
    """Return the bound behind a number: 5个工作日内 is 5个工作日以内."""
    return "以内" if token["after"] == "内" else token["after"]


def measure_of(token: re.Match[str]) -> str:
    """Return the printed measure of a number, or the one that the numbers joined to it share; empty if it has none."""
    return token["measure"] or token["shared"] or ""


def amount(token: re.Match[str]) -> tuple[float, float | None] | None:
    """Return the number of a token, and the upper one of a range; None where either is too large for a figure."""
    value, upper = printed_number(token["number"]), printed_number(token["upper"] or "")
    return None if value is None or (token["upper"] and upper is None) else (value, upper)
