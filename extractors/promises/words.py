"""The words around a promised number, from the lexicon, as patterns."""

import re
from typing import Literal

from extractors.language.measures import MEASURE
from extractors.language.numerals import printed_number
from extractors.language.values import AFTER, BEFORE, NUMBER
from extractors.lexicon import entries

Change = Literal["increase", "decrease"]


def _of(part: str) -> list[str]:
    return sorted({e["word"] for e in entries("promises") if e["part"] == part}, key=len, reverse=True)


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in words)


def _verbs() -> str:
    """Return the verbs as one pattern; 覆盖率 and 孵化基地 begin with none."""
    found = sorted((e for e in entries("promises") if e["part"] == "verb"), key=lambda e: -len(e["word"]))
    nouns = [f"{e['unless']}|[率量额度面比]" if "unless" in e else "[率量额度面比]" for e in found]
    return "|".join(f"{e['word']}(?!{noun})" for e, noun in zip(found, nouns, strict=True))


_VERB = f"(?:{_verbs()})"
_SPAN_OF_TIME = r"[一二三四五六七八九十两\d]{1,3}年内|“?十[一二三四五六]五”?(?:期间|时期|末)?"

CHANGES: dict[str, Change] = {e["word"]: e["change"] for e in entries("promises") if "change" in e}
CHANGE = re.compile(_either(sorted(CHANGES, key=len, reverse=True)))
LEAD = re.compile(
    rf"(?:{_VERB}|(?:{_either(_of('manner'))})(?={_VERB})|{_either(_of('adverb'))}|{_SPAN_OF_TIME}|在(?![建孵校园册岗职研编京线场用营])|了)+(?:至|为|到(?!位|达|期))?"
)
"""What stands before the counted noun in its clause: 力争新增…"""
VERB_END = re.compile(rf"(?:{_either(_of('verb'))}|力争|计划|预计|确保|争取|累计|每年|各|再|在|对|向)$")
LAST_VERB = re.compile(rf".*{_VERB}(?=..)")
REACH = re.compile(rf"(?:年均|每年|同比)?(?:{_either(_of('reach'))}|[了共有])+$")
KNOWN = re.compile(rf"(?:{_either(_of('known'))}|[第+＋×✕*÷=＝/\-—])$")
PAST = re.compile(_either([e["word"] for e in entries("promises") if e.get("scope") == "sentence"]))
DONE = re.compile(_either([e["word"] for e in entries("promises") if e.get("scope") == "clause"]))
DUTY = re.compile(rf"(?<![供响对适效反相])(?:{_either(_of('duty'))})$")
REWARD = re.compile(_either(_of("reward")))
CUT = re.compile(
    "|".join(
        rf"{e['word']}(?!{e['unless']})" if "unless" in e else e["word"]
        for e in sorted((e for e in entries("promises") if e["part"] == "cut"), key=lambda e: -len(e["word"]))
    )
)
PRICE = re.compile(r"每[\u4e00-\u9fff]{1,4}(?:分别)?$|^(?:对.*)?按照?")
"""Before an amount of money or a share: a rate, no target (每平方米37元, 按照投资额30%)."""
SHORTENED = re.compile(r"压减|压缩|缩短|缩减|减少|减至|降至|降低|控制|不超过|不高于|不多于|延长")
PERIOD = re.compile(r"每(?:半年|季度|个?月|周|年|天|日)|年均")
SENTENCE = re.compile(r"(?:[^。！？\n；;]|[；;](?!\s*[（(]?\d{1,2}[、.．)）]))+")
"""Up to a full stop, or to the semicolon before a numbered item."""
TOKEN = re.compile(
    rf"""
      “?十(?P<five>[三四五六七])五”?(?:规划)?(?:期)?末                             # before the quotes: they may hold it
    | (?P<quoted>“[^”]{{0,40}}”|《[^》]{{0,80}}》|〔[^〕]{{0,20}}〕|「[^」]{{0,40}}」)  # names, document numbers
    | (?P<semicolon>[；;])
    | (?P<since>较|比|自|从|与)?
      (?:(?:19|20)\d\d\s?年?\s?[-—–~～至到]\s?)?(?P<year>(?:19|20)\d\d)\s?年
      (?:年?[底末中初]|上半年|下半年)?(?:之?前)?(?P<after_year>以来|起|以后)?
    | (?P<before>(?:(?:{BEFORE})\s?){{0,2}})(?<![\d.A-Za-z])
      (?P<number>{NUMBER})(?:\s?(?:[-—–~～]{{1,2}}|至|到)\s?(?P<upper>{NUMBER}))?
      \s?(?P<more>[余多])?\s?(?P<measure>{MEASURE})\s?(?P<after>{AFTER})?
    """,
    re.X,
)
"""A quoted name, a semicolon, a year, or a number with its measure and bounds."""
QUALIFIED = ("money", "area", "length", "volume", "mass", "energy", "data", "other")
"""Kinds of measure that, with a bound and a noun behind, describe the noun: 2000万元以上企业."""
HEADS = ("人", "名", "户", "床", "张")
LONGEST_CLAUSE = 200
HEAD = 8
"""A year that begins within so many characters of its sentence opens it: （二）到2025年，…"""


def amount(token: re.Match[str]) -> tuple[float, float | None] | None:
    """Return the number of a token, and the upper one of a range; None where either is too large for a figure."""
    value, upper = printed_number(token["number"]), printed_number(token["upper"] or "")
    return None if value is None or (token["upper"] and upper is None) else (value, upper)
