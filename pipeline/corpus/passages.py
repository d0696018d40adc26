"""Find a quoted passage in a document, also after the document was read again."""

from collections.abc import Iterator

from schemas import Document, Evidence, Message


def find_passage(
    document: Document, quote: str, block: str | None = None, start: int | None = None
) -> Evidence | Message:
    """Return the passage with these words, white space aside; a message if there is none, or several and no hint.

    ``block`` and ``start`` say where it was: of several passages with these words, the one there is meant, else the
    nearest in this block, else the only one in the document.
    """
    found = [(other, *span) for other in document.blocks for span in _spans(other.text, quote)]
    here = [one for one in found if one[0].id == block]
    if here and start is not None:
        nearest, first, end = min(here, key=lambda one: abs(one[1] - start))
        return nearest.evidence(first, end)
    if len(here) == 1 or len(found) == 1:
        only, first, end = (here or found)[0]
        return only.evidence(first, end)
    if not found:
        return Message(zh="原文中没有这段文字", en="the document does not contain this passage")
    places = "、".join(dict.fromkeys(one[0].id for one in found[:8]))
    return Message(
        zh=f"原文中有 {len(found)} 处这段文字（{places}），请引得长一些",
        en=f"the document contains this passage {len(found)} times ({places}): quote more of it",
    )


def _spans(text: str, quote: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each occurrence of the quote, with any white space between its characters."""
    wanted = "".join(quote.split())
    if not wanted:
        return
    signs = [number for number, sign in enumerate(text) if not sign.isspace()]
    squeezed = "".join(text[number] for number in signs)
    at = squeezed.find(wanted)
    while at >= 0:
        yield signs[at], signs[at + len(wanted) - 1] + 1
        at = squeezed.find(wanted, at + 1)
