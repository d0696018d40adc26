"""Read a zip archive with a notice and its annexes: its files in order, as one document. Nothing is written to disk."""

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from extractors.errors import UnreadableError
from extractors.language.patterns import lazy_pattern
from extractors.readers.base.archive import Archive
from extractors.readers.base.limits import Clock, Limits
from extractors.readers.base.sniff import sniff
from extractors.readers.base.table import with_captions
from schemas import Block, Document, Page, PathSpan, Remark, Source

FILES = 200
"""Files of an archive that are read."""
ANNEX = lazy_pattern(r"(?:^|(?<=[\s\d.、_-]))附[件表录]?.*")
"""In the name of a file: it is an annex. 附件1 任务分工表 · 2.附件 · 附表三"""
PASSED = lazy_pattern(r"^(?:mimetype$|META-INF/)|(?:^|/)(?:__MACOSX/|\.(?!\.)|~\$|Thumbs\.db$|desktop\.ini$)", re.I)
"""Files that programs leave in an archive beside those that a person put there."""
Reader = Callable[[Path, bytes, Limits], Document]


class _Member(NamedTuple):
    """A file of the archive: its name there, and as it was meant to be shown."""

    name: str
    shown: str

    @property
    def order(self) -> tuple[bool, list[str | int]]:
        """What puts annexes behind the notice, and 附件2 before 附件10."""
        parts = re.split(r"(\d+)", self.shown)
        numbered: list[str | int] = [int(part) if part.isdigit() else part for part in parts]
        return bool(ANNEX.search(PurePosixPath(self.shown).name)), numbered


def read_zip(path: Path, data: bytes, limits: Limits, read: Reader) -> Document:
    """Read the files of an archive as one document; what cannot be read in it is named by a remark.

    ``read`` reads the bytes of one file. Evidence of each file is found below its name: ``附件1.docx!p[3]``.
    """
    archive = Archive(path, data, limits)
    merging = _Merging()
    clock = Clock(limits.seconds)
    members = [_Member(name, _display_name(archive, name)) for name in archive.names]
    wanted = [member for member in members if not member.name.endswith("/") and not PASSED.search(member.shown)]
    for number, member in enumerate(sorted(wanted, key=lambda member: member.order)):
        if number >= FILES or clock.is_over():
            merging.remarks.append(
                _not_read(member.shown, "超出数量或时间上限", "the limit of files or time is reached")
            )
            continue
        try:
            content = archive.read(member.name)
            file = Path(PurePosixPath(member.shown).name)
            if sniff(file, content) == "zip":  # such archives can go on without end
                raise UnreadableError(file.name, "it is an archive in an archive", "unpack it")
            merging.add(member.shown, read(file, content, limits))
        except UnreadableError as error:
            merging.remarks.append(_not_read(member.shown, error.reason, error.reason))
    if not merging.blocks:
        reason = merging.remarks[0].en.rstrip(".") if merging.remarks else "the archive holds no file"
        raise UnreadableError(
            path.name, f"nothing of the zip file can be read: {reason}", "unpack it and add the files"
        )
    return Document(
        source=Source(file=path.name, sha256=hashlib.sha256(data).hexdigest()),
        format="zip",
        length=merging.length,
        blocks=tuple(with_captions(merging.blocks)),
        pages=tuple(merging.pages),
        remarks=tuple(merging.remarks),
    )


def _display_name(archive: Archive, name: str) -> str:
    """Return a name as it was meant: Chinese programs for Windows write names in GBK and do not say so."""
    if archive.is_utf8(name):
        return name
    try:
        return name.encode("cp437").decode("gb18030")
    except UnicodeError:
        return name


def _not_read(name: str, zh: str, en: str) -> Remark:
    return Remark(
        code="part-not-read",
        zh=f"压缩包中的“{name}”未读取：{zh}。",
        en=f"The file “{name}” of the archive was not read: {en}.",
    )


class _Merging:
    """Puts the documents of an archive one after the other."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.pages: list[Page] = []
        self.remarks: list[Remark] = []
        self.length = 0

    def add(self, name: str, document: Document) -> None:
        """Add a document; an annex that does not say so itself begins with the name of its file."""
        offset = len(self.pages)
        ids: dict[str, str] = {}
        for block in (*_label(name, document), *document.blocks):
            id = f"b{len(self.blocks) + 1}"
            ids[block.id] = id
            self.blocks.append(_block_in_archive(block, id, name, offset))
        self.pages += [page.model_copy(update={"number": page.number + offset}) for page in document.pages]
        self.length += document.length
        for remark in document.remarks:
            place = {"block": ids.get(remark.block or ""), "page": remark.page + offset if remark.page else None}
            self.remarks.append(
                remark.model_copy(update={**place, "zh": f"{name}：{remark.zh}", "en": f"{name}: {remark.en}"})
            )


def _label(name: str, document: Document) -> Iterator[Block]:
    found = ANNEX.search(PurePosixPath(name).stem)
    first = next((block.text for block in document.blocks if block.kind != "furniture"), "")
    if found and not first.startswith("附"):
        yield Block(id="label", kind="paragraph", text=found.group())


def _block_in_archive(block: Block, id: str, name: str, offset: int) -> Block:
    """Return a block with its places counted in the archive: pages run on, all else is found below the file's name."""
    paths = tuple(span.model_copy(update={"path": f"{name}!{span.path}"}) for span in block.paths)
    whole = (PathSpan(start=0, end=len(block.text), path=name),) if block.text else ()
    return block.model_copy(
        update={
            "id": id,
            "page": block.page + offset if block.page else None,
            "runs": tuple(run.model_copy(update={"page": run.page + offset}) for run in block.runs),
            "segments": (),
            "paths": paths or whole,
        }
    )
