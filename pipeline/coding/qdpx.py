"""REFI-QDA project exchange (.qdpx): codebook, documents and codings for NVivo, ATLAS.ti, MAXQDA and others.

The format is that of the REFI-QDA standard 1.0 (qdasoftware.org): a zip archive with project.qde, which is XML in the
namespace urn:QDA-XML:project:1.0, and the texts in sources/. Positions count characters (code points).
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pipeline.atomic import atomic
from pipeline.coding.ratings import Rating, Ratings, codes_in_force
from pipeline.corpus.codebook import variables
from pipeline.store.results import Result
from schemas import Document

SPACE = "urn:QDA-XML:project:1.0"
WHOLE = "裁定或一致"
"""The user to whom what holds over all coders is attributed."""
_GAP = "\n\n"
"""Between two blocks of a text."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_COLORS = ("#B03A1A", "#1F5F8B", "#2E7D4F", "#7A5A00", "#5A5A8A", "#1F4E5F", "#8A3A6A", "#4A6A1A")


def write_qdpx(found: Ratings, results: Iterable[Result], path: Path, title: str = "纲目") -> Path:
    """Write the project; equal codes give equal bytes. Only documents with a coded fact are in it."""
    coded = {rating.fact.plan for rating in found.ratings}
    texts = {r.plan.plan.id: (r.plan.plan.title, *_text(r.document)) for r in results if r.plan.plan.id in coded}
    project = _project(found, texts, title)
    indent(project)
    with atomic(path) as draft, ZipFile(draft, "w") as archive:
        _put(archive, "project.qde", b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(project, encoding="utf-8"))
        for id, (_, text, _) in texts.items():
            _put(archive, f"sources/{_guid('source', id)}.txt", text.encode())
    return path


def _put(archive: ZipFile, name: str, data: bytes) -> None:
    entry = ZipInfo(name, _EPOCH)
    entry.compress_type = ZIP_DEFLATED
    archive.writestr(entry, data)


def _guid(*parts: str) -> str:
    """Return an id that depends on what it names only, so that a second export can be merged with the first."""
    return str(uuid5(NAMESPACE_URL, "gangmu:" + "\0".join(parts))).upper()


def _text(document: Document) -> tuple[str, dict[str, int]]:
    """Return the text of a document and where each of its blocks begins."""
    starts: dict[str, int] = {}
    parts: list[str] = []
    at = 0
    for block in document.blocks:
        starts[block.id] = at
        parts.append(block.text)
        at += len(block.text) + len(_GAP)
    return _GAP.join(parts), starts


def _project(found: Ratings, texts: Mapping[str, tuple[str, str, dict[str, int]]], title: str) -> Element:
    project = Element("Project", {"xmlns": SPACE, "name": title, "origin": "gangmu"})
    users = SubElement(project, "Users")
    for name in [*sorted({coder for rating in found.ratings for coder in rating.said}), WHOLE]:
        SubElement(users, "User", {"guid": _guid("user", name), "name": name})
    _add_codebook(project, found)
    sources = SubElement(project, "Sources")
    for id, (name, _, starts) in texts.items():
        guid = _guid("source", id)
        given = {"guid": guid, "name": f"{name}（{id}）", "plainTextPath": f"internal://{guid}.txt"}
        source = SubElement(sources, "TextSource", {**given, "creatingUser": _guid("user", WHOLE)})
        for rating in found.ratings:
            if rating.fact.plan == id:
                _add_selection(source, rating, starts)
    return project


def _add_codebook(project: Element, found: Ratings) -> None:
    """Add the variables as codes that only hold others, and the codes below them."""
    codes = SubElement(SubElement(project, "CodeBook"), "Codes")
    for variable, entries in variables(found.codebook).items():
        above = SubElement(codes, "Code", {"guid": _guid("variable", variable), "name": variable, "isCodable": "false"})
        for number, entry in enumerate(entries):
            given = {"guid": _guid("code", variable, entry.code), "name": entry.name, "isCodable": "true"}
            code = SubElement(above, "Code", {**given, "color": _COLORS[number % len(_COLORS)]})
            examples = "".join(f"\n例：{example}" for example in entry.examples)
            SubElement(code, "Description").text = entry.definition + examples


def _add_selection(source: Element, rating: Rating, starts: Mapping[str, int]) -> None:
    at, fact = rating.fact.evidence, rating.fact
    chosen = [*rating.said.items(), (WHOLE, codes_in_force(rating)[0])]
    # the standard has no way to say that no code applies, so such a passage is not exported
    if not any(codes for _, codes in chosen):
        return
    selection = SubElement(
        source,
        "PlainTextSelection",
        {
            "guid": _guid("selection", fact.id, rating.variable),
            "name": fact.text[:80],
            "startPosition": str(starts[at.block] + at.start),
            "endPosition": str(starts[at.block] + at.end),
            "creatingUser": _guid("user", WHOLE),
        },
    )
    for user, codes in chosen:
        for code in codes:
            given = {"guid": _guid("coding", fact.id, rating.variable, user, code), "creatingUser": _guid("user", user)}
            coding = SubElement(selection, "Coding", given)
            SubElement(coding, "CodeRef", {"targetGUID": _guid("code", rating.variable, code)})
