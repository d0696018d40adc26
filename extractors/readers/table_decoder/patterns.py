"""What single cells look like, whatever table they are in."""

import re

from extractors.language.measures import MEASURE
from extractors.language.numerals import ONE_TO_TEN
from extractors.language.patterns import lazy_pattern
from extractors.lexicon import any_of

SIGN = r"[≥≧≤≦><＞＜=＝约超近]"
NUMBER = r"(?:0|[1-9]\d{0,2}(?:[,，]\d{3})+|[1-9]\d*)(?:\.\d+)?"
VALUE = lazy_pattern(
    rf"""
    (?:
        {SIGN}{{1,2}}                                       # ≥1075
        | 下降|降低|增长|提高|提升|减少                     # 下降13.5
        | 达到|超过|不低于|不超过|不少于|力争|累计|约       # 不低于80
        | 保持在?|稳定在|控制在                             # 保持90以上
    )?
    (?P<open>[〔\[［（(])?{SIGN}?                            # [35]  (≥35)
    [-+－]?(?P<number>{NUMBER})                             # 9200  12.5  1,200
    (?:[%％‰]?[—–~～-]{NUMBER})?                            # 3—5
    (?:[∶:/]{NUMBER})?                                      # 1∶1.5  37/67
    (?(open)[〕\]］）)])
    """,
    re.VERBOSE,
)
"""The head of a value: its sign, its number or range."""
VALUE_TAIL = lazy_pattern(r"(?:％|%|‰|个百分点)?(?:左右|以上|以下|以内)?")
OWN_MEASURE = lazy_pattern(r"\d(?!个百分点|以[上下内]|左右)[^\d％%‰.,，—–~～∶:）)\]〕-]")
"""A measure behind a figure: 300万人. Most tables print it in the header or in a column."""
AFTER_MEASURE = lazy_pattern(rf"(?:{MEASURE}){SIGN}?{NUMBER}[％%‰]?(?:左右|以[上下内])?")
"""A figure with a measure before it, where none is printed: the end of a name, 岸线长|度1000%, or the measure of the row."""
HALF_MEASURE = lazy_pattern(rf"[\u3400-\u9fff](?:{MEASURE})/[\u3400-\u9fff]{{1,4}}$")
"""A name with the beginning of its measure, whose end is elsewhere: 路网密度公里/百平方."""
PER_MEASURE = lazy_pattern(r"[/／][\u3400-\u9fff]")
"""What only a measure goes on with: 公里|/百平方公里."""
NOTED = lazy_pattern(rf"{SIGN}?{NUMBER}[％%‰][1-9]")
"""A share with the mark of a note: 35%1."""
QUALIFIED = lazy_pattern(rf"(?:{SIGN}?{NUMBER}[％%‰]?[（(][^（）()]{{2,16}}[）)]){{1,3}}")
"""Numbers with what they were measured on: 100%（区管断面）95%（市考断面）."""
ENDS_VALUE = lazy_pattern(r"左右(?!江)|以(?:上(?!级)|下(?!达)|内)")
"""What can only end a value, also on a new line; 以下达为准 and 以上级要求为准 are values of their own."""
TORN_TAIL = lazy_pattern(r"\d[％%‰]?[以左]$")
"""A figure whose 左右 or 以上 goes on elsewhere."""
OPEN_VALUE = lazy_pattern(r"(?:达到|超过|不低于|不超过|不少于|力争|保持在?|稳定在|控制在)$")
"""What the number of a value follows: 90以上保持 is a value and the beginning of the next."""
DATE_INSIDE = lazy_pattern(r"20[1-4]\d年(?:\d|[底末前第]|[上下]半年)")
"""A date that a unit's name has nowhere: 中国铁塔临2026年底川分公司 is two cells, printed side by side."""
DIGITS = lazy_pattern(r"\d+(?:\.\d+)?")
DASH = lazy_pattern(r"[-—–－/／─]{1,2}|无(?![\u3400-\u9fff])")
ATTRIBUTE = lazy_pattern(r"[（(]?(?:约束|预期|导向|引导)[性型](?:指标)?[）)]?")
NUMBER_CELL = lazy_pattern(r"0?([1-9]\d{0,2})(?:[.．、](?!\d))?")
ZONE_COMMITTEE = lazy_pattern(
    r"(?:国家级?|省级)?(?:高新|经开|经济|保税|综保|综合保税|自贸|临空|临港)[\u3400-\u9fff]{0,8}?区(?:党工委)?(?:管委会|管理委员会)"
)
TOWN = lazy_pattern(
    r"(?:(?![各区县市])[\u3400-\u9fff]){2}(?:(?:新城|片区|园区|开发区|度假区|景区)(?:管委会|管理委员会)|街道办|镇(?:人民)?政府|乡(?:人民)?政府|街道|大学|海关|[镇乡](?=牵头|配合|[、，；（\d区市县各]))|公安分局"
)
"""A town, its office, a zone or a college, whose name has two characters most often, or a police station: no mark of their level."""
NAME_END = lazy_pattern(
    r"管委会|管理(?:委员会|办公室)|人民政府(?!办)|办事处|公室|[（(〔〈](?:(?:[省市县区旗乡镇州盟]|街道|园区)、?){1,4}[）)〕〉]"
)
"""What no name begins with where another name is before it: 高新区|管委会, 管理办|公室, 各镇|人民政府, 各县|（市、区）人民政府."""
PAGE_NUMBER = lazy_pattern(r"\d{1,3}(?!\d)")
"""The number of a page where nothing is printed around it; pages are counted in hundreds at most."""
NUMERAL = lazy_pattern(rf"[{ONE_TO_TEN}]{{1,3}}")
HEADING = lazy_pattern(
    rf"[{ONE_TO_TEN}]{{1,3}}、|[（(][{ONE_TO_TEN}]{{1,3}}[）)]|第[{ONE_TO_TEN}]{{1,3}}[章节部类]|(?:行动|工程|任务|板块|领域)[{ONE_TO_TEN}]{{1,3}}[：:]"
)
LATER_HEADING = lazy_pattern(rf"(?!.*一、).*。[{ONE_TO_TEN}]{{1,3}}、")
"""A sentence and a heading of the text below the table; a cell that counts 一、 and 二、 itself is whole."""
YEAR = lazy_pattern(r"20[1-4]\d(?:年|[—–~～-]20[1-4]\d)")
"""The year of a date, also where digits of another cell are before it: 3718|2025—2028年."""
DEADLINE = lazy_pattern(
    r"""
    20[1-4]\d年?[—–～~-]20[1-4]\d(?!年) |                   # 2026—2028
    (?:每年(?=\d)|(?:\d{4}年(?:[—–~～-](?=\d))?|\d{4}[—–~～-](?=\d{4}年))?(?:\d{4}年)?)   # 2027年  2026年—2028年  2026—2028年  每年12月底前
    (?:\d{1,2}月)?(?:\d{1,2}日)?                           # 9月  9月30日
    (?:
        第?[一二三四1-4]季度                               # 2027年第三季度  4季度
        | 上半年|下半年|年底|年末                          # 2027年上半年
        | 底|末                                            # 2027年底  6月末
        | 中旬|上旬|下旬                                   # 9月中旬
        | 全年                                             # 2027年全年
    )?
    (?:之?前|以前|前完成|完成)?                            # 2027年6月前  9月底以前  2027年底前完成
    """,
    re.VERBOSE,
)
TORN_DATE = lazy_pattern(r"(?:第[一二三四1-4]?季?|年\d{1,2}|\d{4}年?[—–～~-]\d{0,3})$")
"""A date whose end is elsewhere: 2026年第三季, 2026—20."""
DATE_AND_GROUP = lazy_pattern(
    rf"[月日底末前][{ONE_TO_TEN}]{{1,3}}(?![季次批期年月日个件项家条座处名轮类级阶体是])(?:$|[\u3400-\u9fff]{{3}})"
)
"""A date and what titles the group of rows below it: 2027年9月二, 2027年9月二美化环境; 6月底前一次性完成 is one cell."""
ONGOING = lazy_pattern(
    r"""(?:
    每(?:半年|季度?|月)[末底]                               # 每季度末
    | (?:长期|持续|常态化|按时?序|每年|每月|每季度|分阶段)(?:坚持|推进|实施|开展|落实|完成)?
    | 全年(?![\u3400-\u9fff]{1,6}(?:\d|[，。、]))           # 全年, not 全年组织4次
    )""",
    re.VERBOSE,
)
"""Work that goes on, or comes again at the end of each month."""
PART_OF = lazy_pattern(r"其中[:：]")
"""What begins the name of a part of what the row above counts; such a row has no number."""
BRANCH = lazy_pattern(r"[^行、，,；;。\d]{0,8}[支分]行")
"""The name of a bank's branch without the bank."""
PERSON = lazy_pattern(rf"(?:{any_of('phrases', 'surname')})[\u3400-\u9fff]{{1,2}}")
"""The name of a person: 王小明."""
PERSONS = lazy_pattern(r"[\u3400-\u9fff·]{2,4}(?:[、，][\u3400-\u9fff·]{2,4})*")
LISTED = lazy_pattern(r"[、，]")
NOTE_LINE = lazy_pattern(r"注\s*\d?\s*[:：.]|备注[:：]|说明[:：]|资料来源|数据来源")
TOTAL = lazy_pattern(r"合计|总计|小计")
IN_BRACKET = lazy_pattern(r"[（(][^（）()]{1,12}(?:[（(][^（）()]{1,3}[）)])?[）)]$")
BRACKET = lazy_pattern(r"[（(]([^（）()]{1,12})[）)]")
HAN = lazy_pattern(r"[\u3400-\u9fff]")
STOPS = "。；;！？"
STOP = lazy_pattern(f"[{STOPS}]")
_BRACKET_MARKS = lazy_pattern("[（(〔【《“）)〕】》”]")
OPEN_ENDS = "、，,：:及和与或"
FROM_FIGURE = lazy_pattern(r"(?<=.)\d.*")
"""A figure behind other text, and what follows it: the date behind the name of a unit."""
BARE_YEAR = lazy_pattern(r"20[1-4]\d")
"""A year that is a whole cell: 2025 below 建设年限."""
REST_OF_RANGE = lazy_pattern(r"年|[—–~～-]20[1-4]\d")
YEARS = lazy_pattern(r"20[1-4]\d年?[—–~～-]20[1-4]\d年?")
"""A range of years: 2025—2028年."""
OPEN_RANGE = lazy_pattern(r"\d年?[—–～~-]$")
"""A range that lacks its end: 2025—."""
OPEN_LIST = lazy_pattern(r"[局委办部厅院会府司团]、[省市县区州]$")
"""A list that ends inside a name: 市民政局、市."""
AFTER_STOP = lazy_pattern(r"[。；]\d+(?:\.\d+)?$")
"""A figure after a whole sentence, which another cell lost."""
BEHIND_STOP = lazy_pattern(r"[。；]([^。；，,]{3,40})$")
"""What is behind the last sentence of a text."""
CLOSING = "、，。；：）)〕】》”！？％%"


def balance(text: str) -> int:
    """Return 1 if a bracket or quote stays open, -1 if one is closed that was not opened in the text, else 0."""
    depth = 0
    for mark in _BRACKET_MARKS.findall(text):
        if mark in "（(〔【《“":
            depth += 1
        elif depth == 0:
            return -1
        else:
            depth -= 1
    return 1 if depth else 0
