"""Texts that lost all their line breaks: one string, broken up where its marks open a paragraph."""

import itertools
import re
from collections.abc import Iterator

from extractors.readers.lines import Line

LONG = 600
"""Characters; a longer line with marks behind its sentences was never one paragraph."""
NUMERAL = r"[一二三四五六七八九十百零〇\d]{1,4}"
PART = re.compile(rf"第{NUMERAL}[章节]")
ENTRY = re.compile(rf"(第{NUMERAL}[章节])([\s　]*[^第]{{2,40}}?)(?=第{NUMERAL}[章节])")
CONTENTS = re.compile(r"目[\s　]*录")

BEFORE = re.compile(
    r"""
      (?<=[。！？；：”）)])(?=[一二三四五六七八九十]{1,3}、)                 # 。一、
    | (?<=[。！？；：])(?=[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)])  # 。（一）
    | (?<=[。！？；：])(?=\d{1,2}[.．、](?!\d))                             # 。1.
    | (?<=[。！？])(?=专栏\s*[\d一二三四五六七八九十])
    | (?<=[。！？])(?=附件[\d：:]|抄送[：:]|公开属性|（此件|\(此件)
    | (?<=。)(?=[^。，；]{4,30}\d{4}年\d{1,2}月\d{1,2}日(?:[（(]此件|[^，。]{0,40}(?:目[\s　]*录|第一章|为)))  # signature
    | (?<=[公开发布])(?<=）|\))(?=[^，。]{6,60}(?:目[\s　]*录|为|第一章))     # （此件公开发布）
    | (?=目[\s　]*录第[一1]章)
    | (?<=通知)(?=[\u4e00-\u9fff]{1,9}[〔\[（(]\d{4}[〕\]）)]\d{1,4}号)   # …的通知渝府发〔2021〕22号
    | (?<=\d号)(?=[^，。：]{2,40}[，、：])                                  # 号各区县人民政府
    | (?<=[构府会局位门厅处：])(?<=：)(?=现将|经|《|为)                        # 有关单位：现将
    | (?<=日（此件公开发布）)
    """,
    re.VERBOSE,
)
"""Places between two paragraphs that no line break marks; one alternative a kind of mark."""


def break_up(line: Line) -> tuple[Line, ...]:
    """Break one line that holds many paragraphs; any other line comes back as it is."""
    if len(line.text) < LONG:
        return (line,)
    cuts = {match.start() for match in BEFORE.finditer(line.text)} | set(_parts(line.text))
    places = [0, *sorted(cut for cut in cuts if 0 < cut < len(line.text)), len(line.text)]
    return tuple(_sub(line, left, right) for left, right in itertools.pairwise(places))


def _sub(line: Line, left: int, right: int) -> Line:
    text = line.text[left:right]
    body = text.strip()
    first = left == 0
    return Line(body, line.raw + left + text.index(body), line.blanks if first else 0, line.page_start and first)


def _parts(text: str) -> Iterator[int]:
    """Yield where 第X章/节 headings begin and end: a table of contents tells their titles, later ones are found by them."""
    contents = CONTENTS.search(text)
    seen: dict[str, str] = {}
    at = contents.end() if contents else 0
    for match in ENTRY.finditer(text, at):
        mark, title = match.group(1), re.sub(r"\s", "", match.group(2))
        if match.start() != at:
            break
        if mark == "第一章" and seen:
            break
        seen[mark + title] = title
        at = match.end()
        yield match.start()
    yield at
    for match in PART.finditer(text, at):
        for length in range(2, 42):
            end = match.end() + length
            if match.group() + re.sub(r"\s", "", text[match.end() : end]) in seen:
                yield match.start()
                yield end
                break
