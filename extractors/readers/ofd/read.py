"""Read an OFD file (GB/T 33190-2016): its pages give the same ink as a PDF's, and go the same way from there."""

import hashlib
import posixpath
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from extractors.errors import UnreadableError
from extractors.readers.base.archive import Archive
from extractors.readers.base.cleaning import printed_length
from extractors.readers.base.limits import Clock, Limits
from extractors.readers.ofd.objects import PageInk
from extractors.readers.ofd.values import child, local, numbers
from extractors.readers.page.blocks import build_blocks
from extractors.readers.page.layout import lay_out
from extractors.readers.page.legible import GARBLED, is_garbled, printed_text
from extractors.readers.page.model import Ink, PageLayout
from extractors.readers.scan.read import attachment_remark, blank_pictures, page_not_read, picture_not_read
from schemas import Block, Document, Page, Remark, Source

POINT = 72 / 25.4
"""Points a millimetre: OFD measures in millimetres."""


def read_ofd(path: Path, data: bytes, limits: Limits) -> Document:
    """Read an OFD file; a page that fails is named by a remark and leaves the others."""
    archive = Archive(path, data, limits)
    if any(name.rsplit("/", 1)[-1] == "Encryptions.xml" for name in archive.names):
        raise UnreadableError(path.name, "the OFD file is encrypted", "save it without encryption")
    root = archive.xml("OFD.xml")
    reading = _PageReading(limits)
    for body in (element for element in root if local(element) == "DocBody"):
        document = _OfdDocument(archive, child(body, "DocRoot"))
        for place, id in document.pages():
            reading.read(document, place, id)
        reading.remarks += [attachment_remark(name) for name in document.attachments()]
    blocks, remarks = build_blocks(reading.layouts), reading.remarks
    if not any(block.kind != "furniture" for block in blocks):
        reason = remarks[0].en.rstrip(".") if remarks else "it contains no text"
        raise UnreadableError(path.name, f"nothing of the OFD file can be read: {reason}", "provide the original file")
    asides = [
        Block(id=f"b{len(blocks) + n}", kind="furniture", text=text, page=page, why="annotation")
        for n, (page, text) in enumerate(reading.notes, 1)
    ]
    return Document(
        source=Source(file=path.name, sha256=hashlib.sha256(data).hexdigest()),
        format="ofd",
        length=printed_length(block.text for block in (*blocks, *asides)),
        blocks=(*blocks, *asides),
        pages=tuple(reading.pages),
        remarks=tuple(remarks),
    )


class _PageReading:
    """Reads the pages of all documents of a file, in order."""

    def __init__(self, limits: Limits) -> None:
        self.layouts: list[PageLayout] = []
        self.pages: list[Page] = []
        self.remarks: list[Remark] = []
        self.notes: list[tuple[int, str]] = []
        """(page, text) of watermarks and annotations."""
        self._limits = limits
        self._clock = Clock(limits.seconds)

    def read(self, document: "_OfdDocument", place: str, id: str) -> None:
        """Read a page; one that fails is named by a remark."""
        number = len(self.pages) + 1
        try:
            if number > self._limits.pages or self._clock.is_over():
                raise UnreadableError("", "the limit of pages or time is reached", "raise the limit")
            ink = document.ink(place, number, self._limits)
        except UnreadableError as error:
            self.pages.append(Page(number=number, width=0, height=0, how="failed", reason=error.reason))
            self.remarks.append(page_not_read(number, error.reason, error.reason))
            return
        if is_garbled(printed_text(ink)):
            ink = ink._replace(spans=())
            self.remarks.append(page_not_read(number, *GARBLED))
        if document.missing:
            zh, en = "、".join(document.missing), ", ".join(document.missing)
            self.remarks.append(page_not_read(number, f"缺少 {zh}", f"the parts {en} are missing"))
        if blank_pictures(ink):
            self.remarks.append(picture_not_read(ink))
        self.layouts.append(lay_out(ink))
        self.pages.append(Page(number=number, width=ink.width, height=ink.height))
        marks = [document.watermark] if document.watermark else []
        self.notes += [(number, text) for text in (*marks, *document.annotations(id))]


