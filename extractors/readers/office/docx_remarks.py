"""What a Word file contains beside the text that it prints: pictures, charts, embedded files, comments, hidden text."""

from collections.abc import Sequence

from lxml import etree

from extractors.language.whitespace import without_blanks
from extractors.readers.office.docx_numbering import W
from schemas import Remark

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
KINDS = {
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic": ("图片", "picture"),
    "{urn:schemas-microsoft-com:vml}imagedata": ("图片", "picture"),
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": ("图表", "chart"),
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": ("组织结构图", "diagram"),
    f"{W}object": ("嵌入的对象", "embedded object"),
    f"{W}commentReference": ("批注", "comment"),
    f"{W}subDoc": ("子文档", "subdocument"),
    "{urn:schemas-microsoft-com:vml}textpath": ("艺术字", "WordArt text"),
}
"""Elements that stand for what no text says: what they are in Chinese and in English."""
SMALL_PICTURE = ("小图片（印章、标志大小的）", "small picture")
SIDE = 1_800_000
"""Longest side of a picture of the size of a seal or logo, in English Metric Units (5 cm)."""
LONGEST_QUOTE = 16


def remarks_of(body: etree._Element, hidden: Sequence[str], struck: Sequence[str]) -> tuple[Remark, ...]:
    """Return one remark for each kind of thing that was passed over: how many there are, and where the first is."""
    found: dict[tuple[str, str], list[str]] = {}
    before = ""
    for element in body.iter():
        if element.tag == f"{W}t":
            before = (element.text or "").strip() or before
        elif element.tag in KINDS and not _says_again(element):
            kind = KINDS[element.tag]
            found.setdefault(SMALL_PICTURE if kind[1] == "picture" and _is_small(element) else kind, []).append(before)
    remarks = [
        part_not_read(
            places[0],
            f"{len(places)}个{zh}（第一个{{place}}）",
            f"1 {en} ({{place}}) was" if len(places) == 1 else f"{len(places)} {en}s (the first {{place}}) were",
            "small-picture" if (zh, en) == SMALL_PICTURE else "part-not-read",
        )
        for (zh, en), places in found.items()
    ]
    for zh, en, texts in (("隐藏文字", "Hidden text", hidden), ("划去的文字", "Struck-through text", struck)):
        if words := without_blanks("".join(texts)):
            quote = words if len(words) <= 2 * LONGEST_QUOTE else words[: 2 * LONGEST_QUOTE] + "…"
            remarks.append(
                Remark(code="part-not-read", zh=f"{zh}“{quote}”未读取。", en=f"{en} “{quote}” was not read.")
            )
    return tuple(remarks)


def part_not_read(before: str, zh: str, en: str, code: str = "part-not-read") -> Remark:
    """Return the remark that a part was not read; ``{place}`` in its sentences becomes the text printed ``before``."""
    quote = f"“{before[-LONGEST_QUOTE:]}”"
    return Remark(
        code=code,
        zh=zh.replace("{place}", f"在{quote}之后" if before else "在开头") + "未读取。",
        en=en.replace("{place}", f"after {quote}" if before else "at the beginning") + " not read.",
    )


def _is_small(picture: etree._Element) -> bool:
    """Return whether a picture is printed no larger than a seal or logo; one without a printed size is not."""
    for parent in picture.iterancestors():
        for extent in parent.iterchildren(f"{WP}extent"):
            sides = [extent.get(side, "") for side in ("cx", "cy")]
            return all(side.isdigit() and int(side) <= SIDE for side in sides)
    return False


def _says_again(element: etree._Element) -> bool:
    """Return whether an element repeats, for old programs, what was said before: a fallback, or an object's picture."""
    names = {etree.QName(parent).localname for parent in element.iterancestors()}
    return "Fallback" in names or "object" in names
