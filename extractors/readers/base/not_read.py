"""Remarks on what a reader passes over: how many passages there are, and how the first begins."""

from collections.abc import Iterable, Iterator

from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from schemas import Document, Remark

QUOTED = 24
"""Characters of a passage that a remark quotes."""
_TRADITIONAL = lazy_pattern("[國務發區縣辦機關單責產業實設體應會經濟與對於這時動開標準強組織領導]")
_SIMPLIFIED = lazy_pattern("[国务发区县办机关单责产业实设体应会经济与对于这时动开标准强组织领导]")
_LEAST = 40
"""Such characters of a text that is in them: a quoted name has fewer."""


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


def tell_traditional(document: Document) -> Document:
    """Add a remark to a document that has more traditional characters than simplified ones."""
    text = "".join(block.text for block in document.blocks)
    found = len(_TRADITIONAL.findall(text))
    if found < _LEAST or found <= len(_SIMPLIFIED.findall(text)):
        return document
    remark = Remark(
        code="traditional-characters",
        zh="全文为繁体字，责任单位、时限等用语按简体识别，只能读出一部分；请先转换为简体。",
        en="The text is in traditional characters, of which only a part can be read; convert it to simplified ones first.",
    )
    return document.model_copy(update={"remarks": (*document.remarks, remark)})
