"""Read the ruled tables of PDF files with one peer, in whichever interpreter has it: a path a line in, JSON a line out.

    /path/to/python tests/bench/peer_tables.py camelot

The first line out is the peer's version, or null where it is not installed; then, for each path, the seconds that the
peer took and its tables, each a list of cells: left, top, right, bottom (in any unit, downwards), text. Peers are no
dependencies of this project, so nothing else of it is imported here.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NamedTuple

Cell = tuple[float, float, float, float, str]


class Peer(NamedTuple):
    """How one peer is asked, in the mode that its documentation names for ruled tables."""

    package: str
    module: str
    mode: str
    read: Callable[[Any, str], Any]
    """From the imported module and a path to the tables as the peer gives them; this is what is timed."""
    cells: Callable[[Any], list[list[Cell]]]
    """From these to cells."""


def camelot_cells(tables: Any) -> list[list[Cell]]:
    """Join the cells of each grid that no rule parts, which is how camelot tells merged cells."""
    return [_joined(table.cells) for table in tables]


def _joined(grid: list[list[Any]]) -> list[Cell]:
    seen: set[tuple[int, int]] = set()
    found = []
    for place in ((row, column) for row, cells in enumerate(grid) for column in range(len(cells))):
        reach, open_places = [], [] if place in seen else [place]
        seen.add(place)
        while open_places:
            row, column = open_places.pop()
            reach.append((row, column))
            cell = grid[row][column]
            sides = ((cell.top, -1, 0), (cell.bottom, 1, 0), (cell.left, 0, -1), (cell.right, 0, 1))
            for closed, down, across in sides:
                beside = (row + down, column + across)
                inside = 0 <= beside[0] < len(grid) and 0 <= beside[1] < len(grid[0])
                if not closed and inside and beside not in seen:
                    seen.add(beside)
                    open_places.append(beside)
        if reach:
            parts = [grid[row][column] for row, column in sorted(reach)]
            left, right = min(part.x1 for part in parts), max(part.x2 for part in parts)
            top, bottom = max(part.y2 for part in parts), min(part.y1 for part in parts)
            found.append((left, -top, right, -bottom, "".join(part.text for part in parts)))
    return found


def tabula_cells(tables: Any) -> list[list[Cell]]:
    """Take the cells that have an extent: the others fill rows up to the same length."""
    return [
        [
            (cell["left"], cell["top"], cell["left"] + cell["width"], cell["top"] + cell["height"], cell["text"])
            for row in table["data"]
            for cell in row
            if cell["width"]
        ]
        for table in tables
    ]


def img2table_cells(pages: Any) -> list[list[Cell]]:
    """Take each box once: a merged cell stands in every place that it covers."""
    return [
        [
            (*box, text)
            for box, text in {
                (cell.bbox.x1, cell.bbox.y1, cell.bbox.x2, cell.bbox.y2): cell.value or ""
                for row in table.content.values()
                for cell in row
            }.items()
        ]
        for number in sorted(pages)
        for table in pages[number]
    ]


def read_camelot(module: Any, path: str) -> Any:
    return module.read_pdf(path, flavor="lattice", pages="all")


def read_camelot_vector(module: Any, path: str) -> Any:
    return module.read_pdf(path, flavor="lattice", engine="vector", pages="all")


def read_tabula(module: Any, path: str) -> Any:
    return module.read_pdf(path, lattice=True, pages="all", output_format="json", silent=True)


def read_img2table(module: Any, path: str) -> Any:
    return module.PDF(path).extract_tables()


PEERS = {
    "camelot": Peer("camelot-py", "camelot", 'flavor="lattice"', read_camelot, camelot_cells),
    "camelot-vector": Peer(
        "camelot-py", "camelot", 'flavor="lattice", engine="vector"', read_camelot_vector, camelot_cells
    ),
    "tabula": Peer("tabula-py", "tabula", 'lattice=True, output_format="json"', read_tabula, tabula_cells),
    "img2table": Peer("img2table", "img2table.document", "PDF(…).extract_tables()", read_img2table, img2table_cells),
}


def main() -> None:
    """Answer each line; what a peer writes to standard output itself goes to standard error."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)
    peer = PEERS[sys.argv[1]]
    try:
        installed, module = version(peer.package), import_module(peer.module)
    except (PackageNotFoundError, ImportError):
        answers.write("null\n")
        return
    answers.write(json.dumps(installed) + "\n")
    for line in sys.stdin:
        start = time.process_time()
        tables = peer.read(module, line.rstrip("\n"))
        seconds = time.process_time() - start
        answers.write(json.dumps({"seconds": seconds, "tables": peer.cells(tables)}) + "\n")


if __name__ == "__main__":
    main()
