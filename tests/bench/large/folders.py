"""Folders of made plans that several measurements share: facts are written once a size, store and index when first needed."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.facts.search import update_search
from tests.bench.large.facts import write_facts

SIZES = (1000, 3000, 10000)


def parse(description: str, sizes: tuple[int, ...] = SIZES) -> argparse.ArgumentParser:
    """Return a parser that knows the options of every measurement over made plans."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=int, nargs="*", default=list(sizes), help="numbers of plans")
    parser.add_argument("--folder", type=Path, help="where FOLDER/<plans> are, and stay (default: a temporary folder)")
    return parser


@contextmanager
def base_folder(given: Path | None) -> Iterator[Path]:
    """Yield the folder that was given, or a temporary one."""
    if given:
        yield given
        return
    with TemporaryDirectory() as folder:
        yield Path(folder)


def facts_folder(base: Path, plans: int) -> Path:
    """Return the folder with the facts of so many plans; they are written if it is not there."""
    outputs = base / str(plans)
    if not outputs.is_dir():
        write_facts(outputs, plans)
    return outputs


def stored_folder(base: Path, plans: int) -> Path:
    """Return the folder with the facts of so many plans, their store and its index."""
    outputs = facts_folder(base, plans)
    update_search(outputs)
    return outputs
