"""Let 50 readers read a served report of many plans at once: every byte right, how long they wait, the peak memory.

    python -m tests.bench.large.readers [--plans 1000 3000 10000] [--readers 50] [--pages 10] [--network] [--folder FOLDER]

One reader alone asks for every address first; the others must get the same bytes. Each then asks for so many pages, one after
the other without a pause, in an order of its own. ``--network`` adds the network over all plans, which is made once.
"""

import http.client
import random
import subprocess
import sys
import threading
import time
from argparse import SUPPRESS
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.parse import quote

from rich.console import Console

from pipeline.answers.catalogue import questions
from pipeline.corpus.manifest import Corpus
from pipeline.facts.record import STORE
from pipeline.facts.update import connect
from pipeline.serve.desk import Desk
from pipeline.serve.server import make_server
from tests.bench.large.folders import base_folder, parse, stored_folder
from tests.bench.large.pages import WORDS, addresses

EACH = 5
"""Pages of each kind."""
NONE = 404
PATIENCE = 600
"""Seconds that a reader waits at most."""


class Reading(NamedTuple):
    """A request: where, how long it took in seconds, and what came."""

    path: str
    seconds: float
    status: int
    digest: str


def paths(outputs: Path, *, network: bool) -> list[str]:
    """Return the addresses that are read."""
    with closing(connect(outputs / STORE)) as facts:
        found = [page for _, pages in addresses(facts, EACH) for page in pages if network or page != "graph.html"]
    found += [f"answers/{name}.{suffix}" for name in list(questions())[:2] for suffix in ("csv", "js", "xlsx")]
    return found + [f"search.html?q={quote(word)}" for word in WORDS]


def read(port: int, path: str) -> Reading:
    """Ask for a page."""
    began = time.perf_counter()
    try:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
            connection.request("GET", f"/{path}")
            answer = connection.getresponse()
            digest = sha256(answer.read()).hexdigest()
            return Reading(path, time.perf_counter() - began, answer.status, digest)
    except (OSError, http.client.HTTPException) as error:
        return Reading(path, time.perf_counter() - began, 0, repr(error))


def together(port: int, known: Mapping[str, str], readers: int, pages: int) -> list[Reading]:
    """Let the readers begin at once; return all that they read."""
    begin = threading.Barrier(readers)

    def one(number: int) -> list[Reading]:
        wanted = random.Random(number).choices(sorted(known), k=pages)
        begin.wait()
        return [read(port, path) for path in wanted]

    with ThreadPoolExecutor(readers) as at_once:
        return [reading for found in at_once.map(one, range(readers)) for reading in found]


@contextmanager
def serving(outputs: Path) -> Iterator[tuple[int, int]]:
    """Serve a folder in a process of its own; yield the port and the id of the process."""
    command = [sys.executable, "-m", "tests.bench.large.readers", "--serve", str(outputs)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        yield int(server.stdout.readline()), server.pid
        server.kill()


def serve(outputs: Path) -> None:
    """Serve until this process is ended. The corpus is empty: nothing is built, the store is read as it is."""
    with TemporaryDirectory() as corpus:
        Path(corpus, "plans.yml").write_text("[]\n", encoding="utf-8")
        server = make_server(Desk(Corpus(Path(corpus), ()), outputs), 0)
        sys.stdout.write(f"{server.server_port}\n")
        sys.stdout.flush()
        server.serve_forever()


def spent(process: int) -> tuple[float, float]:
    """Return the peak memory of a process in MB and its processor seconds (Linux)."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    times = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return peak / 1024, (int(times[11]) + int(times[12])) / 100


def line(who: str, found: Sequence[Reading], process: int) -> str:
    """Return how long readings took, of the process that served them."""
    times = sorted(reading.seconds for reading in found)
    peak, seconds = spent(process)
    slowest = max(found, key=lambda reading: reading.seconds)
    return (
        f"{who:<24} {len(found):>5} pages: median {median(times):6.2f} s, 95 of 100 within {quantiles(times, n=20)[-1]:6.2f} s, "
        f"at most {times[-1]:6.2f} s ({slowest.path.partition('?')[0]}); server: peak {peak:,.0f} MB, {seconds:.0f} s of processor time so far"
    )


def measure(outputs: Path, readers: int, pages: int, *, network: bool) -> Iterator[str]:
    """Yield what one reader and many see; the last line says what was wrong."""
    with serving(outputs) as (port, process):
        # a list may have fewer pages than are asked for
        alone = [one for one in (read(port, path) for path in paths(outputs, network=network)) if one.status != NONE]
        yield line("one reader, first time", alone, process)
        again = [read(port, reading.path) for reading in alone]
        yield line("one reader, again", again, process)
        known = {reading.path: reading.digest for reading in alone}
        found = together(port, known, readers, pages)
        yield line(f"{readers} readers at once", found, process)
        wrong = [one for one in (*alone, *again, *found) if one.status != 200 or one.digest != known[one.path]]
        yield f"{len(wrong)} of {len(alone) + len(again) + len(found)} pages were wrong or not served"
        yield from (f"  {one.path}: {one.status} {one.digest}" for one in wrong[:20])


def main() -> None:
    """Measure what the command line asks for, each line as soon as it is known."""
    parser = parse(__doc__ or "")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--pages", type=int, default=10, help="pages that each of them reads")
    parser.add_argument("--network", action="store_true")
    parser.add_argument("--serve", type=Path, help=SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        serve(given.serve)
        return
    console = Console(soft_wrap=True, highlight=False, markup=False)
    with base_folder(given.folder) as folder:
        for plans in given.plans:
            console.print(f"{plans} plans:")
            for text in measure(stored_folder(folder, plans), given.readers, given.pages, network=given.network):
                console.print(text)


if __name__ == "__main__":
    main()
