"""Parts of another format that Word prints in place (altChunk): web pages, text and further Word files."""

from collections.abc import Callable

from extractors.errors import UnreadableError
from schemas import Block, Document, PathSpan


def chunk_blocks(
    file: tuple[str, bytes] | None, place: str, read: Callable[[bytes], Document]
) -> tuple[tuple[Block, ...], str]:
    """Return the blocks of a part, each with its place in the Word file, and why it was not read (empty: it was).

    ``file`` is the part's name and bytes; None if the Word file lacks it. ``read`` reads a part of any format. Ids of
    the blocks are not final.
    """
    if file is None:
        return (), "the file lacks it"
    name, data = file
    try:
        document = read(data)
    except UnreadableError as error:
        return (), f"{name}: {error.reason}"
    placed = (block.model_copy(update={"paths": _below(place, block)}) for block in document.blocks)
    return tuple(placed), ""


def _below(place: str, block: Block) -> tuple[PathSpan, ...]:
    """Return the places of a block as places in the Word file; a text has none of its own but its range."""
    if not block.paths:
        return (PathSpan(start=0, end=len(block.text), path=place),)
    return tuple(span.model_copy(update={"path": f"{place}/{span.path.lstrip('/')}"}) for span in block.paths)
