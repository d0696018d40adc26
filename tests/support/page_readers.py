"""Let readers ask at once for plans whose PDF pages are drawn for them; print how many got their pictures.

python -m tests.support.page_readers FOLDER
"""

import shutil
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from rich.console import Console

from extractors import extract
from pipeline.facts.search import update_search
from pipeline.report.live.site import PICTURES, LiveReport
from pipeline.store.results import Result
from pipeline.store.write import digest, write_results
from tests.support.original import draw, scanned

READERS, ROUNDS = 12, 10


def main() -> None:
    """Write the plans, and let every reader ask for another one of them, again and again."""
    folder = Path(sys.argv[1])
    outputs, originals = folder / "outputs", dict[str, Path]()
    for number in range(READERS):
        path = draw(folder / f"plan-{number}.pdf")
        path.write_bytes(path.read_bytes() + b"\n%" + str(number).encode())  # a file of its own, with the same pages
        results = extract(path, path.stem)
        write_results([Result(plan, scanned(document)) for plan, document in results], outputs)
        originals[digest(path)] = path
    update_search(outputs)
    site = LiveReport(outputs, lambda: originals, None)
    got = sum(_round(site, outputs) for _ in range(ROUNDS))
    Console().print(f"{got} of {READERS * ROUNDS}")


def _round(site: LiveReport, outputs: Path) -> int:
    shutil.rmtree(outputs / PICTURES, ignore_errors=True)
    begin = threading.Barrier(READERS)

    def read(number: int) -> bytes | None:
        begin.wait()
        return site.read(f"plans/plan-{number}/pages.html")

    with ThreadPoolExecutor(READERS) as readers:
        return sum(b"<img" in (page or b"") for page in readers.map(read, range(READERS)))


if __name__ == "__main__":
    main()
