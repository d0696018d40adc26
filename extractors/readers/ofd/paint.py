"""With what ink OFD objects are drawn: in colour, in white, or with none."""

from lxml import etree

from extractors.readers.ofd.values import local, numbers
from extractors.readers.pdf.rulings import WHITE


def is_shade(element: etree._Element) -> bool:
    """Return whether an area has a colour of its own that is not white."""
    values = [value for item in element if local(item) == "FillColor" for value in numbers(item.get("Value"))]
    return min(values, default=WHITE) < WHITE


def is_faint(element: etree._Element) -> bool:
    """Return whether a text is switched off, transparent, or written without ink."""
    without_ink = element.get("Fill", "true") == "false" and element.get("Stroke", "false") == "false"
    colours = [item.get("Alpha") for item in element if local(item) == "FillColor"]
    return element.get("Visible", "true") == "false" or without_ink or "0" in (element.get("Alpha"), *colours)


def is_white(element: etree._Element) -> bool:
    """Return whether a text is written in white, which shows on a coloured ground or a picture only."""
    values = [numbers(item.get("Value")) for item in element if local(item) == "FillColor"]
    return any(len(value) == 3 and min(value) >= WHITE for value in values)
