"""A second reading of a page with plain pdfplumber, where pdfium does not know what its characters mean."""

import io
from collections.abc import Sequence

from extractors.readers.page.model import CharSpan, Ink


def second_reading(data: bytes, ink: Ink) -> Ink:
    """Return the page with pdfplumber's characters where it knows more of them; the reason says which reading was kept."""
    import pdfplumber

    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            page = document.pages[ink.page - 1].dedupe_chars()
            # pdfminer gives (cid:12) for a glyph without a Unicode value
            chars = [char for char in page.chars if char["text"].strip() and not char["text"].startswith("(cid:")]
            spans = _spans(chars)
    # The libraries raise errors of every kind for a damaged file, and the first reading has a text of the page already.
    except Exception as error:  # noqa: BLE001
        return ink._replace(reason=f"{ink.reason}; pdfplumber fails ({type(error).__name__})")
    known = sum(len(span.text) - span.text.count("\ufffd") for span in ink.spans)
    if len(chars) <= known:
        return ink._replace(reason=f"{ink.reason}; pdfplumber knows no more ({len(chars)})")
    reason = f"{ink.reason}; read with pdfplumber ({len(chars)} characters)"
    return ink._replace(spans=tuple(spans), characters=len(chars), how="text", reason=reason)


def _spans(chars: Sequence[dict[str, object]]) -> list[CharSpan]:
    spans: list[CharSpan] = []
    for char in chars:
        text = str(char["text"])
        x0, x1, top, bottom = (float(str(char[key])) for key in ("x0", "x1", "top", "bottom"))
        step = (x1 - x0) / len(text)
        edges = tuple(round(x0 + step * i, 2) for i in range(len(text) + 1))
        last = spans[-1] if spans else None
        if last and abs(last.top - top) < 2 and -0.3 * last.size <= x0 - last.edges[-1] <= 0.6 * last.size:
            spans[-1] = last._replace(text=last.text + text, edges=(*last.edges[:-1], *edges))
        else:
            spans.append(CharSpan(text, edges, round(top, 2), round(bottom, 2), round(bottom - top, 2)))
    return spans
