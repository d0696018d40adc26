"""What it costs that files are synced and have digests: the same run with both and without, in turns. `make bench`.

    python -m tests.bench.durability [--documents N] [--rounds N]

Processor seconds are those of the command and of all its processes; the wall time shows the wait for the disk as well.
"""

import argparse
import shutil
import statistics
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from tests.bench.corpus import write_corpus
from tests.bench.first_version import COMMAND, Version
from tests.support.paths import ROOT

LIMIT = 1.05
CARELESS = f"""
from pipeline import atomic
from pipeline.store import digests
atomic.sync = atomic.sync_all = lambda *_: None
digests.text_digest = digests.file_digest = lambda _: "0" * 64
{COMMAND}
"""
"""The command, neither synced nor with digests: both are replaced before any other module imports them."""


def run(code: str, folder: Path) -> tuple[float, float]:
    """Return the processor and wall seconds of a run over the corpus from nothing."""
    shutil.rmtree(folder / "outputs", ignore_errors=True)
    start = time.perf_counter()
    words = ("--corpus", str(folder / "corpus"), "--outputs", str(folder / "outputs"), "--workers", "1")
    seconds, _ = Version("now", ROOT).run(code, "run", *words)
    return seconds, time.perf_counter() - start


def main() -> None:
    """Measure in turns and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=12)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder / "corpus", given.documents)
        rounds = [(run(COMMAND, folder), run(CARELESS, folder)) for _ in range(given.rounds)]
    console = Console(highlight=False, markup=False, soft_wrap=True)
    for kind, aim in ((0, f"  (limit {LIMIT:g})"), (1, "")):
        safe, careless = (statistics.median(taken[side][kind] for taken in rounds) for side in (0, 1))
        title = ("processor seconds", "wall seconds")[kind]
        console.print(
            f"{title:<18} synced, with digests {safe:6.2f} s, without {careless:6.2f} s, ratio {safe / careless:5.3f}{aim}"
        )
    console.print(f"a run over {given.documents} documents from nothing, medians of {given.rounds} rounds in turns")


if __name__ == "__main__":
    main()
