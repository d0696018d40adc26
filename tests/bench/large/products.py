"""Make each product of so many plans in a process of its own, and print its peak memory and processor seconds.

    python -m tests.bench.large.products [--plans 1000 3000 10000] [--only NAME …] [--folder FOLDER]

``store`` makes the facts store anew, ``search`` its index; the exports, tables and answers are made from it, so measure it
first. ``first pass`` is what a first run makes of all plans at once: store, changes and graph; ``one pass`` the same where the store is
up to date. Each product is removed again before the next. The exponent is log(ratio of seconds) / log(ratio of plans) between the first size and the last.
"""

import resource
import shutil
import subprocess
import sys
import time
from argparse import SUPPRESS
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from math import log
from pathlib import Path
from typing import NamedTuple

from rich.console import Console

from pipeline.answers.catalogue import questions
from pipeline.corpus.manifest import Corpus
from pipeline.export.formats import FORMATS, export
from pipeline.facts.record import RECORD, STORE
from pipeline.facts.search import update_search
from pipeline.facts.streams import STREAMS
from pipeline.facts.update import open_facts
from pipeline.run.products import STORED, build_product, stream_products
from tests.bench.large.folders import base_folder, facts_folder, parse


class Cost(NamedTuple):
    """What a product took: MB at the peak, processor seconds, MB on the disk."""

    peak: float
    seconds: float
    size: float


def _product(name: str, outputs: Path, target: Path) -> None:
    build_product(name, Corpus(outputs / "corpus", ()), outputs)


def _one_pass(outputs: Path, target: Path) -> None:
    stream_products(outputs, STREAMS)


def _first_pass(outputs: Path, target: Path) -> None:
    for name in (STORE, RECORD):
        (outputs / name).unlink(missing_ok=True)
    stream_products(outputs, STREAMS)


def _store(outputs: Path, target: Path) -> None:
    for name in (STORE, RECORD):
        (outputs / name).unlink(missing_ok=True)
    open_facts(outputs)


def _search(outputs: Path, target: Path) -> None:
    update_search(outputs)


def _export(name: str, outputs: Path, target: Path) -> None:
    format = next(entry for entry in FORMATS if entry.name == name)
    export(name, (), outputs, target / format.default)


def _ask(name: str, outputs: Path, target: Path) -> None:
    from pipeline.facts.ask import answers

    for _ in answers(outputs, (name,))[name].rows:
        pass


INTO_OUTPUTS = ("graph*", "changes.json", ".seen.json.gz", "tables/*")
"""Products that are written beside the plans."""
PRODUCTS: Mapping[str, Callable[[Path, Path], None]] = {
    "first pass": _first_pass,
    "store": _store,
    "search": _search,
    "one pass": _one_pass,
    **{name: partial(_product, name) for name in (*STREAMS, *STORED)},
    **{f"export {entry.name}": partial(_export, entry.name) for entry in FORMATS},
    **{f"ask {name}": partial(_ask, name) for name in questions()},
}


def cost(name: str, outputs: Path, target: Path) -> Cost | str:
    """Make a product in a new process; return what it took, or why it failed."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    before = space(outputs)
    command = [sys.executable, "-m", "tests.bench.large.products", "--one", name, str(outputs), str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return (done.stderr.strip().splitlines() or [f"ended by signal {-done.returncode}"])[-1]
    peak, seconds = (float(part) for part in done.stdout.split()[-2:])
    size = (space(outputs) - before + space(target)) / 1e6
    for pattern in INTO_OUTPUTS:
        for path in outputs.glob(pattern):
            path.unlink()
    return Cost(peak, seconds, size)


def space(folder: Path) -> int:
    """Return the bytes of the files in a folder, those of the plans aside."""
    own = (path for path in folder.rglob("*") if path.name not in ("plan.json", "document.json"))
    return sum(path.stat().st_size for path in own if path.is_file())


def one(name: str, outputs: Path, target: Path) -> str:
    """Make a product in this process and return its peak memory in MB and its processor seconds."""
    PRODUCTS[name](outputs, target)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{peak} {time.process_time()}"


def measure(plans: list[int], names: list[str], folder: Path) -> Iterator[str]:
    """Yield a line for each product and size."""
    for name in names:
        costs: dict[int, Cost] = {}
        for count in plans:
            found = cost(name, facts_folder(folder, count), folder / "made")
            if isinstance(found, str):
                yield f"{name:<18} {count:>7} plans: {found}"
                break
            costs[count] = found
            yield (
                f"{name:<18} {count:>7} plans: peak {found.peak:7,.0f} MB, {found.seconds:8.1f} s"
                f" ({1000 * found.seconds / count:.2f} ms a plan), {found.size:8,.0f} MB written"
            )
        if len(costs) > 1:
            (first, least), *_, (last, most) = costs.items()
            grown = log(most.seconds / least.seconds) / log(last / first)
            each = 1000 * (most.peak - least.peak) / (last - first)
            yield f"{name:<18} exponent {grown:.2f}, memory {each:.1f} KB a plan"


def main() -> None:
    """Measure what the command line asks for, each line as soon as it is known."""
    parser = parse(__doc__ or "")
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME", help="products whose name contains NAME")
    parser.add_argument("--one", nargs=3, metavar=("NAME", "OUTPUTS", "TARGET"), help=SUPPRESS)
    given = parser.parse_args()
    console = Console(soft_wrap=True, highlight=False, markup=False)
    if given.one:
        console.print(one(given.one[0], Path(given.one[1]), Path(given.one[2])))
        return
    names = [name for name in PRODUCTS if not given.only or any(wanted in name for wanted in given.only)]
    with base_folder(given.folder) as folder:
        for line in measure(given.plans, names, folder):
            console.print(line)


if __name__ == "__main__":
    main()
