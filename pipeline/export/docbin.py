"""Write plans as spaCy's DocBin. The attributes of the tokens, 104 bytes a character, go to the disk plan by plan."""

import zlib
from collections.abc import Iterable, Iterator
from itertools import count, takewhile
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pipeline.atomic import atomic
from pipeline.export.spans import to_doc
from pipeline.store.results import Result

if TYPE_CHECKING:  # a second of import that no other format needs
    from spacy.tokens import Doc

PART = 4_000_000
"""Characters of a file, from which on the next begins: whoever reads one has all its tokens in memory, three times over."""
_NO_TOKENS = b"\xa6tokens\xc4\x00"
"""The field of the tokens in MessagePack, where there are none: its name, then bytes, none of them."""
_BLOCK = 1 << 20


def write_docbin(results: Iterable[Result], path: Path) -> tuple[Path, ...]:
    """Write a Doc for each plan, and return the paths: of more than PART characters there are several files.

    They are called gangmu.spacy, gangmu-2.spacy and so on; ``spacy train`` reads all files of a folder.
    """
    docs, paths = iter(results), list[Path]()
    for number in count(1):
        with _Part() as part:
            is_full = part.fill(docs)
            if not part.is_empty or number == 1:
                paths.append(part.write(_part_path(path, number)))
        if not is_full:
            break
    further = (_part_path(path, number) for number in count(len(paths) + 1))
    for old in takewhile(Path.is_file, further):  # of an earlier export with more plans
        old.unlink()
    return tuple(paths)


def _part_path(path: Path, number: int) -> Path:
    return path if number == 1 else path.with_stem(f"{path.stem}-{number}")


class _Part:
    """A file, as ``DocBin.to_disk`` writes it. A context manager: the tokens wait in a temporary file."""

    def __init__(self) -> None:
        import spacy
        from spacy.tokens import DocBin

        # a vocabulary of its own: it keeps the ids of all facts
        self._vocab = spacy.blank("zh").vocab
        self._bin = DocBin(store_user_data=True)
        self._tokens = TemporaryFile()  # noqa: SIM115  (closed by __exit__)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove the temporary file."""
        self._tokens.close()

    @property
    def is_empty(self) -> bool:
        """Return whether it has no plan."""
        return not self._bin.tokens

    def fill(self, results: Iterator[Result]) -> bool:
        """Add plans until the part is full; return whether it is."""
        length = 0
        for result in results:
            length += self._add(to_doc(result.plan, result.document, self._vocab))
            if length >= PART:
                return True
        return False

    def _add(self, doc: "Doc") -> int:
        held = self._bin
        held.add(doc)
        tokens = held.tokens[-1]
        self._tokens.write(tokens.tobytes("C"))
        held.tokens[-1] = tokens[:, :0].copy()  # a DocBin counts its tokens by these
        return len(tokens)

    def write(self, path: Path) -> Path:
        """Write the file: a map in MessagePack, compressed."""
        packer = zlib.compressobj()
        with atomic(path) as draft, draft.open("wb") as file:
            for piece in self._pieces():
                file.write(packer.compress(piece))
            file.write(packer.flush())
        return path

    def _pieces(self) -> Iterator[bytes]:
        """Yield the map, of which spaCy writes all but the tokens."""
        before, name, after = zlib.decompress(self._bin.to_bytes()).partition(_NO_TOKENS)
        yield before + name[:-2]
        size = self._tokens.tell()
        # bytes have a sign of their kind before them, and their number in one, two or four bytes
        kind, width = (0xC4, 1) if size < 1 << 8 else (0xC5, 2) if size < 1 << 16 else (0xC6, 4)
        yield bytes([kind]) + size.to_bytes(width, "big")
        self._tokens.seek(0)
        while piece := self._tokens.read(_BLOCK):
            yield piece
        yield after
