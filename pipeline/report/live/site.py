"""The live report: what stands at an address, made when it is asked for.

Every page has the bytes that the static report has at the same place, except the page of the search, which has its
results instead of a script that finds them.
"""

import re
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path, PurePosixPath
from weakref import WeakValueDictionary

from pipeline.facts.record import STORE
from pipeline.facts.update import connect
from pipeline.report.live.answers import answer_file, print_indicator
from pipeline.report.live.corpus import LISTS, SINGLE, print_comparison
from pipeline.report.live.page import LiveSources, OnePage
from pipeline.report.live.plan import citation, print_plan
from pipeline.report.live.search import print_search
from pipeline.report.live.unit import print_unit

PICTURES = ".pictures"
"""Folder in outputs/ for pictures of pages."""
HELD = 64_000_000
"""Bytes of pages over many plans that are held until the store changes."""
AT_ONCE = 4
"""Pages that are made at once. More would take as long, each of them longer, and all of their memory."""
_NUMBERED = re.compile(r"(?P<name>[^~]+?)(?:~(?P<number>[1-9]\d{0,6}))?\.html")


class LiveReport:
    """Makes the pages of the plans in outputs/, of which the store must be up to date."""

    def __init__(self, outputs: Path, originals: Callable[[], Mapping[str, Path]], ledgers: Path | None) -> None:
        """``originals`` returns the original files by SHA-256; ``ledgers`` is the corpus folder."""
        self._outputs, self._originals, self._ledgers = outputs, originals, ledgers
        self._held: OrderedDict[str, bytes] = OrderedDict()
        self._version: tuple[int, ...] = ()
        self._lock = threading.Lock()
        self._slots = threading.Semaphore(AT_ONCE)
        self._making: WeakValueDictionary[str, threading.Lock] = WeakValueDictionary()
        """Locks of pages that are being made; they end with the last who waits."""

    def read(self, path: str, words: str = "", number: int = 1) -> bytes | None:
        """Return the file at a place below the root of the report; None if there is none.

        ``words`` and ``number`` are those of a search and of the page of its results.
        """
        try:
            if not path.startswith(("plans/", "compare/", "search.html")):
                return self._held_page(path)
            return self._make(path, words, number)
        except (KeyError, FileNotFoundError):  # no such page, or a plan that is just being removed
            return None

    def plan_of(self, path: str) -> str:
        """Return the id of the plan that a page belongs to; "" if it belongs to none."""
        place = PurePosixPath(path)
        if place.parts[:1] != ("plans",) or len(place.parts) != 3:
            return ""
        with closing(connect(self._outputs / STORE)) as facts:
            page = (place.parent / "index.html").as_posix()
            row = facts.execute("SELECT plan FROM plans WHERE page = ?", (page,)).fetchone()
        return str(row[0]) if row else ""

    def _held_page(self, path: str) -> bytes:
        """Return a page over many plans: it is made by the first who asks for it, and held until the store changes.

        Those who ask for it meanwhile wait; other pages do not wait for it, of which the network may take a minute.
        """
        with self._lock:
            making = self._making.setdefault(path, threading.Lock())
        with making:
            with self._lock:
                version, data = self._now(), self._held.get(path)
            if data is None:
                data = self._make(path, "", 1)
            with self._lock:
                if version == self._now():
                    self._held[path] = data
                    self._held.move_to_end(path)
                    while sum(map(len, self._held.values())) > HELD:
                        self._held.popitem(last=False)
            return data

    def _now(self) -> tuple[int, ...]:
        """Return what changes with the store, and drop what was made of an older one."""
        held = (self._outputs / STORE).stat()
        version = (held.st_ino, held.st_size, held.st_mtime_ns)
        if version != self._version:
            self._held.clear()
            self._version = version
        return version

    def _sources(self, facts: sqlite3.Connection) -> LiveSources:
        pictures = self._outputs / PICTURES
        return LiveSources(facts, self._outputs, self._originals(), self._ledgers, pictures)

    def _make(self, path: str, words: str, number: int) -> bytes:
        with self._slots, closing(connect(self._outputs / STORE)) as facts:
            return self._content(PurePosixPath(path), self._sources(facts), words, number)

    def _content(self, place: PurePosixPath, sources: LiveSources, words: str, number: int) -> bytes:
        if place.parent.name == "answers":
            return answer_file(place, sources)
        if place.suffix in (".bib", ".ris"):
            return citation(place, sources).encode()
        printer = OnePage(place.as_posix())
        self._print(printer, place, sources, words, number)
        if not printer.text:
            raise KeyError(place)
        return printer.text.encode()

    def _print(self, printer: OnePage, place: PurePosixPath, sources: LiveSources, words: str, number: int) -> None:
        parts = _NUMBERED.fullmatch(place.as_posix())
        if parts is None:
            raise KeyError(place)
        name, sheet = parts["name"], int(parts["number"] or 1)
        room = place.parts[0]
        if place.as_posix() == "search.html":
            print_search(printer, sources, words, number)
        elif room == "plans" and len(place.parts) == 3:
            print_plan(printer, sources)
        elif room == "units" and len(place.parts) == 2:
            print_unit(printer, sources, f"{name}.html", sheet)
        elif room == "indicators" and len(place.parts) == 2:
            print_indicator(printer, sources)
        elif room == "compare" and len(place.parts) == 3:
            print_comparison(printer, sources)
        elif name in LISTS:
            LISTS[name](printer, sources, sheet)
        else:
            SINGLE[name](printer, sources, sheet)
