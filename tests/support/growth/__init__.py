"""Documents of any size made of one thing repeated: extraction has to take time in proportion to their length."""

from collections.abc import Callable, Mapping

Make = Callable[[int], bytes]
"""Returns a document of about so many characters."""
Shapes = Mapping[str, tuple[str, Make]]
"""Name → suffix of the file, and what makes it."""
TITLE = "某市2026年重点工作任务分工方案\n"


def lines(line: str, head: str = TITLE) -> Make:
    """Return what repeats a line, numbered by ``{i}``."""

    def make(size: int) -> bytes:
        count = max(2, size // len(line))
        return (head + "\n".join(line.replace("{i}", str(i)) for i in range(1, count + 1))).encode()

    return make


def run(piece: str, before: str = "", after: str = "") -> Make:
    """Return what repeats a piece without a break."""
    return lambda size: (TITLE + before + piece * (size // len(piece)) + after).encode()


def nested(opening: str, closing: str, inside: str = "推进改造") -> Make:
    """Return what opens as often as it closes."""
    return lambda size: (TITLE + opening * (size // 2) + inside + closing * (size // 2)).encode()
