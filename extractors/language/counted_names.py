"""Numbers that begin the name of an indicator: 65周岁及以上老年人健康管理率, 5G基站数."""

import re

from extractors.language.patterns import lazy_pattern

COUNTED_NAME = lazy_pattern(
    r"""
    (?: [1-9]|1[0-8] )周?岁(?:及?以下)?(?!及?以上)              # 3岁以下儿童…: nobody of 63 is a child
    | (?: 1[4-8]|[5-9]\d )周?岁(?:及?以上)                     # 65周岁及以上老年人…
    | [1-9]\d?(?:[—–~～-]\d|分钟|小时|公里|天)                # 30分钟通勤…
    | [1-6]A级 | [2-6]G                                        # 4A级景区…  5G基站…
    | 1[0-2]\d{3}(?=热线|投诉|政务|便民)                       # 12345热线…  12345政务服务热线…  12315投诉…
    """,
    re.VERBOSE,
)
"""A number that begins the name of an indicator."""
AFTER_NUMBER = lazy_pattern(r"周?岁|分钟|小时|及?以[上下内]|G(?=[-\u4e00-\u9fff])")
"""What a number stands before, so that no name begins with it: 3|岁以下儿童…, 5|G基站数."""
_NUMBER = lazy_pattern(r"\d+(?:\.\d+)?(?![\d.．、])")


def has_stray_number(name: str) -> bool:
    """Return whether a name begins with a number that counts nothing and is no marker: 875企业开办时间 has the rest of another cell."""
    return _NUMBER.match(name) is not None and COUNTED_NAME.match(name) is None