class _OfdDocument:
    """One document of an OFD file."""

    def __init__(self, archive: Archive, root: etree._Element | None) -> None:
        self._archive = archive
        self._spelling = {name.lower(): name for name in archive.names}
        self._place = ((root.text or "") if root is not None else "").strip().lstrip("/")
        self._folder = posixpath.dirname(self._place)
        self._root = archive.xml(self._place)
        common = child(self._root, "CommonData")
        self._area = child(common, "PageArea")
        self._templates = {
            element.get("ID", ""): self._member_name(element.get("BaseLoc", ""))
            for element in (common if common is not None else ())
            if local(element) == "TemplatePage"
        }
        self._units = dict(self._composites(common))
        self.watermark = ""
        """Text printed askew across the page that was read last."""
        self.missing: list[str] = []
        """Templates of the page that was read last which the file lacks."""
        self._notes = dict(self._annotation_files())

    def _member_name(self, place: str, folder: str | None = None) -> str:
        """Return the archive's name for a place as an OFD file gives it: absolute, or from the file's own folder."""
        place = place.strip()
        if place.startswith("/"):
            name = place.lstrip("/")
        else:
            name = posixpath.normpath(posixpath.join(self._folder if folder is None else folder, place))
        return self._spelling.get(name.lower(), name)  # references differ from the names in upper and lower case

    def pages(self) -> Iterator[tuple[str, str]]:
        """Yield (place, id) of the pages in order."""
        for page in self._root.iter():
            if local(page) == "Page" and page.get("BaseLoc"):
                yield self._member_name(page.get("BaseLoc", "")), page.get("ID", "")

    def ink(self, place: str, number: int, limits: Limits) -> Ink:
        """Read the ink of one page, with what its templates print."""
        page = self._archive.xml(place)
        area = child(page, "Area")
        box = _box(area) or _box(self._area) or (0.0, 0.0, 210.0, 297.0)  # A4
        objects = PageInk(box, limits, self._units)
        self.missing = []
        for element in page:
            name = self._templates.get(element.get("TemplateID", "")) if local(element) == "Template" else None
            if name is None:
                continue
            if name in self._archive.names:
                objects.add(self._archive.xml(name))
            else:
                self.missing.append(name)
        objects.add(page)
        self.watermark = " ".join(dict.fromkeys(objects.slanted))
        return objects.ink(number)

    def _composites(self, common: etree._Element | None) -> Iterator[tuple[str, etree._Element]]:
        """Yield (id, content) of the vector units that pages place by reference."""
        for element in common if common is not None else ():
            place = (element.text or "").strip()
            name = self._member_name(place) if local(element) in ("DocumentRes", "PublicRes") and place else ""
            root = self._archive.find(name) if name else None
            for unit in root.iter() if root is not None else ():
                if local(unit) == "CompositeGraphicUnit":
                    yield unit.get("ID", ""), unit

    def annotations(self, page: str) -> Iterator[str]:
        """Yield the printed texts of a page's annotations."""
        if page not in self._notes or self._notes[page] not in self._archive.names:
            return
        for annotation in self._archive.xml(self._notes[page]).iter():
            if local(annotation) == "Annot":
                text = "".join(code.text or "" for code in annotation.iter() if local(code) == "TextCode").strip()
                if text:
                    yield text

    def _annotation_files(self) -> Iterator[tuple[str, str]]:
        place = child(self._root, "Annotations")
        name = self._member_name(place.text or "") if place is not None else ""
        index = self._archive.find(name) if name else None
        for page in index if index is not None else ():
            file = child(page, "FileLoc")
            if file is not None:
                yield page.get("PageID", ""), self._member_name(file.text or "", posixpath.dirname(name))

    def attachments(self) -> Iterator[str]:
        """Yield the names of attached files."""
        place = child(self._root, "Attachments")
        index = self._archive.find(self._member_name(place.text or "")) if place is not None else None
        for attachment in index.iter() if index is not None else ():
            if local(attachment) == "Attachment":
                yield attachment.get("Name", attachment.get("ID", ""))


def _box(area: etree._Element | None) -> tuple[float, float, float, float] | None:
    """Return the box of a page area in millimetres: x, y, width, height."""
    for name in ("ApplicationBox", "PhysicalBox"):
        element = child(area, name)
        values = numbers(element.text if element is not None else None)
        if len(values) == 4:
            return values[0], values[1], values[2], values[3]
    return None
