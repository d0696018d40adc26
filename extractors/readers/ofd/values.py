"""Elements and attribute values of OFD files (GB/T 33190-2016): names, numbers, DeltaX, matrices, abbreviated paths."""

from lxml import etree

from extractors.language.numerals import printed_number
from extractors.language.patterns import lazy_pattern

NUMBER = lazy_pattern(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
TOKEN = lazy_pattern(rf"[A-Za-z]|{NUMBER.pattern}")
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace: producers use several."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    """Return the first child of a name, or None."""
    return next((item for item in element if local(item) == name), None) if element is not None else None


def numbers(text: str | None) -> list[float]:
    """Read numbers separated by blanks."""
    return [printed_number(part) or 0.0 for part in NUMBER.findall(text or "")]


def deltas(text: str | None, most: int) -> list[float]:
    """Read DeltaX or DeltaY: numbers, and ``g n d`` for n times d."""
    parts = (text or "").split()
    found: list[float] = []
    index = 0
    while index < len(parts) and len(found) < most:
        if parts[index] == "g" and index + 2 < len(parts):
            times, step = numbers(parts[index + 1]), numbers(parts[index + 2])
            # A huge count in a damaged file must not fill the memory.
            found += (step or [0.0])[:1] * min(int(times[0]) if times else 0, most)
            index += 3
        else:
            found += numbers(parts[index])[:1]
            index += 1
    return found[:most]


def matrix_of(element: etree._Element) -> Matrix:
    """Return the CTM of an object: a b c d e f; the identity where it has none."""
    values = numbers(element.get("CTM"))
    return (values[0], values[1], values[2], values[3], values[4], values[5]) if len(values) == 6 else IDENTITY


def path_commands(data: etree._Element | None) -> list[tuple[str, list[float]]]:
    """Read AbbreviatedData: a letter and the numbers after it."""
    found: list[tuple[str, list[float]]] = []
    for token in TOKEN.findall((data.text if data is not None else None) or ""):
        if token.isalpha():
            found.append((token, []))
        elif found:
            found[-1][1].append(printed_number(token) or 0.0)
    return found
