"""Text printed over text: watermarks across the lines of a page, and lines printed twice to look bold."""

from collections.abc import Sequence

from extractors.readers.page.model import CharSpan

LARGE = 1.8
"""Times the usual size of a page's text."""
OVER = 0.5
"""Share of a line's height that large text must cover to be printed over it."""
WIDE = 2.0
"""Em of the line that it must cover."""
TWICE = 0.3
"""Em by which the shadow of a line may be off."""


def separate_overprints(spans: Sequence[CharSpan]) -> tuple[list[CharSpan], list[CharSpan]]:
    """Return the spans to be read, each once, and those that are printed over others."""
    spans = _once(spans)
    sizes = sorted(span.size for span in spans)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    large = {id(span) for span in spans if span.size > LARGE * usual and len(span.text) > 1}
    if not large:
        return spans, []
    small = [span for span in spans if id(span) not in large]
    over = {id(span) for span in spans if id(span) in large and any(_covers(span, other) for other in small)}
    return [s for s in spans if id(s) not in over], [s for s in spans if id(s) in over]


def _once(spans: Sequence[CharSpan]) -> list[CharSpan]:
    """Leave out spans with the text of another one at the same place."""
    found: list[CharSpan] = []
    seen: dict[str, list[CharSpan]] = {}
    for span in spans:
        same = seen.setdefault(span.text, [])
        if any(_is_shadow(span, other) for other in same):
            continue
        same.append(span)
        found.append(span)
    return found


def _is_shadow(span: CharSpan, other: CharSpan) -> bool:
    slack = TWICE * span.size if len(span.text) > 1 else TWICE * (span.edges[-1] - span.edges[0])
    return abs(span.edges[0] - other.edges[0]) < slack and abs(span.top - other.top) < slack


def _covers(span: CharSpan, other: CharSpan) -> bool:
    high = min(span.bottom, other.bottom) - max(span.top, other.top)
    wide = min(span.edges[-1], other.edges[-1]) - max(span.edges[0], other.edges[0])
    return high > OVER * (other.bottom - other.top) and wide > WIDE * other.size
