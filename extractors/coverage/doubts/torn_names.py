"""Names of units that took characters of a neighbouring cell, or lost some to it, or hold two names in one."""

import re
from collections import Counter
from collections.abc import Iterable

from extractors.language.patterns import lazy_pattern

MOST = 0.4
"""Share of a table's names that begin alike from which on a name with that character further in is doubtful."""
FEWEST = 5
LONGEST_REST = 12

TWO_NAMES = lazy_pattern(
    r"""
    (?: [\u4e00-\u9fff（）()、]{2,}(?:局|委|办|厅|部|管委会|政府|集团|公司|支行|中心|法院|检察院)   # 市财政局
      | 管委会 | 委员会 | 领导小组 | 指挥部 )
    (?: (?:市|区|县|省)(?!直|属|级|场|域|政府|委)[\u4e00-\u9fff]{1,12}(?:局|委|办|厅|部|院|集团|公司|中心)
      | (?:各|高新|人民|国家|经济)[\u4e00-\u9fff（）()、]{2,14}(?:局|委|委会|办|政府|部门|单位|银行|支行|公司) )        # 市教育局
    """,
    re.VERBOSE,
)
"""A name that ends like one, and goes on like another: 市财政局市教育局."""
OF_THE_STATE = lazy_pattern(r"国家|中国|中共|中央|[\u4e00-\u9fff]*总局|[\u4e00-\u9fff]*银行")
"""Names that a place may follow: 国家税务总局云溪市税务局."""
_WORD_BEFORE_CITY = lazy_pattern(r"[城都超上股楼夜集门闹]市")
_TRADES = frozenset({"市场", "市政", "市容", "区域", "县域", "省级", "市级"})
_LEVEL = frozenset("市区县省州镇")


class TableNames:
    """The names that the cells of a document's tables give, and whether one of them is torn."""

    def __init__(self, names: Iterable[str], text: str) -> None:
        """``text``: the document's prose, in which places are looked up."""
        self._counted = Counter(names)
        self._names = frozenset(name for name in self._counted if len(name) >= 3)
        self._text = text
        first = Counter(name[0] for name in self._names)
        self._first = {
            char for char, count in first.items() if char in _LEVEL and count >= max(MOST * len(self._names), FEWEST)
        }

    def rest_before(self, name: str, adjacent: bool, broken: int = 0) -> int:
        """Return how many characters before a whole name belong to another cell; 0 where none do.

        ``adjacent``: nothing in the source separates the name from the cell before it. ``broken``: characters before
        the line's end inside the name, 0 where it is on one line.
        """
        for place in range(1, len(name) - 2):
            rest, whole = name[:place], name[place:]
            known = whole in self._names and (adjacent or (rest[-1] not in _LEVEL and whole[:2] not in _TRADES))
            free = (adjacent or place == broken) and whole[:2] not in _TRADES
            alike = free and place <= LONGEST_REST and name[place] in self._first and self._begins_name(name, place)
            if (known or alike) and not self._is_place(rest, whole):
                return place
        return 0

    def lacks_beginning(self, name: str, before: str) -> bool:
        """Return whether another cell has a longer name whose beginning the text before this name has: 市|水利局."""
        return any(
            known.endswith(name) and before.endswith(known[: -len(name)]) for known in self._names if known != name
        )

    def ends_in_name(self, text: str) -> bool:
        """Return whether a text ends like one of the names."""
        return text.endswith(tuple(self._names)) if self._names else False

    def is_repeated(self, name: str) -> bool:
        """Return whether the document names a unit more than once."""
        return self._counted[name] > 1

    def _begins_name(self, name: str, place: int) -> bool:
        following = name[place + 1 : place + 2]
        return name[0] not in self._first and "\u4e00" <= following <= "\u9fff" and len(name) - place >= 4

    def _is_place(self, rest: str, whole: str) -> bool:
        """Return whether ``rest`` names a place before a level: 云溪|市财政局."""
        if whole[0] not in _LEVEL:
            return False
        return bool(_WORD_BEFORE_CITY.match(rest[-1:] + whole[0])) or rest + whole[0] in self._text


def holds_two_names(name: str) -> bool:
    """Return whether a name seems to be two names with nothing between them."""
    return TWO_NAMES.fullmatch(name) is not None and not OF_THE_STATE.match(name)
