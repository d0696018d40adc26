"""Remarks on what a reader passes over: how many passages there are, and how the first begins."""

from collections.abc import Iterable, Iterator

from extractors.language.whitespace import without_blanks
from schemas import Remark

QUOTED = 24
"""Characters of a passage that a remark quotes."""


def passages_not_read(zh: str, en: str, texts: Iterable[str], page: int | None = None) -> Iterator[Remark]:
    """Yield a remark for these texts of one kind (in both languages), all on ``page`` if given; none without any text."""
    found = [text for each in texts if (text := without_blanks(each))]
    if found:
        more = "" if len(found) == 1 else f" and {len(found) - 1} more"
        place_zh, place_en = (f"第{page}页的", f" on page {page}") if page else ("", "")
        yield Remark(
            code="part-not-read",
            page=page,
            zh=f"{place_zh}{zh}“{found[0][:QUOTED]}”等{len(found)}处未读取。",
            en=f"{en} “{found[0][:QUOTED]}”{more}{place_en} was not read.",
        )
