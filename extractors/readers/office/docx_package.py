"""The parts of a Word file, found by their relations as Word finds them (ECMA-376 part 2)."""

import posixpath
from typing import NamedTuple

from lxml import etree

from extractors.errors import UnreadableError
from extractors.readers.base.archive import Archive

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NAMES = {
    "styles": "styles.xml",
    "numbering": "numbering.xml",
    "footnotes": "footnotes.xml",
    "endnotes": "endnotes.xml",
}
"""Where a part lies that no relation names: beside the main part."""


class Relation(NamedTuple):
    """A relation of the main part to another part; ``kind`` is the last word of its type: header, aFChunk …"""

    kind: str
    part: str


class WordPackage:
    """A Word file whose main part may have any name (word/document2.xml)."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._names = {name.lower().lstrip("/"): name for name in archive.names}
        mains = [relation.part for relation in self._relations("").values() if relation.kind == "officeDocument"]
        self._main = mains[0] if mains else "word/document.xml"
        self._related = self._relations(self._main)

    def body(self) -> etree._Element | None:
        """Return the body of the main part; None if it has none. UnreadableError if the part is missing."""
        root = self._xml(self._main)
        if root is None:
            raise UnreadableError(self._archive.file, f"the part {self._main} is missing", "download it again")
        return root.find("{*}body")

    def part(self, kind: str) -> etree._Element | None:
        """Return the root of the part of this kind (styles, numbering, footnotes …); None if there is none."""
        for relation in self._related.values():
            if relation.kind == kind:
                return self._xml(relation.part)
        return self._xml(posixpath.join(posixpath.dirname(self._main), _NAMES[kind]))

    def heads_and_feet(self) -> list[tuple[str, etree._Element]]:
        """Return the headers and footers of the pages, each with the name of its part (header1), by name."""
        names = {relation.part for relation in self._related.values() if relation.kind in ("header", "footer")}
        folder = posixpath.dirname(self._main)
        for name in self._archive.names:
            head, tail = posixpath.split(name)
            if head == folder and tail.startswith(("header", "footer")) and tail.endswith(".xml"):
                names.add(name)
        found = [(posixpath.basename(name).removesuffix(".xml"), self._xml(name)) for name in sorted(names)]
        return [(name, root) for name, root in found if root is not None]

    def related_file(self, id: str) -> tuple[str, bytes] | None:
        """Return name and bytes of the part that a relation id names; None if the file has no such part."""
        relation = self._related.get(id)
        name = self._names.get(relation.part.lower()) if relation else None
        return None if name is None else (name, self._archive.read(name))

    def _relations(self, part: str) -> dict[str, Relation]:
        folder, name = posixpath.split(part)
        root = self._xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, Relation] = {}
        for item in root.iter("{*}Relationship") if root is not None else ():
            if item.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, item.get("Target", ""))).lstrip("/")
                found[item.get("Id", "")] = Relation(item.get("Type", "").rsplit("/", 1)[-1], target)
        return found

    def _xml(self, part: str) -> etree._Element | None:
        name = self._names.get(part.lower())
        return None if name is None else self._archive.xml(name)
