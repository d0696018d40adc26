"""Find what stands at an address of the report: a printed file, or a page that is rendered now."""

from pathlib import Path
from typing import NamedTuple

from pipeline.report.live.site import PICTURES
from pipeline.serve import guard, pages
from pipeline.serve.desk import Desk
from pipeline.serve.query import Query, first, number

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".bib": "text/plain; charset=utf-8",
    ".ris": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LONGEST = 200
"""Characters of what is searched for."""


class ReportFile(NamedTuple):
    """A file of the report. ``plan`` is the id of the plan that a page belongs to, or ""."""

    kind: str
    data: bytes
    plan: str = ""


def report_file(desk: Desk, path: str, query: Query) -> ReportFile | None:
    """Return the file that the path of a request names, None if there is none; a page is returned as UTF-8."""
    file = guard.file_below(desk.report, path)
    if file is None or file.suffix not in TYPES:
        return None
    kind, data = TYPES[file.suffix], _content(file)
    if data is None and desk.report.exists():  # the report may just be being replaced by a newer one
        desk.rebuilder.wait(60)
        data = _content(file)
    if data is not None:
        return ReportFile(kind, data, pages.plan_of(path, desk.outputs) if file.suffix == ".html" else "")
    place = file.relative_to(desk.report).as_posix()
    if place.startswith("assets/"):
        data = pages.report_asset(place.removeprefix("assets/"))
    elif desk.is_live:
        return _live_file(desk, place, query, kind)
    return None if data is None else ReportFile(kind, data)


def _live_file(desk: Desk, place: str, query: Query, kind: str) -> ReportFile | None:
    """Return a page, or a picture of an original that was drawn for one."""
    if place.startswith("scans/"):
        picture = guard.file_below(desk.outputs / PICTURES, place)
        data = _content(picture) if picture else None
        return None if data is None else ReportFile(kind, data)
    data = desk.live.read(place, first(query, "q")[:LONGEST].strip(), number(query, "page") or 1)
    return None if data is None else ReportFile(kind, data, desk.live.plan_of(place))


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None
