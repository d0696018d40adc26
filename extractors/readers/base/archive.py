"""Zip archives of strangers (DOCX, XLSX, OFD): sizes are checked before anything is unpacked, XML loads nothing."""

import io
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from extractors.errors import UnreadableError
from extractors.readers.base.limits import Limits

LARGE = 1_000_000
"""Bytes: smaller members may have any compression ratio, as they cannot fill memory."""
ENCRYPTED, UTF8 = 0x1, 0x800
"""Flags of a member: its bytes are encrypted, its name is UTF-8."""
DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, EOFError, OSError)
"""What zipfile raises on damaged, encrypted or unknown archives."""


STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
"""Namespaces of ISO/IEC 29500 Strict and of the transitional form that programs write by default."""


def with_usual_namespaces(data: bytes) -> bytes:
    """Return an XML part in the transitional form of Open XML."""
    if b"purl.oclc.org/ooxml" not in data:
        return data
    for strict, usual in STRICT:
        data = data.replace(strict, usual)
    return data


def brief(error: Exception) -> str:
    """Return a library's error message on one line, shortened to 100 characters."""
    text = " ".join(str(error).split()) or type(error).__name__
    return text if len(text) <= 100 else text[:99] + "…"


class Archive:
    """An opened zip file whose sizes are within the limits."""

    def __init__(self, path: Path, data: bytes, limits: Limits) -> None:
        self.file = path.name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except DAMAGED as error:
            raise self._damage_error(error) from error
        self.names = [member.filename for member in members]
        self._utf8 = {member.filename for member in members if member.flag_bits & UTF8}
        if any(member.flag_bits & ENCRYPTED for member in members):
            raise UnreadableError(self.file, "the zip file is encrypted", "unpack it with its password")
        total = sum(member.file_size for member in members)
        high = [m for m in members if m.file_size > max(LARGE, limits.zip_ratio * max(m.compress_size, 1))]
        if len(members) > limits.zip_members or total > limits.zip_bytes or high:
            reason = f"it would unpack to {total:,} bytes in {len(members):,} parts"
            raise UnreadableError(self.file, reason, "raise the limits if you trust it")
        self._left = limits.zip_bytes
        self._sizes: dict[str, int] = {}
        """Bytes of the members that were read; one that is read again costs nothing more of the limit."""

    def is_utf8(self, name: str) -> bool:
        """Return whether the archive says that a member's name is UTF-8, or it needs no such word."""
        return name in self._utf8 or name.isascii()

    def _damage_error(self, error: Exception) -> UnreadableError:
        return UnreadableError(self.file, f"the file is damaged ({brief(error)})", "download it again")

    def read(self, name: str) -> bytes:
        """Return a member's bytes; never more than the limit, whatever the archive says of its size."""
        try:
            with self._zip.open(name) as member:
                data = member.read(self._sizes.get(name, self._left) + 1)
        except KeyError as error:
            raise UnreadableError(self.file, f"the part {name} is missing", "download it again") from error
        except DAMAGED as error:
            raise self._damage_error(error) from error
        if name not in self._sizes:
            self._sizes[name] = len(data)
            self._left -= len(data)
        if self._left < 0:
            raise UnreadableError(self.file, "it unpacks to more than it declares", "raise the limits if you trust it")
        return data

    def xml(self, name: str) -> etree._Element:
        """Return the root of an XML member. Entities, DTDs and the network are off; nesting is limited by libxml2.

        The namespaces of Strict Open XML become the usual ones, which mean the same.
        """
        return parse_xml(self.file, with_usual_namespaces(self.read(name)), name)

    def find(self, name: str) -> etree._Element | None:
        """Return the root of an XML member, or None if the archive has no such member."""
        return self.xml(name) if name in self.names else None


def parse_xml(file: str, data: bytes, name: str) -> etree._Element:
    """Parse XML without entities and network; raise UnreadableError if it is not well-formed."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "Excessive depth" in str(error):
            reason = f"elements of the part {name} are nested deeper than 256"
            raise UnreadableError(file, reason, "take its contents out of the frames, or export it as PDF") from error
        raise UnreadableError(
            file, f"the part {name} is not valid XML ({brief(error)})", "download it again"
        ) from error
    return root
