"""Lines that pages repeat by the thousand, as HTML: in a template, each takes five times as long.

``root`` is the relative path from the page to the report's folder.
"""

from collections.abc import Iterable
from functools import cache

from markupsafe import Markup

from pipeline.report.figures.drawing import DrawnShape
from pipeline.report.figures.network import TieEdge, UnitNode
from pipeline.report.pages.phrases import attribute, say
from pipeline.report.source.nested_marks import MarkToken
from pipeline.report.source.source_view import MarginEntry
from pipeline.report.views.matrix_view import MatrixCell
from pipeline.report.views.unit_view import CoWorker
from pipeline.templates.quick import escape_known as escape
from pipeline.views.fact_views import Chip, Quote
from pipeline.views.labels import label

MARGIN = 48
"""Characters of a fact in the margin."""
BETWEEN = '<span aria-hidden="true"> · </span>'


def source_sign(root: str, href: str) -> Markup:
    """Return the sign that leads to a passage."""
    return Markup(f'<a class="src" href="{root}{escape(href)}" {_named("site.source_link")}>¶</a>')


@cache
def _named(key: str) -> str:
    return attribute("aria-label", label(key))


def marked_text(tokens: Iterable[MarkToken]) -> Markup:
    """Return a text with its passages marked."""
    return Markup("".join(map(_token, tokens)))


def _token(token: MarkToken) -> str:
    if token.do == "text":
        return escape(token.text)
    if token.do == "close":
        return "</mark>"
    id = escape(token.id)
    named = f' id="{id}"' if token.first else ""
    return f'<mark class="{token.kind}" data-p="{id}"{named}>'


def text_margin(root: str, entries: Iterable[MarginEntry]) -> Markup:
    """Return the facts beside a block of the text, each with its place on the page image if there is one."""
    return Markup("".join(f"<li{_fact(root, entry)}{_picture_sign(root, entry.picture)}</li>" for entry in entries))


def page_margin(root: str, entries: Iterable[MarginEntry]) -> Markup:
    """Return the facts beside a page image, each with its place in the text."""
    return Markup("".join(f"<li{_fact(root, entry)}{source_sign(root, entry.source)}</li>" for entry in entries))


def _fact(root: str, entry: MarginEntry) -> str:
    text = entry.text if len(entry.text) <= MARGIN else f"{entry.text[: MARGIN - 1]}…"
    return (
        f' data-p="{escape(entry.passage)}"><a class="{entry.kind}" href="{root}{escape(entry.href)}">'
        f'<b>{say(entry.name)}</b> <span lang="zh-CN">{escape(text)}</span></a>'
    )


def _picture_sign(root: str, picture: str) -> str:
    return f'<a class="src" href="{root}{escape(picture)}" {_named("pages.see")}>▣</a>' if picture else ""


def unit_link(root: str, chip: Chip) -> Markup:
    """Return the name of a unit as printed, with its page."""
    title = f' title="{escape(chip.canonical)}"' if chip.canonical != chip.name else ""
    return Markup(f'<a href="{root}{escape(chip.href)}" data-unit="{escape(chip.unit)}"{title}>{escape(chip.name)}</a>')


def other_units(root: str, quotes: Iterable[Quote]) -> Markup:
    """Return names of units with their pages, one after the other."""
    return Markup(
        BETWEEN.join(f'<a href="{root}{escape(unit.href)}" lang="zh-CN">{escape(unit.text)}</a>' for unit in quotes)
    )


def matrix_cells(root: str, places: Iterable[MatrixCell | None]) -> Markup:
    """Return the cells of a line of the matrix."""
    return Markup("".join(_matrix_cell(root, place) if place else "<td></td>" for place in places))


def _matrix_cell(root: str, place: MatrixCell) -> str:
    via = " via" if place.via else ""
    told = f'<span class="hidden">{say(place.label)}</span>'
    return f'<td><a class="dot {place.relation}{via}" href="{root}{escape(place.source)}">{told}</a></td>'


def co_worker_rows(root: str, rows: Iterable[CoWorker]) -> Markup:
    """Return the rows of the table of those that a unit works with."""
    return Markup("".join(_co_worker_row(root, row) for row in rows))


