"""The field of work that a unit's name says, whatever its level, place and class: 区财政局 and 上海市财政局 → 财政."""

import re
from functools import lru_cache

from extractors.units.names import NO_LEVEL, parse, without_brackets

_PLACE = re.compile(r"^[一-鿿]{2,5}?(?:省|自治区|自治州|市|新区|区|县|州|盟|旗)(?=[一-鿿]{2})")
_LEVEL = re.compile(rf"^(?!{NO_LEVEL})(?:国家|[省市区县州])(?=[一-鿿]{{2}})")
# 区委组织部 and 市政府金融办 belong to a committee or a government; 委员会 is a class of body
_SEAT = re.compile(r"^(?:党工委|党委|委(?!员)|人民政府|政府|国务院)(?=[一-鿿]{2})")
# a class may change with a reform of offices (委 to 局) while the work stays
_CLASS = re.compile(r"(?:委员会|管委会|办公室|委|办|[总分]?局|厅|总?部|总署|(?<!公)司|处|中心)$")
_AND = re.compile(r"(?<=.)[和与](?=.)")
LEAST = 2
"""Characters that must be left of a name."""


@lru_cache(maxsize=65536)
def trade(name: str) -> str:
    """Return a unit's name without place, level and class of body; the whole name if hardly anything is left."""
    bare = without_brackets(name)
    parsed = parse(bare)
    prefix = parsed.prefix if parsed else ""
    body = bare[len(prefix) :]
    for pattern in (_SEAT, _CLASS) if prefix else (_PLACE, _LEVEL, _SEAT, _CLASS):  # 市市场监管局: one level only
        shorter = pattern.sub("", body, count=1)
        body = shorter if len(shorter) >= LEAST else body
    return _AND.sub("", body)  # 发展和改革委员会 is 发展改革委
