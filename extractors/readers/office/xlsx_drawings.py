"""What a workbook draws over its sheets or holds in itself: text boxes, embedded files. Both are named, not read."""

from collections.abc import Iterator

from lxml import etree

from extractors.errors import UnreadableError
from extractors.readers.base.archive import Archive
from extractors.readers.base.not_read import passages_not_read
from extractors.readers.office.xlsx_parts import not_read
from schemas import Remark

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
SHAPE = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}txBody"
STRICT_SHAPE = "{http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing}txBody"
STRICT_DRAWING = "{http://purl.oclc.org/ooxml/drawingml/main}"
EMBEDDED = "xl/embeddings/"


def drawn_parts(archive: Archive) -> Iterator[Remark]:
    """Yield a remark for the texts of boxes on the sheets of a workbook, and one for the files embedded in it."""
    names = [name for name in archive.names if name.startswith("xl/drawings/") and name.endswith(".xml")]
    texts = (text for name in sorted(names) for text in _texts_of_boxes(archive, name))
    yield from passages_not_read("文本框中的文字", "Text in a box", texts)
    embedded = sum(name.startswith(EMBEDDED) and not name.endswith("/") for name in archive.names)
    if embedded:
        yield not_read(f"工作簿中有{embedded}个嵌入的文件", f"An embedded file ({embedded} in all) of the workbook")


def _texts_of_boxes(archive: Archive, name: str) -> Iterator[str]:
    try:
        root = archive.xml(name)
    except UnreadableError:  # the sheet is read all the same
        return
    for shape in root.iter(SHAPE, STRICT_SHAPE):
        yield "".join(_text(part) for part in shape.iter(f"{DRAWING}t", f"{STRICT_DRAWING}t"))


def _text(part: etree._Element) -> str:
    return part.text or ""
