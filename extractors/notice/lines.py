"""Classify the lines of the head and tail of a document by their form (GB/T 9704-2012, section 7)."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from extractors.by_identity import kept_by_identity
from extractors.language.dates import DAY, NUMERIC_DAY
from extractors.language.numerals import ONE_TO_TEN
from extractors.language.patterns import alternatives, any_pattern, finditer_from, lazy_pattern
from extractors.language.role_words import role_words
from extractors.language.whitespace import SqueezedBlock, squeeze_block
from extractors.lexicon import any_of, words_of
from extractors.notice.issuer_names import ISSUER, is_issuer, names_side_by_side
from extractors.notice.page_foot import lines_of_site
from extractors.notice.titles import genre_nouns
from schemas import Block

NUMBER = r"[\u4e00-\u9fff]{1,14}[〔\[［【（(﹝〈](?:19|20)\d{2}年?[〕\]］】）)﹞〉]第?\d{1,5}号"
"""发文字号 in white-space-free text: 闵府发〔2025〕17号, 郑政文[2023]62号, 某政发（2020）第3号."""

_NUMBER_OF_YEAR = r"[\u4e00-\u9fff]{2,14}(?:19|20)\d{2}年第\d{1,5}号"
_NUMBER_OF_ORDER = r"[\u4e00-\u9fff]{2,20}令[（(]?第?\d{1,5}号[）)]?"
NUMBERS = rf"(?:{NUMBER}|{_NUMBER_OF_YEAR}|{_NUMBER_OF_ORDER})"
"""The same, and forms that are a number only if alone on their line: 某商函2024年第5号, 某某部令第83号."""

_CARRYING = lazy_pattern(
    r"""
      (?:[印转]发|批转)给?你[们局厅委区市县]      # 现印发给你们，请认真贯彻执行
    | 印发(?:给各|执行|实施|施行)        # 印发给各单位
    | 现[予将]?(?:以)?(?:印发|转发|批转|公布|发布|公开)  # 现予发布
    | 予以(?:印发|转发|公布|发布)
    | 公开征求                           # 现向社会公开征求意见
    | 印发了《[^《》]+》，并             # 某办公厅印发了《A》，并发出通知
    """,
    re.VERBOSE,
)
_OPENS_CARRYING = lazy_pattern("[印转批现予公]")


def carrying_phrases(text: str) -> Iterator[re.Match[str]]:
    """Yield the phrases of the sentence with which a notice issues a plan."""
    return finditer_from(_OPENS_CARRYING, _CARRYING, text)


DRAFT = rf"[（(](?:[\u4e00-\u9fff]{{1,4}})?(?:{any_of('notice', 'draft')})[）)]"
"""In brackets under a title: the plan is not in force yet."""
_FIELD = f"(?:{any_of('notice', 'field')})"
_BEHIND_FIELD = r"\**(?:[:：][|｜]?|[|｜])\**"
META = lazy_pattern(rf"^[-*#>•|｜]*{_FIELD}{_BEHIND_FIELD}")
PAIR = lazy_pattern(rf"(?P<key>{_FIELD}){_BEHIND_FIELD}(?P<value>.*?)(?=[|｜]*(?:[-*#>•]*{_FIELD}{_BEHIND_FIELD}|$))")
"""Keys and values that a page prints about its document: one pair, or a whole table of them in one line."""
_SPACED_KEYS = "|".join(
    r"[ \u3000]?".join(word)
    for element in ("issuer", "issued_on", "published_on", "number", "title")
    for word in words_of("notice", "field", of=element)
)
_SPACED = lazy_pattern(rf"^(?:{_SPACED_KEYS})[ \u3000]+[^ \u3000:：]")
"""A key and its value with only blanks between them: 发布机构 某某区人民政府办公室, 标 题 某某区…"""
_KEY_BEHIND = lazy_pattern(rf"(?P<key>{_FIELD})(?P<value>.*?)(?={_FIELD}|$)")

_ROLE_LABEL = alternatives(role_words("label"))
_ROLE_NOUN = alternatives(words_of("roles", "noun"))
_NOUNS = alternatives(genre_nouns())
_NO_ADDRESSEE = rf"{any_of('notice', 'no_addressee')}|(?:{_ROLE_LABEL})(?:{_ROLE_NOUN}|$)"
RECEIVER = f"(?:{any_of('notice', 'receiver')})"
_RECEIVERS = lazy_pattern(
    rf"""
    ^(?:主送[:：])?(?!{_NO_ADDRESSEE})
     (?: [^，,：:。；;！？（(] | [（(][^（）()]*[）)] )*      # 各镇（街道）
     {RECEIVER}                                            # 人民政府
     (?:[（(][^（）()]*[）)])?$                            # （管委会）
    """,
    re.X,
)
_RECEIVER_ALONE = lazy_pattern(rf"{RECEIVER}[:：]$")
SENT = lazy_pattern(
    r"^各[^。；：:]{2,60}[，,](?:[^。；：:]{1,300}[，,])?[^。；：:]{0,60}(?:部门|单位|机构|[委办局])[：:]"
)
"""A list of addressees that is recognisable without its context: 各区人民政府，某园区，市级各部门："""

_COMMA = lazy_pattern(r"[，,；;]")
_OUTSIDE = lazy_pattern(r"[（(][^（）()]*[）)]")

# The first pattern that matches decides: what a web page adds comes first, since it may contain dates and numbers too.
_KINDS = (
    ("meta", META),
    ("web", lazy_pattern(rf"^(?:{any_of('notice', 'web')}).{{0,60}}$(?<![。；！])")),  # 关闭煤矿5座。 is a sentence
    (
        "meta",
        lazy_pattern(
            rf"^【(?:{_FIELD}|(?!{_ROLE_LABEL}|{alternatives(words_of('roles', 'deadline'))})[^】]{{2,8}}(?!】.*(?:{_NOUNS})$))】"
        ),
    ),  # 【法宝引证码】, but no 【政策学习】某某市工作要点
    ("meta", lazy_pattern(r"^(?:原文链接[:：])?https?://\S+$")),
    ("meta", lazy_pattern(r"^-{3,}$|^#*政策全文$|^#.*基本信息$")),
    (
        "meta",
        lazy_pattern(rf"^{NUMERIC_DAY}(?:\d\d:\d\d(?::\d\d)?)?[\u4e00-\u9fff（）]{{0,40}}$"),
    ),  # 2021-03-31 某办公室 under a page's title
    ("meta", lazy_pattern(rf"^(?:时间|日期)[:：]{NUMERIC_DAY}")),
    ("web", lazy_pattern(r"^[>＞›»]{0,2}(?:[^>＞›»]{1,30}[>＞›»]{1,2}){2,}[^>＞›»]{0,60}$")),  # 首页>政策>通知
    ("number", lazy_pattern(rf"^[（(]?(?:文号[:：])?{NUMBERS}[）)]?(?:签发人[:：].{{2,12}})?$")),
    ("minutes", lazy_pattern(r"^[〔\[［【（(﹝〈](?:19|20)\d{2}年?[〕\]］】）)﹞〉]第?\d{1,4}[号期]$")),
    ("copy_number", lazy_pattern(r"^(?:份号[:：])?0\d{5}$")),
    ("secrecy", lazy_pattern(r"^(?:绝密|机密|秘密)(?:★.{0,6})?$")),
    ("urgency", lazy_pattern(r"^(?:特急|加急|平急|特提|紧急)$")),
    ("signer", lazy_pattern(r"^签发人[:：].{2,12}$")),
    ("head", lazy_pattern(r"^(?!附)[\u4e00-\u9fff（）()、]{2,40}文件$")),
    ("seal", lazy_pattern(r"^[（(][^（）()]{2,40}代章?[）)]$")),
    (
        "disclosure",
        lazy_pattern(
            r"^[（(]?此件[^。（）()]{0,12}公开[^。（）()]{0,6}[）)]?$|^(?:信息)?公开(?:属性|方式|选项|形式|类别)[:：].{2,8}$"
        ),
    ),
    ("note", lazy_pattern(r"^[（(]本文有删[减节][）)]$")),
    ("status", lazy_pattern(rf"^(?:{DRAFT}|(?:公开|社会)?征求意见稿)$")),
    ("printed", lazy_pattern(rf"^(?:[\u4e00-\u9fff（）()]{{3,40}})?{DAY}印发?$")),
    ("date", lazy_pattern(rf"^[（(]?{DAY}[）)]?$")),
    ("copied", lazy_pattern(r"^(?:抄送|分送|抄报)[:：]?.+$")),
    (
        "contact",
        lazy_pattern(rf"^[（(]?(?:{any_of('notice', 'contact')})[^。]{{0,200}}[）)]?$"),
    ),
    ("annex", lazy_pattern(rf"^附[件表录](?:\d{{1,2}}|[{ONE_TO_TEN}]{{1,3}})?[:：]?$")),
    ("web", lazy_pattern(r"^相关附件[:：]")),
    ("attachment", lazy_pattern(r"^附[件表][:：].+$")),
)
_ANY_KIND = any_pattern(pattern for _, pattern in _KINDS)
_HEADING = lazy_pattern(
    rf"^(?:[{ONE_TO_TEN}]+、|[（(][{ONE_TO_TEN}]+[）)]|第[{ONE_TO_TEN}]+[章节部编]|[{ONE_TO_TEN}]是)"
)
_SIGNED = lazy_pattern(rf"^({ISSUER})({DAY})$")
_FIGURES = lazy_pattern(rf"({ISSUER})?{NUMERIC_DAY}")
_TEXT = ("text", "heading", "addressees")
"""Kinds of lines above which no signature is."""


class NoticeLine(NamedTuple):
    """A block with its kind: ``text`` for running prose, ``line`` if the form says nothing."""

    kind: str
    squeezed: SqueezedBlock

    @property
    def text(self) -> str:
        return self.squeezed.text


def is_addressees(text: str) -> bool:
    """Return whether the text is the list of bodies that a notice is sent to, colon included."""
    if not text.endswith(("：", ":")) or len(text) > 600 or "《" in text or "关于" in text:
        return False
    if _RECEIVER_ALONE.match(text):
        return False  # 单位：万元 says in what a table counts
    return all(_RECEIVERS.match(part) for part in split_top(text[:-1]))


def split_top(text: str) -> tuple[str, ...]:
    """Split at commas outside brackets."""
    masked = _OUTSIDE.sub(lambda found: "_" * len(found.group()), text)
    parts, start = [], 0
    for found in _COMMA.finditer(masked):
        parts.append(text[start : found.start()])
        start = found.end()
    return (*parts, text[start:])


def kind_of(text: str) -> str:
    """Return the kind of a white-space-free line."""
    for kind, pattern in _KINDS if _ANY_KIND.match(text) else ():
        if pattern.match(text):
            return kind
    if _HEADING.match(text):
        return "heading"
    if is_addressees(text):
        return "addressees"
    # 关于印发《…》的通知 has the same words, but is a title.
    if any(carrying_phrases(text)) and "关于" not in text[:40].split("《")[0]:
        return "carrying"
    if (signed := _SIGNED.match(text)) and is_issuer(signed.group(1)):
        return "signature"
    if is_issuer(text) or names_side_by_side(text):
        return "unit"
    return "text" if len(text) > 120 or text.endswith(("。", "；", "！")) else "line"


@kept_by_identity(512)  # splitting, the notice and the references ask for the same lines
def line_of(block: Block) -> NoticeLine:
    """Remove white space from a block and classify it; tables are ``table``, empty blocks and furniture ``blank``."""
    squeezed = squeeze_block(block)
    if block.kind == "table":
        return NoticeLine("meta" if META.match(squeezed.text[:40]) else "table", squeezed)
    if block.kind == "furniture" or not squeezed.text:
        return NoticeLine("meta" if META.match(squeezed.text[:40]) else "blank", squeezed)
    kind = kind_of(squeezed.text)
    return NoticeLine("meta" if kind in ("line", "text") and _SPACED.match(block.text) else kind, squeezed)


def fields_of(text: str) -> Iterator[re.Match[str]]:
    """Yield the keys and values of a line of kind ``meta``, white space removed, as groups ``key`` and ``value``."""
    return (PAIR if META.match(text) else _KEY_BEHIND).finditer(text)


def behind_text(blocks: Sequence[Block]) -> frozenset[str]:
    """Return the ids of the blocks of a document behind its first text, addressees or heading."""
    first = next((at for at, block in enumerate(blocks) if line_of(block).kind in _TEXT), len(blocks))
    return frozenset(block.id for block in blocks[first + 1 :])


def lines_of(blocks: Iterable[Block], behind: Container[str]) -> list[NoticeLine]:
    """Classify blocks. Of those ``behind`` text, a unit and a date in figures are a signature (2024.3.1)."""
    lines, above = [], ""
    for block in blocks:
        line = line_of(block)
        figures = _FIGURES.fullmatch(line.text) if block.id in behind else None
        if figures and (is_issuer(figures[1]) if figures[1] else above in ("unit", "seal")):
            line = line._replace(kind="signature" if figures[1] else "date")
        lines.append(line)
        above = above if line.kind == "blank" else line.kind
    site = lines_of_site([line.kind for line in lines], [line.text for line in lines])
    return [line._replace(kind="web") if at in site else line for at, line in enumerate(lines)]


def opening(lines: Iterable[NoticeLine], count: int) -> list[NoticeLine]:
    """Return the first lines down to printed line ``count``; furniture, such as the navigation of a page, does not count."""
    found = []
    for line in lines:
        found.append(line)
        count -= line.kind != "blank"
        if not count:
            break
    return found
