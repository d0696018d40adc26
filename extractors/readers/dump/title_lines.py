"""Lines of a dump that are a title, or an element of a notice that always stands alone."""

import re
from collections.abc import Sequence
from functools import cache

from extractors.language.patterns import lazy_pattern
from extractors.lexicon import any_of, entries
from extractors.readers.base.lines import TextLine
from extractors.readers.base.markers import OPENING

TITLE_LINES = 4
NEVER_FIRST = lazy_pattern(r"^[，、；：。！？,;:”’》〉）)〕】\]％%]")
_ALONE = lazy_pattern(
    rf"""
      [\u4e00-\u9fff]{{1,12}}\s*[〔\[［(（]\s*\d{{4}}\s*[〕\]］)）]\s*第?\s*\d{{1,5}}\s*号$   # 发文字号
    | [〔\[［(（]\s*20\d{{2}}\s*[〕\]］)）]\s*第?\s*\d{{1,4}}\s*[号期]$                           # 〔2025〕第8号 of minutes
    | (?:19|20)\d{{2}}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日$                            # 成文日期
    | [\u4e00-\u9fff]{{4,30}}[ \u3000]{{2,}}20\d{{2}}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日$   # 某县人民政府办公室　　2025年5月9日
    | [\u4e00-\u9fff]{{2,30}}\s*20\d{{2}}\s*年\s*\d{{1,2}}\s*月\s*\d{{1,2}}\s*日\s*印发$      # 某市人民政府办公室2024年3月8日印发
    | [（(](?:此件|(?:公开|社会)?(?:{any_of("notice", "draft")})|试行|本文有删减)[^（()）]*[）)]$
    | [-—_=*＊~─━]{{3,}}$                                                                # a rule between two texts
    """,
    re.VERBOSE,
)
_ALONE_ENDS = tuple("号期日发）)-—_=*＊~─━")
_NOTICE = lazy_pattern(r"的(?:通知|公告|通告|批复|决定)$")
QUOTED = lazy_pattern(r"《[^》]*》?|“[^”]*”?|[（(][^）)]*[）)]?")
STOPS = lazy_pattern(r"[，。；！？、：:]")


def stands_alone(text: str) -> bool:
    """Return whether a line is an element of a notice, or a rule, that always stands on a line of its own."""
    return text.endswith(_ALONE_ENDS) and _ALONE.match(text) is not None


@cache
def _title_end() -> re.Pattern[str]:
    genres = sorted((str(entry["noun"]) for entry in entries("genres")), key=len, reverse=True)
    return lazy_pattern(rf"(?:{'|'.join(map(re.escape, genres))})(?:\s*[（(][^）)]*[）)])*$")


def _is_whole_title(title: str) -> bool:
    return (
        len(title) >= 8
        and title[0] not in "（(《"
        and all(title.count(a) == title.count(b) for a, b in ("（）", "()", "《》"))
    )


def closes_first_title(lines: Sequence[TextLine], end: int) -> bool:
    """Return whether the lines before ``end`` are the title of a notice at the top of a file: …关于印发…的通知."""
    if end > TITLE_LINES or not _NOTICE.search(lines[end - 1].text):
        return False
    joined = "".join(line.text for line in lines[:end])
    return (
        ("关于" in joined or "印发" in joined) and not STOPS.search(QUOTED.sub("", joined)) and _is_whole_title(joined)
    )


def title_length(lines: Sequence[TextLine], span: range) -> int:
    """Count the lines of a title, which is often set in larger type: no line need be full, the last ends in a genre noun.

    The first title of a file may hold commas and begin with the number of a collection (“8. …的通知”).
    """
    first = span[0] == 0
    joined = ""
    for count in range(1, min(TITLE_LINES + first, len(span)) + 1):
        text = lines[span[count - 1]].text
        if (not first and OPENING.match(text)) or (count > 1 and (stands_alone(text) or "。" in text)):
            return 0
        joined += text
        if not first and STOPS.search(QUOTED.sub("", joined)):
            return 0
        following = lines[span[count]].text if count < len(span) else ""
        if _title_end().search(joined) and not NEVER_FIRST.match(following) and _is_whole_title(joined):
            return count
    return 0
