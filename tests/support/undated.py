"""Archives without the time at which they were written, so that a seed makes the same damaged files at any hour."""

import io
import re
import zipfile

WRITTEN_AT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
"""The times in the properties of an Office file."""


def undated(data: bytes) -> bytes:
    """Return an archive with the same members, none of which states when it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as fresh:
        for member in archive.infolist():
            content = WRITTEN_AT.sub(rb"\g<1>2026-01-01T00:00:00Z", archive.read(member))
            fresh.writestr(zipfile.ZipInfo(member.filename), content, member.compress_type)
    return out.getvalue()
