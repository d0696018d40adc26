"""Pages that a server sends in place of a document: it is missing or deleted, or needs a login."""

import re
from collections.abc import Iterator

from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.lexicon import any_of
from extractors.readers.base.not_read import QUOTED
from schemas import Block, Remark

SHORT = 300
"""Characters of text, at most: a document speaks of such pages too."""
SAID = lazy_pattern(any_of("notice", "error_page"))
STATUS = lazy_pattern(
    r"(?<!\d)(?:40[0-9]|410|50[0-4])(?!\d)|not found|forbidden|bad gateway|access denied|service unavailable|gateway time-?out|"
    r"internal server error|just a moment",
    re.I,
)
"""What servers say in English, and the number of the fault; it must be the title, or open the text."""
OPENING = 40
"""Characters of the text in which it opens."""


def error_page(title: str, blocks: tuple[Block, ...]) -> Iterator[Remark]:
    """Yield a remark if a page with this title and these blocks says that it is not the document."""
    text = " ".join(block.text for block in blocks if block.kind != "furniture")
    if len(text) > SHORT:
        return
    said = SAID.search(without_blanks(text)) or STATUS.search(title) or STATUS.search(text[:OPENING])
    if said:
        quoted = without_blanks(text)[:QUOTED]
        yield Remark(
            code="part-not-read",
            zh=f"页面是出错、已删除或要求登录的提示（“{quoted}”），不是文件；请重新打开原网址，正文出现后再保存。",
            en=f"The page says that it is missing or deleted, failed, or needs a login (“{quoted}”), and is not the "
            "document: open its address again and save it once the text is there.",
        )
