"""Office documents in one XML file (flat OPC): the parts of a DOCX or XLSX one after another, made a zip again."""

import base64
import hashlib
import io
import zipfile
from binascii import Error
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from extractors.errors import UnreadableError
from extractors.readers.base.archive import parse_xml
from extractors.readers.base.limits import Limits
from schemas import Document, Source

PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"


def read_package(path: Path, data: bytes, limits: Limits, read: Callable[[Path, bytes, Limits], Document]) -> Document:
    """Read the document of a flat package; ``read`` reads the zip that it stands for. Evidence is that of its format."""
    root = parse_xml(path.name, data, "package")
    if root.tag != f"{PACKAGE}package":
        raise UnreadableError(path.name, "it is XML data of a program", "provide the page or file that shows its text")
    out = io.BytesIO()
    types = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for part in root.iter(f"{PACKAGE}part"):
            name, content = part.get(f"{PACKAGE}name", "").lstrip("/"), _content(path, part)
            if name and content is not None:
                made.writestr(name, content)
                types.append((name, part.get(f"{PACKAGE}contentType", "")))
        made.writestr("[Content_Types].xml", _content_types(types))
    document = read(path, out.getvalue(), limits)
    source = Source(file=path.name, sha256=hashlib.sha256(data).hexdigest())
    return document.model_copy(update={"source": source})


def _content(path: Path, part: etree._Element) -> bytes | None:
    for child in part:
        if child.tag == f"{PACKAGE}xmlData" and len(child):
            return bytes(etree.tostring(child[0], encoding="utf-8", xml_declaration=True))
        if child.tag == f"{PACKAGE}binaryData":
            try:
                return base64.b64decode(child.text or "")
            except Error as error:
                raise UnreadableError(path.name, "a part of it is damaged", "save the file as DOCX") from error
    return None


def _content_types(types: list[tuple[str, str]]) -> bytes:
    root = etree.Element("Types", xmlns="http://schemas.openxmlformats.org/package/2006/content-types")
    for name, type in types:
        etree.SubElement(root, "Override", PartName=f"/{name}", ContentType=type)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))
