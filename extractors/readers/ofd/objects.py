"""Text, path and image objects of an OFD page as ink: millimetres become points, DeltaX becomes character places."""

from collections.abc import Mapping, Sequence

from lxml import etree

from extractors.errors import UnreadableError
from extractors.readers.base.limits import Limits
from extractors.readers.base.lookalikes import INVISIBLE, replace_lookalikes, show_dashes
from extractors.readers.ofd.paint import is_faint, is_shade, is_white
from extractors.readers.ofd.turned import MOST, direction, turned_matrix, turned_page
from extractors.readers.ofd.values import Matrix, child, deltas, local, matrix_of, numbers, path_commands
from extractors.readers.page.model import Box, CharSpan, Ink, Ruling, covers
from extractors.readers.pdf.rulings import LARGE, SHORT, THIN
from extractors.readers.pdf.spans import GAP
from extractors.readers.pdf.text_layer import SPACE

POINT = 72 / 25.4
ASCENT = 0.86
"""Of the font size: from the baseline to the top of a character."""
CONTAINERS = frozenset(("Content", "Layer", "PageBlock", "Page"))
WIDE = 0x2E80
SLANTED = 0.15
"""Rise of a line per length from which on its text is a watermark."""
MOST_NESTED = 8
"""Vector units in each other."""


