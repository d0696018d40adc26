"""Read an OFD file (GB/T 33190-2016): its pages give the same ink as a PDF's, and go the same way from there."""

import hashlib
import io
import posixpath
import warnings
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from PIL import Image

from extractors.errors import UnreadableError
from extractors.readers.base.archive import Archive, brief
from extractors.readers.base.cleaning import printed_length
from extractors.readers.base.limits import Clock, Limits
from extractors.readers.base.progress import report_page
from extractors.readers.ofd.objects import PageInk
from extractors.readers.ofd.values import child, local, numbers
from extractors.readers.page.blocks import build_blocks
from extractors.readers.page.layout import lay_out
from extractors.readers.page.legible import GARBLED, is_garbled, printed_text, text_left_out
from extractors.readers.page.model import Box, Ink, PageLayout
from extractors.readers.page.struck_out import without_struck_text
from extractors.readers.page.unread_reasons import reason_in_chinese
from extractors.readers.scan import read as scans
from extractors.readers.scan.agreement import settle_by_document
from extractors.readers.scan.file import DAMAGED
from extractors.readers.scan.plausible import weigh_recognition
from extractors.readers.scan.read import (
    attachment_remark,
    blank_pictures,
    page_not_read,
    picture_not_read,
    read_picture,
)
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
    blocks, settled = settle_by_document(build_blocks(reading.layouts))
    remarks = reading.remarks + settled
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
            self.remarks.append(page_not_read(number, reason_in_chinese(error.reason), error.reason))
            return
        if is_garbled(printed_text(ink)):
            ink = ink._replace(spans=())
            self.remarks.append(page_not_read(number, *GARBLED))
        if document.missing:
            zh, en = "、".join(document.missing), ", ".join(document.missing)
            self.remarks.append(page_not_read(number, f"缺少 {zh}", f"the parts {en} are missing"))
        for box in blank_pictures(ink):
            ink = self._with_picture(document, ink, box)
        ink, weighed = weigh_recognition(ink)
        self.remarks += weighed
        self.remarks += text_left_out(ink)
        self.layouts.append(lay_out(ink, self.layouts[-1] if self.layouts else None))
        self.pages.append(Page(number=number, width=ink.width, height=ink.height, how=ink.how))
        marks = [document.watermark] if document.watermark else []
        self.notes += [(number, text) for text in (*marks, *document.annotations(id))]

    def _with_picture(self, document: "_OfdDocument", ink: Ink, box: Box) -> Ink:
        """Return a page with what is recognised in one of its pictures; a remark names a picture that is not read."""
        if not scans.can_read():
            self.remarks.append(picture_not_read(ink))
            return ink
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is the one that counts
                with Image.open(io.BytesIO(document.picture(box))) as picture:
                    ink = read_picture(ink, box, picture, self._limits)
        except (*DAMAGED, UnreadableError) as error:
            self.remarks.append(
                page_not_read(ink.page, f"图片无法读取（{brief(error)}）", f"its picture: {brief(error)}")
            )
        report_page(ink.page, ink.page)
        return ink


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
        self._units: dict[str, etree._Element] = {}
        self._media: dict[str, str] = {}
        self._take_resources(common)
        self._pictures: dict[Box, str] = {}
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
        self._take_resources(page)
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
        self._pictures = objects.images
        return without_struck_text(objects.ink(number))

    def _take_resources(self, owner: etree._Element | None) -> None:
        """Collect the vector units that pages place by reference, and the names of the pictures in the archive."""
        for element in owner if owner is not None else ():
            place = (element.text or "").strip()
            wanted = local(element) in ("DocumentRes", "PublicRes", "PageRes") and place
            name = self._member_name(place) if wanted else ""
            root = self._archive.find(name) if name else None
            folder = posixpath.join(posixpath.dirname(name), root.get("BaseLoc", "") if root is not None else "")
            for resource in root.iter() if root is not None else ():
                if local(resource) == "CompositeGraphicUnit":
                    self._units[resource.get("ID", "")] = resource
                elif local(resource) == "MultiMedia" and (file := child(resource, "MediaFile")) is not None:
                    self._media[resource.get("ID", "")] = self._member_name(file.text or "", folder)

    def picture(self, box: Box) -> bytes:
        """Return the bytes of a picture of the page that was read last; UnreadableError if the file lacks it."""
        id = self._pictures.get(box, "")
        if id not in self._media:
            raise UnreadableError("", f"the picture {id} is missing", "download it again")
        return self._archive.read(self._media[id])

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
