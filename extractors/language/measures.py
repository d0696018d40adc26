"""Recognise 计量单位 (units of measure): alone, in brackets after a name, or after a number."""

import re
from functools import lru_cache
from typing import NamedTuple

from extractors.language.patterns import alternatives, lazy_pattern
from extractors.language.whitespace import squeeze_chinese, without_blanks
from extractors.lexicon import entries

SCALE = r"(?:[十百千]万亿?|万亿|[十百千万亿])"
_NAMES = sorted((e for e in entries("measures") if e["kind"] != "per"), key=lambda e: -len(e["name"]))


def _names(scaled: bool) -> str:
    """Return a pattern for the names that need a scale in front, or for those that do not."""
    # One lookahead per character: a character class of Chinese characters takes ten times as long to compile.
    return "|".join(
        re.escape(e["name"]) + "".join(f"(?!{char})" for char in e.get("unless", ""))
        for e in _NAMES
        if bool(e.get("scaled")) == scaled
    )


_FREE = _names(scaled=False)
_PER = alternatives(e["name"] for e in entries("measures"))
MEASURE = rf"(?:{SCALE}?(?:{_FREE})|{SCALE}(?:{_names(scaled=True)}))(?:[/／·]每?{SCALE}?(?:{_PER}))*"
"""One measure: a scale, a name, and the name after “per”."""

_ALONE = lazy_pattern(
    rf"(?:计量)?(?:单位[:：])?(?P<measure>{MEASURE}(?:[（(](?:{_FREE})[）)])?|[万亿])(?:[,，、]?累计)?"
)
"""A measure alone, possibly with an alternative name in brackets: 条（段）."""
_LIKELY = lazy_pattern(
    r"""
      [万亿千百十]*[\u4e00-\u9fffA-Za-z²³]{1,5}[/／]每?[万亿千百十]*[\u4e00-\u9fffA-Za-z²³]{1,6}   # 标台/万人
    | [万亿][\u4e00-\u9fff]{1,3}                                                                # 万车次
    """,
    re.X,
)
"""Text in brackets after a name that is a measure even if the lexicon does not have it."""
_FIRST = frozenset(entry["name"][0] for entry in entries("measures")) | frozenset("十百千万亿计单")
_KINDS: dict[str, str] = {e["name"]: e["kind"] for e in entries("measures")}
_SCALE_HEAD = lazy_pattern(SCALE)
_TAIL = lazy_pattern(
    r"""
    [（(〔\[［【]
    (?P<inside>[^（()）〔〕\[\]［］【】]{1,16}
        (?:（[^（）]{1,2}）|\([^()]{1,2}\))?)             # 里程（公里（km））
    [）)〕\]］】]
    (?P<mark>[*＊①-⑩]*)$                                # a footnote sign: 集聚基金规模（亿元）*
    """,
    re.X,
)
_MARK = lazy_pattern(r"[（(]?(?P<mark>\d{1,3})(?:[.．、](?!\d)|[）)])(?=\D)")
_MARKS = lazy_pattern(r"[*＊①-⑩]+$")
_HEAD_END = lazy_pattern(r"[/／·（(]")
_BETWEEN = lazy_pattern(r"[，,；;、]")
_CAPTION = lazy_pattern(r"单位[:：]\s*(?P<measure>[^）)、，,;；\s]{1,12})\s*(?:[）)]|$)")
ATTRIBUTES = frozenset({"约束性", "预期性", "约束型", "预期型", "约束性指标", "预期性指标"})


class IndicatorName(NamedTuple):
    """The parts of the printed name of an indicator."""

    marker: str | None
    """A number printed before the name, in the same cell."""
    name: str
    measure: str | None
    attribute: str | None


@lru_cache(maxsize=16384)
def measure_of(text: str) -> str | None:
    """Return the measure that the text consists of, without white space, or None."""
    bare = without_blanks(text)
    match = _ALONE.fullmatch(bare) if may_begin_measure(bare, 0) else None
    return match["measure"] if match else None


def may_begin_measure(text: str, at: int) -> bool:
    """Return whether a measure alone (see ``measure_of``) may begin at a place of a text without white space; False is certain."""
    return text[at : at + 1] in _FIRST


def kind_of(measure: str) -> str:
    """Return the kind (count, share, money …) of a measure that ``MEASURE`` found."""
    head = _HEAD_END.split(measure, maxsplit=1)[0]
    for known in (measure, head):  # /10万 is one of them as a whole
        if known in _KINDS:
            return _KINDS[known]
    return _KINDS.get(_SCALE_HEAD.sub("", head, count=1), "other")


def caption_measure(caption: str | None) -> str | None:
    """Return the measure that a caption gives for the whole table (（单位：亿元）); None if it gives none, or several."""
    match = _CAPTION.search(caption or "")
    return measure_of(match["measure"]) if match else None


def parse_indicator_name(text: str, measured: bool = False) -> IndicatorName:
    """Split a printed name: 3.集聚基金规模（亿元） → 3, 集聚基金规模, 亿元.

    ``measured``: the measure is printed elsewhere, so only a known one is removed from the name, not 小区/单位.

    Brackets that contain neither are part of the name: 空天经济（民用航空+商业航天）. Footnote signs are removed.
    """
    name, measure, attribute = _MARKS.sub("", squeeze_chinese(text)), None, None
    while match := _TAIL.search(name):
        inside = match["inside"]
        if attribute is None and inside in ATTRIBUTES:
            attribute = inside
        elif measure is None and (
            known := measure_of(inside) or (inside if not measured and _LIKELY.fullmatch(inside) else None)
        ):
            measure = known
        elif attribute is None and measure is None and (both := _attribute_and_measure(inside)):
            attribute, measure = both
        else:
            break
        name = name[: match.start()]
    mark = _MARK.match(name)
    return IndicatorName(mark["mark"] if mark else None, name[mark.end() :] if mark else name, measure, attribute)


def _attribute_and_measure(text: str) -> tuple[str, str] | None:
    """Return the two things that one bracket says: （%，预期性）, （约束性、亿立方米）; None if it says anything else."""
    first, *others = _BETWEEN.split(text)
    if len(others) != 1:
        return None
    pairs = ((first, measure_of(others[0])), (others[0], measure_of(first)))
    return next(((attribute, measure) for attribute, measure in pairs if attribute in ATTRIBUTES and measure), None)
