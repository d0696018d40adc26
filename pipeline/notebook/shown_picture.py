"""A picture of the report in a notebook, or as an SVG file that needs nothing else."""

import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path

from pipeline.atomic import replace_text
from pipeline.report.figures.drawing import Drawing, DrawnShape, bar, label_text, text_width
from pipeline.report.figures.vega_lite import linked, translated, vega_lite
from pipeline.report.pages.printing import environment

VEGA_LITE = "application/vnd.vegalite.v5+json"
"""What notebooks call the format."""
LINE, MARGIN = 20, 8
"""Height of a line of text below the picture, and its distance from the left."""


class ShownPicture:
    """A drawing with legend, caption and source; ``report`` is the address its links begin with, None for no links."""

    def __init__(self, drawing: Drawing, report: str | None) -> None:
        self._drawing = drawing
        self._report = report

    def to_dict(self, lang: str = "zh") -> dict[str, object]:
        """Return the specification of the picture in Vega-Lite, with its data, in Chinese or in English (``en``)."""
        found = vega_lite(self._drawing)
        if found is None:
            raise ValueError(f"{self._drawing.name}: there is only a drawing of it")
        return linked(found if lang == "zh" else translated(found), self._report)

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        """Return the picture as Vega-Lite, which notebooks show interactively, and as SVG for all others."""
        return (
            {VEGA_LITE: self.to_dict(), "image/svg+xml": self.svg()}
            if self._drawing.chart
            else {"image/svg+xml": self.svg()}
        )

    def _repr_svg_(self) -> str:
        """Return the picture for a notebook."""
        return self.svg()

    def svg(self) -> str:
        """Return the picture as SVG, its style included."""
        view = {"root": self._report} if self._report else {"root": "", "notes": True}
        drawn = environment().get_template("picture.svg").render(drawing=_with_caption(self._drawing), **view).strip()
        return drawn.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1).replace(
            ">", f"><style>{_style()}</style>", 1
        )

    def save(self, path: str | Path) -> Path:
        """Write the picture as an SVG file, or its specification if the name ends in .json; return the path."""
        target = Path(path)
        text = (
            f"{json.dumps(self.to_dict(), ensure_ascii=False, indent=1)}\n" if target.suffix == ".json" else self.svg()
        )
        return replace_text(target, text)


def _with_caption(drawing: Drawing) -> Drawing:
    """Return the drawing with legend, caption and source as lines below it."""
    shapes: list[DrawnShape] = list(drawing.shapes)
    x, y = float(MARGIN), drawing.height + LINE
    for entry in drawing.legend:
        width = text_width(entry.text.zh) + 3 * LINE
        if x > MARGIN and x + width > drawing.width:
            x, y = float(MARGIN), y + LINE
        shapes += [bar(x, y - 10, 12, 12, entry.css), label_text(x + LINE, y, entry.text, "start")]
        x += width
    for text in (drawing.caption.zh, drawing.source.zh):
        for line in _lines(text, drawing.width - 2 * MARGIN):
            y += LINE
            shapes.append(label_text(MARGIN, y, line, "start"))
    return drawing._replace(shapes=tuple(shapes), height=y + LINE / 2)


def _lines(text: str, width: float) -> list[str]:
    """Break a text into lines of at most this width."""
    lines = [""]
    for sign in text:
        if text_width(lines[-1] + sign) > width:
            lines.append("")
        lines[-1] += sign
    return lines


@cache
def _style() -> str:
    """Return the rules of the report's stylesheet that concern pictures, in its light colours and in Chinese."""
    sheet = files("pipeline.templates").joinpath("assets", "report.css").read_text(encoding="utf-8")
    colours = re.search(r":root (\{.*?\})", sheet, re.DOTALL)
    rules = re.search(r"/\* pictures:.*?\*/(.*?)/\* end of pictures \*/", sheet, re.DOTALL)
    assert colours and rules
    roles = "".join(re.findall(r"\.\w+ \{ --c: var[^}]*\}", sheet))
    return f"svg {colours[1]}{roles}{rules[1].replace('.drawing svg', 'svg').replace('.drawing', 'svg')}.en {{ display: none; }}"
