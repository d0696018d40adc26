"""The page of a search, with its results."""

from urllib.parse import urlencode

from pipeline.facts.search import MOST_RANKED, search
from pipeline.report.live.page import LiveSources, OnePage
from pipeline.report.pages.printing import Pager
from pipeline.views.labels import label

SHOWN = 50
"""Results on one page."""


def print_search(printer: OnePage, sources: LiveSources, words: str, number: int) -> None:
    """Print a page of the results for these words; the first has the number 1."""
    found = search(sources.facts, words, (number - 1) * SHOWN, SHOWN)
    of = max(1, -(-min(found.total, MOST_RANKED) // SHOWN))

    def address(number: int) -> str:
        return f"search.html?{urlencode({'q': words, 'page': number})}"

    back = (address(1), address(number - 1)) if number > 1 else ("", "")
    on = (address(number + 1), address(of)) if number < of else ("", "")
    view = {"words": words, "found": found, "most": MOST_RANKED, "pager": Pager(number, of, *back, *on)}
    printer.page("search.html", "live_search.html", label("page.search"), **view)
