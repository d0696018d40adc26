"""Generated tables as pages that a browser prints: rules on some sides only, shading left out, narrow and short pages."""

import atexit
import functools
import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from html import escape
from typing import TYPE_CHECKING

from tests.bench.relatives.layouts import AFTER, BEFORE, TITLE, Printed
from tests.bench.relatives.schemas import Cell, Table
from tests.support.browser import started

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

STYLES = {
    "below-rows": "td{border-bottom:1px solid #bbb;padding:3px 4px}",
    "above-rows": "td{border-top:1px solid #bbb;padding:3px 4px}",
    "below-header": "tr.h:last-of-type td{border-bottom:1px solid #000} td{padding:4px 6px}",
    "shaded-header": "tr.h td{background:#245;color:#fff;font-weight:bold} td{padding:4px 6px}",
    "unprinted-shades": "tr:nth-child(even) td{background:#eef} tr.h td{background:#245;color:#fff} td{padding:3px 4px}",
    "upright-rules": ".in{border-left:1px solid #000} td{padding:3px 6px}",
    "no-outer-rules": ".in{border-left:1px solid #000} tr+tr td,tbody td{border-top:1px solid #000} td{padding:3px 4px}",
    "frame-only": "table{border:1px solid #000} tr.h:last-of-type td{border-bottom:1px solid #000} td{padding:3px 6px}",
    "rules-of-columns": "td{border:solid #000;border-width:0 1px;padding:3px 4px} table,tr.h td{border:1px solid #000}",
    "columns-close": "td{border:solid #000;border-width:0 1px;padding:0 4px} table,tr.h td{border:1px solid #000}",
    "top-aligned": "td{border-bottom:1px solid #999;vertical-align:top;padding:3px 4px}",
    "bottom-aligned": "td{vertical-align:bottom;padding:4px 6px} tr.h td{border-bottom:2px solid #000}",
    "centred": "td{text-align:center;padding:4px 5px;border-bottom:1px dotted #777}",
    "double-rules": "td{border:3px double #000;padding:3px}",
    "spaced-cells": "table{border-collapse:separate;border-spacing:4px} td{border:1px solid #888;padding:3px}",
    "large-header": "tr.h td{font-size:13pt;font-weight:bold;border-bottom:1px solid #000} td{padding:4px 5px}",
    "short-pages": "@page{size:210mm 110mm;margin:15mm} td{border-bottom:1px solid #bbb;padding:3px 4px}",
    "short-ruled": "@page{size:210mm 110mm;margin:15mm} td{border:1px solid #000;padding:3px 4px}",
    "columns": "body{font-size:9pt;column-count:2;column-gap:9mm} table{font-size:7pt} td{border:1px solid #000;padding:1px 2px}",
    "small-type": "body{font-size:8pt} table{font-size:6pt} td{padding:1px 5px;border-bottom:1px solid #ccc}",
}
"""CSS of the tables by the name of the layout."""
PAGE = (
    "@page{size:A4;margin:24mm 20mm} body{font-family:'Noto Serif CJK SC',serif;font-size:12pt;line-height:1.7}"
    "p{text-indent:2em;margin:.4em 0} h1{font-size:16pt;text-align:center} .caption{text-align:center;text-indent:0}"
    "table{border-collapse:collapse;width:100%;font-size:10pt;line-height:1.35}"
)


def _row(row: list[Cell | None], name: str) -> str:
    cells = "".join(
        f'<td class="{"in" if column else ""}" rowspan="{cell.down}" colspan="{cell.across}">{escape(cell.text)}</td>'
        for column, cell in enumerate(row)
        if cell
    )
    return f'<tr class="{name}">{cells}</tr>'


def _html(table: Table, style: str) -> str:
    head = "".join(_row(row, "h") for row in table.head)
    body = "".join(_row(row, "b") for row in table.body)
    before, after = ("".join(f"<p>{escape(text)}</p>" for text in texts) for texts in (BEFORE, AFTER))
    return (
        f"<html lang=zh><meta charset=utf-8><style>{PAGE}{STYLES[style]}</style><body><h1>{escape(TITLE)}</h1>{before}"
        f'<p class="caption">附表 {escape(table.caption)}</p><table><thead>{head}</thead><tbody>{body}</tbody></table>{after}'
    )


@functools.cache
def _own_page() -> "Page":
    """Return a page of a browser that stays open until the process ends."""
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(started()).new_page()


_pages: list["Page"] = []


@contextmanager
def printing_with(browser: "Browser") -> Iterator[None]:
    """Print with a browser that is already open: a second one cannot be started in the same process."""
    _pages.append(browser.new_page())
    try:
        yield
    finally:
        _pages.pop().close()


def _printer(style: str) -> Callable[[Table, random.Random], Printed]:
    def printed(table: Table, rng: random.Random) -> bytes:
        page = _pages[-1] if _pages else _own_page()
        page.set_content(_html(table, style))
        return bytes(page.pdf(prefer_css_page_size=True, print_background=style == "shaded-header"))

    return printed


LAYOUTS: dict[str, tuple[str, Callable[[Table, random.Random], Printed]]] = {
    style: (".pdf", _printer(style)) for style in STYLES
}
"""Ending of the file and what prints it."""
