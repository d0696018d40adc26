"""Parts of a Word file: which one is the main part, and what the body refers to and the reader does not read."""

from collections.abc import Iterator

from lxml import etree

from extractors.readers.base.archive import Archive
from extractors.readers.base.sniff import WORD_PART
from extractors.readers.office.docx_numbering import W
from schemas import Remark

RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
IMAGE = ".//{urn:schemas-microsoft-com:vml}imagedata"
SHOWN = 16
"""Characters of the text before a part that say where it is."""


def main_part(archive: Archive) -> str:
    """Return the name of the main part: the one that the package refers to, whatever its name is."""
    root = archive.find("_rels/.rels")
    for entry in root.iter(RELATIONSHIP) if root is not None else ():
        target = str(entry.get("Target", "")).removeprefix("/")
        if entry.get("Type", "").endswith("/officeDocument") and target in archive.names:
            return target
    return next((name for name in archive.names if WORD_PART.fullmatch(name)), "word/document.xml")


def parts_not_read(body: etree._Element) -> Iterator[Remark]:
    """Yield a remark for each part of the body that the reader passes over, with its place."""
    before = ""
    for element in body.iter():
        if element.tag == f"{W}t":
            before = element.text or before
        elif found := _kind(element):
            zh, en = found
            after = f"“{before.strip()[-SHOWN:]}”" if before.strip() else ""
            yield Remark(
                code="part-not-read",
                zh=f"{after or '开头'}之后有{zh}，未读取。",
                en=f"{en} after {after or 'the beginning'} was not read.",
            )


def _kind(element: etree._Element) -> tuple[str, str] | None:
    """Return what an element is that holds more than the reader reads, in both languages."""
    if element.tag == f"{W}altChunk":
        return "嵌入的其他格式的文档片段", "A part in another format"
    if element.tag == f"{W}object":
        return "嵌入的对象", "An embedded object"
    drawn = element.tag == f"{W}pict" and element.find(IMAGE) is not None
    if element.tag == PICTURE or drawn:
        return "图片", "A picture"
    if element.tag == f"{W}commentReference":
        return "批注", "A comment"
    return None
