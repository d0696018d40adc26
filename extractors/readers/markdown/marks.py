"""Remove Markdown's marks from a block's text, and from its map to the file."""

import re
from collections.abc import Iterable

from extractors.language.numerals import ONE_TO_TEN
from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.readers.base.not_read import QUOTED, passages_not_read
from schemas import Block, Remark

MARK = lazy_pattern(
    r"""
    (?= [!\[\]*_`\\>\#+-] ) (?:                     # nothing else begins here, nearly everywhere
      (?P<image>!\[[^\]\n]*\]\([^)\n]*\))         # ![alt](address)
    | \[(?=[^\]\n]+\]\([^)\n]*\))                 # [ of a link
    | (?<=\S)\]\([^()\s]*(?:\([^)]*\)[^()\s]*)?\) # ](address) behind its text
    | \*{2,3} | (?<![A-Za-z0-9_])__(?=\S) | (?<=\S)__(?![A-Za-z0-9_])
    | (?P<star>(?<!\*)\*(?!\*))                    # *stress*, but 县水利局* alone
    | `
    | \\(?=[\\`*_{}\[\]()\#+.!|<>~-])             # escapes: 1\. 目标
    | \A(?:>[ \t]?)+                              # quotation
    | \A[-*+][ \t]+(?=\S)                         # bullet
    | \A\#{1,6}[ \t]+
    )
    """,
    re.X,
)


STAR_OR_BREAK = lazy_pattern(r"(?<!\*)\*(?!\*)|[\t\n]")
SIGN = r"[\s，。、；：！？（）()“”《》【】,.;:!?\"'|/]"
OPENS = lazy_pattern(rf"(?<![A-Za-z0-9×])(?:(?<={SIGN})|(?<![^\n])|(?=\*(?!{SIGN})))\*(?!\s)")
CLOSES = lazy_pattern(rf"(?<![\s×\d])(?:(?<!{SIGN})\*|\*(?={SIGN}|$))(?![A-Za-z0-9])", re.M)
"""A star that can open or close a stress: 县教育局*、县水利局* are two signs, for a stress does not begin before 、."""
UNPRINTED = lazy_pattern(
    rf"""
    (?= [<~`\ \t\-*+\[\\^:] ) (?:                   # nothing else begins here, nearly everywhere
      <!--.*?-->                                  # comment
    | ~~(?P<struck>(?=\S)[^~\n]{{1,300}}(?<=\S))~~   # struck through
    | ^[ \t]*(?:`{{3,}}|~{{3,}})[^`\n]*$              # fence around code
    | ^[-*+][ \t]+(?:\[[ xX]\][ \t]+)?            # bullet before a mark: - 1. 目标
      (?=\d{{1,3}}\\?[.、．]|[(（]?[{ONE_TO_TEN}]{{1,3}}[)）、]|[①-⑳])
    | (?<=^[-*+][ ])\[[ xX]\][ \t]+(?=\S)          # box of a task: - [x] 目标
    | (?<=\d)\\(?=[.)])                           # escape in a mark: 1\. 目标
    | (?<=\[)\^(?=\d{{1,3}}\])                      # mark of a note: [^1] is read as [1]
    | (?<=^\[\^\d\]): | (?<=^\[\^\d\d\]):         # and so is the note
    )
    """,
    re.X | re.M | re.S,
)
"""What Markdown prints otherwise than it is written, or not at all."""


INLINE = "data:image"
"""How a picture is quoted that has no address: its bytes stand in the text."""
IMAGE = lazy_pattern(r"!\[[^\]\n]*\]\(\s*<?([^)\s>]+)")
DECORATION = lazy_pattern(
    r"icon|logo|qr|weixin|wechat|share|print|close|fileType|blank\.|dot\.|line\.|\.gif|\.svg", re.I
)
"""In the address of a picture that is part of a page, not of its text."""


def pictures_not_read(text: str) -> list[Remark]:
    """Return a remark for the pictures of a text: converters put tables and pages there that they did not recognise."""
    addresses = (match[1] for match in IMAGE.finditer(text) if not DECORATION.search(match[1].rsplit("/", 1)[-1]))
    shown = (INLINE if address.startswith("data:") else address[-QUOTED:] for address in addresses)
    return list(passages_not_read("图片", "Picture", shown))


def struck_text(unprinted: Iterable[re.Match[str]], tagged: Iterable[str]) -> list[Remark]:
    """Return a remark for text that is struck through, among what is not printed and between tags; empty without any."""
    found = [*(match["struck"] or "" for match in unprinted), *tagged]
    return list(passages_not_read("划去的文字", "Struck-through text", found))


ADDRESS = lazy_pattern(r"\]\([^()\s]*(?:\([^)]*\)[^()\s]*)?\)|!\[[^\]\n]*\]|<[^<>\n]*>")
"""What no reader sees of a link, an image or a tag."""


def text_length(text: str, blocks: Iterable[Block]) -> int:
    """Count the characters of a file's text, white space aside: those in blocks, and letters and digits in none."""
    left = list(text)
    for block in blocks:
        for _, length, raw in block.segments:
            left[raw : raw + length] = " " * length
    read = len(without_blanks(text)) - len(without_blanks("".join(left)))
    for match in ADDRESS.finditer(text):
        left[match.start() : match.end()] = " " * len(match[0])
    return read + sum(map(str.isalnum, left))


def cut_marks(block: Block) -> Block:
    """Return the block without marks; furniture is kept as it is printed."""
    if block.kind == "furniture" or not MARK.search(block.text):
        return block
    kept: list[tuple[int, int]] = []
    at = 0
    stress = _stars_of_stress(block.text)
    for match in MARK.finditer(block.text):
        if match["star"] and match.start() not in stress:
            continue
        if match.start() > at:
            kept.append((at, match.start()))
        at = max(at, match.end())
    if at < len(block.text):
        kept.append((at, len(block.text)))
    return _keep_stretches(block, kept)


def _stars_of_stress(text: str) -> set[int]:
    """Return the places of single stars that stand in pairs around words of one line or cell."""
    found: set[int] = set()
    opened: int | None = None
    for match in STAR_OR_BREAK.finditer(text):
        at = match.start()
        if match[0] != "*":
            opened = None
        elif opened is not None and CLOSES.match(text, at):
            found |= {opened, at}
            opened = None
        elif OPENS.match(text, at):
            opened = at
    return found


def _keep_stretches(block: Block, kept: list[tuple[int, int]]) -> Block:
    """Keep these stretches of a block's text, its segments and its cells."""
    moved: list[int] = [0] * (len(block.text) + 1)
    length = 0
    position = 0
    for start, end in kept:
        moved[position : start + 1] = [length] * (start + 1 - position)
        moved[start : end + 1] = range(length, length + end - start + 1)
        length += end - start
        position = end
    moved[position + 1 :] = [length] * (len(block.text) - position)
    segments = [
        (moved[left], right - left, raw + left - at)
        for at, size, raw in block.segments
        for start, end in kept
        for left, right in [(max(at, start), min(at + size, end))]
        if left < right
    ]
    table = block.table
    if table is not None:
        cells = tuple(
            cell.model_copy(update={"start": moved[cell.start], "end": moved[cell.end]}) for cell in table.cells
        )
        table = table.model_copy(update={"cells": cells})
    text = "".join(block.text[start:end] for start, end in kept)
    return block.model_copy(update={"text": text, "segments": tuple(segments), "table": table})