class PageInk:
    """Collects the ink of one page."""

    def __init__(
        self, box: tuple[float, float, float, float], limits: Limits, units: Mapping[str, etree._Element] | None = None
    ) -> None:
        self._units = units or {}
        self._moved = (0.0, 0.0)
        self._depth = 0
        self.slanted: list[str] = []
        """Texts printed askew across the page: watermarks."""
        self._printed: set[tuple[str, str, str]] = set()
        self._left, self._top, self._width, self._height = box
        self._limits = limits
        self.spans: list[CharSpan] = []
        self.faint: list[CharSpan] = []
        """Text without ink."""
        self.white: list[CharSpan] = []
        self._turned: dict[int, list[CharSpan]] = {1: [], -1: []}
        """Text that runs down (1) or up (-1), on the page turned so that it runs to the right."""
        self._quarter: set[int] = set()
        """The same by identity, on the page as it lies."""
        self.horizontal: list[Ruling] = []
        self.vertical: list[Ruling] = []
        self.images: dict[Box, str] = {}
        """Large pictures with the ids of their resources."""
        self.fills: list[Box] = []
        self.characters = 0
        self._elements = 0
        """Elements looked at, those of a unit as often as it is drawn."""

    def add(self, page: etree._Element) -> None:
        """Add what a page or a template prints."""
        stack = [page]
        while stack:
            element = stack.pop()
            self._elements += 1
            if self._elements > self._limits.elements:
                raise UnreadableError("", f"it draws more than {self._limits.elements:,} objects", "raise the limit")
            name = local(element)
            if name in CONTAINERS:
                stack.extend(reversed(element))
            elif element.get("Visible", "true") == "false" and name != "TextObject":
                continue
            elif name == "TextObject":
                self._add_text(element)
            elif name == "CompositeObject":
                self._add_composite(element)
            elif name == "PathObject":
                self._add_path(element)
            elif name == "ImageObject":
                self._add_image(element)
            if self.characters > self._limits.page_chars:
                raise UnreadableError("", f"it has more than {self._limits.page_chars:,} characters", "raise the limit")

    def ink(self, number: int) -> Ink:
        """Return the page; text without ink over a picture is the recognised text of a scan, and shown by the picture."""
        shown: list[CharSpan] = []
        unseen: list[str] = []
        for span in self.faint:
            if not self.spans or any(covers(box, span) for box in self.images):
                shown.append(span)
            else:
                unseen.append(span.text)
        for span in self.white:
            grounded = any(covers(box, span) for box in (*self.fills, *self.images))
            shown, unseen = ([*shown, span], unseen) if grounded else (shown, [*unseen, span.text])
        way = max(self._turned, key=lambda key: len(self._turned[key]))
        page = (0.0, 0.0, self._width * POINT, self._height * POINT)
        unseen += [span.text for span in self.spans if not covers(page, span)]
        spans = [span for span in self.spans if covers(page, span)]
        ink = Ink(
            number, self._width * POINT, self._height * POINT, (*spans, *shown), (), tuple(self.horizontal),
            tuple(self.vertical), self.characters, tuple(self.images), fills=tuple(self.fills), unseen=tuple(unseen),
        )  # fmt: skip
        count = sum(len(span.text) for span in self._turned[way])
        if self.images or count <= MOST * self.characters:
            return ink
        others = [span for span in ink.spans if id(span) not in self._quarter]
        return turned_page(ink, self._turned[way], others, down=way > 0)

    def _add_composite(self, element: etree._Element) -> None:
        """Add a vector unit where the page places it."""
        unit = self._units.get(element.get("ResourceID", ""))
        if unit is None or self._depth >= MOST_NESTED:
            return
        x, y, _, _ = self._origin(element)
        before, self._moved = self._moved, (x + self._left, y + self._top)
        self._depth += 1
        for part in unit:
            if local(part) == "Content":
                self.add(part)
        self._moved, self._depth = before, self._depth - 1

    def _origin(self, element: etree._Element) -> tuple[float, float, float, float]:
        box = numbers(element.get("Boundary"))
        x, y, width, height = box if len(box) == 4 else (0.0, 0.0, 0.0, 0.0)
        return x + self._moved[0] - self._left, y + self._moved[1] - self._top, width, height

    def _add_text(self, element: etree._Element) -> None:
        x0, y0, _, _ = self._origin(element)
        text = "".join(code.text or "" for code in element if local(code) == "TextCode")
        same = (text, f"{x0:.1f} {y0:.1f}", element.get("CTM", ""))
        if same in self._printed and text.strip():
            return  # printed twice at the same place to look bold
        self._printed.add(same)
        matrix = matrix_of(element)
        if abs(matrix[1]) > SLANTED * abs(matrix[0]) and abs(matrix[0]) > SLANTED * abs(matrix[1]):
            self.slanted.append(text.strip())
            return
        before, way = len(self.spans), direction(matrix)
        size = (numbers(element.get("Size")) or [3.5])[0]
        scale = abs((numbers(element.get("HScale")) or [1.0])[0])  # negative: mirrored
        x = y = 0.0
        for code in (item for item in element if local(item) == "TextCode"):
            text = code.text or ""
            x = (numbers(code.get("X")) or [x])[0]
            y = (numbers(code.get("Y")) or [y])[0]
            right, down = deltas(code.get("DeltaX"), len(text)), deltas(code.get("DeltaY"), len(text))
            places = []
            at, line = x, y
            for index, char in enumerate(text):
                own = size * scale * (1.0 if ord(char) >= WIDE else 0.5)
                places.append((char, at, line, own))
                # Without DeltaX, characters are side by side, or below each other if there is a DeltaY.
                at += right[index] if index < len(right) else (0.0 if down else own)
                line += down[index] if index < len(down) else 0.0
            self._add_characters(places, size, (x0, y0), matrix)
            if way and not is_faint(element):  # the same text on the page turned so that it runs to the right
                self._quarter |= {id(span) for span in self.spans[before:]}
                turned = turned_matrix(matrix, (x0, y0), (self._width, self._height), down=way > 0)
                upright, characters, self.spans = self.spans, self.characters, self._turned[way]
                self._add_characters(places, size, (0.0, 0.0), turned)
                self.spans, self.characters = upright, characters
        if is_faint(element):
            self.faint += self.spans[before:]
            del self.spans[before:]
        elif is_white(element):
            self.white += self.spans[before:]
            del self.spans[before:]

    def _add_characters(
        self,
        places: Sequence[tuple[str, float, float, float]],
        size: float,
        origin: tuple[float, float],
        matrix: Matrix,
    ) -> None:
        """Turn characters at their places in the object into spans on the page."""
        a, b, c, d, e, f = matrix
        high = size * (abs(d) or abs(b) or 1.0) * POINT
        stretch = abs(a) or abs(c) or 1.0
        chars: list[str] = []
        edges: list[float] = []
        end = base = 0.0
        shown = show_dashes("".join(char for char, *_ in places))  # before a soft hyphen for one is left out
        for char, (_, x, y, own) in zip(shown, places, strict=True):
            left = (a * x + c * y + e + origin[0]) * POINT
            below = (b * x + d * y + f + origin[1]) * POINT
            if ord(char) in SPACE or INVISIBLE.match(char):
                continue
            self.characters += 1
            if chars and (abs(below - base) > 0.3 * high or not -0.5 * high <= left - end <= GAP * high):
                self._add_span(chars, edges, end, base, high)
                chars, edges = [], []
            chars.append(char)
            edges.append(left)
            end, base = left + own * stretch * POINT, below
        if chars:
            self._add_span(chars, edges, end, base, high)

    def _add_span(self, chars: list[str], edges: list[float], end: float, base: float, high: float) -> None:
        places = (*(round(x, 2) for x in edges), round(end, 2))
        top, bottom = round(base - ASCENT * high, 2), round(base + (1 - ASCENT) * high, 2)
        text = replace_lookalikes("".join(chars))
        self.spans.append(CharSpan(text, places, top, bottom, round(high, 1)))

    def _add_path(self, element: etree._Element) -> None:
        x0, y0, width, height = self._origin(element)
        filled = element.get("Fill", "false") == "true" and element.get("Stroke", "true") == "false"
        if filled and min(width, height) * POINT <= THIN:
            self._add_rule(x0, y0, x0 + width, y0 + height)
            return
        if filled and is_shade(element):
            self.fills.append((x0 * POINT, y0 * POINT, (x0 + width) * POINT, (y0 + height) * POINT))
            return
        a, b, c, d, e, f = matrix_of(element)
        start = last = (0.0, 0.0)
        for letter, values in path_commands(child(element, "AbbreviatedData")):
            if letter == "C":
                point = start
            elif len(values) >= 2:
                x, y = values[-2:]
                point = (a * x + c * y + e + x0, b * x + d * y + f + y0)
            else:
                continue
            if letter in "SM":
                start = point
            elif letter in "LC" and not filled:
                self._add_rule(*last, *point)
            last = point

    def _add_rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        left, right, top, bottom = (v * POINT for v in (min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)))
        if bottom - top <= THIN and right - left >= SHORT and right - left > bottom - top:
            self.horizontal.append(Ruling((top + bottom) / 2, left, right))
        elif right - left <= THIN and bottom - top >= SHORT:
            self.vertical.append(Ruling((left + right) / 2, top, bottom))

    def _add_image(self, element: etree._Element) -> None:
        x, y, width, height = self._origin(element)
        if width * height >= LARGE * self._width * self._height:
            box = (x * POINT, y * POINT, (x + width) * POINT, (y + height) * POINT)
            self.images[box] = element.get("ResourceID", "")