def _co_worker_row(root: str, row: CoWorker) -> str:
    name = f'<a href="{root}{escape(row.href)}">{escape(row.name)}</a>'
    tie = f'<i class="tie" style="width:{100 * row.share:.0f}%" aria-hidden="true"></i>'
    counts = f'<td class="num">{row.shared}</td><td class="num">{row.led or ""}</td>'
    return f'<tr><th scope="row" lang="zh-CN">{name}{tie}</th>{counts}</tr>'


def tie_lines(edges: Iterable[TieEdge]) -> Markup:
    """Return the ties of a graph as lines of its picture."""
    return Markup("\n".join(map(_tie_line, edges)))


def _tie_line(edge: TieEdge) -> str:
    there = f' data-ab="{edge.there}"' if edge.there else ""
    back = f' data-ba="{edge.back}"' if edge.back else ""
    led = ' class="led"' if edge.led else ""
    return (
        f'<line x1="{edge.x1}" y1="{edge.y1}" x2="{edge.x2}" y2="{edge.y2}" stroke-width="{edge.width}"'
        f' data-a="{edge.tail}" data-b="{edge.head}" data-w="{edge.weight}"{there}{back}{led}/>'
    )


def unit_circles(root: str, nodes: Iterable[UnitNode]) -> Markup:
    """Return the units of a graph as circles of its picture."""
    return Markup("\n".join(_unit_circle(root, node) for node in nodes))


def _unit_circle(root: str, node: UnitNode) -> str:
    return (
        f'<a href="{root}{escape(node.href)}" data-id="{node.id}" data-leads="{node.leads}"'
        f' data-supports="{node.supports}" data-ties="{node.ties}" data-between="{node.between}"'
        f' data-place="{escape(node.place)}" class="{node.group}"><title>{escape(node.name)}</title>'
        f'<circle cx="{node.x}" cy="{node.y}" r="{node.r}"/></a>'
    )


def unit_names(nodes: Iterable[UnitNode]) -> Markup:
    """Return the names of the units of a graph below their circles."""
    return Markup(
        "\n".join(
            f'<text x="{node.x}" y="{node.y + node.r + 13}" data-id="{node.id}">{escape(node.name)}</text>'
            for node in nodes
        )
    )


def unit_rows(root: str, nodes: Iterable[UnitNode]) -> Markup:
    """Return the rows of the table of a graph's units."""
    return Markup("".join(_unit_row(root, node) for node in nodes))


def _unit_row(root: str, node: UnitNode) -> str:
    numbers = (node.leads, node.supports, node.assigned, node.ties, f"{node.between:.3f}")
    cells = "".join(f'<td class="num">{number}</td>' for number in numbers)
    name = f'<a href="{root}{escape(node.href)}">{escape(node.name)}</a>'
    return f'<tr><th scope="row" lang="zh-CN">{name}</th><td lang="zh-CN">{escape(node.place)}</td>{cells}</tr>'


def drawn_shapes(shapes: Iterable[DrawnShape], root: str | None) -> Markup:
    """Return the shapes of a picture as SVG; without a root, as in the print edition, nothing leads to other pages."""
    return Markup("\n".join(_shape(shape, root) for shape in shapes))


def _shape(shape: DrawnShape, root: str | None) -> str:
    css = f' class="{shape.css}"' if shape.css else ""
    geometry = "".join(f' {name}="{escape(value)}"' for name, value in shape.geometry.items())
    drawn = f"<{shape.tag}{css}{geometry}>{_svg_text(shape)}{_tip(shape)}</{shape.tag}>"
    if root is None or not shape.href:
        return drawn
    named = f" {attribute('aria-label', shape.tip)}" if shape.tip.zh and not shape.text.zh else ""
    return f'<a href="{root}{escape(shape.href)}"{named}>{drawn}</a>'


def _svg_text(shape: DrawnShape) -> str:
    zh, en = escape(shape.text.zh), escape(shape.text.en)
    return zh if zh == en or not zh else f'<tspan class="zh">{zh}</tspan><tspan class="en">{en}</tspan>'


def _tip(shape: DrawnShape) -> str:
    zh, en = escape(shape.tip.zh), escape(shape.tip.en)
    return f'<title data-say="text" data-zh="{zh}" data-en="{en}">{zh}</title>' if zh else ""
