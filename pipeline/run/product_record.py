"""The build record of the products: what they were built from, and a digest of every file written."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.atomic import sync_all
from pipeline.facts.record import damaged_store
from pipeline.store.build_record import BuildRecord, is_damaged, read_record
from pipeline.store.digests import file_digest

STATE = ".products.json"
"""File name of the record, in outputs/."""


def write_product_record(outputs: Path, inputs: Mapping[str, str], paths: Mapping[str, Sequence[Path]]) -> None:
    """Write the record after all files are on the disk. ``paths`` by product: those that a user would open."""
    files = list(dict.fromkeys(_files(outputs, paths)))
    sync_all(files)
    names = {name: [path.relative_to(outputs).as_posix() for path in group] for name, group in paths.items()}
    written = {path.relative_to(outputs).as_posix(): file_digest(path) for path in files}
    BuildRecord(inputs, written, {"products": names}).write(outputs / STATE, synced=True)


def _files(outputs: Path, paths: Mapping[str, Sequence[Path]]) -> Iterator[Path]:
    """Yield every file of the products. Only the report owns its folder: elsewhere a user may store other files."""
    from pipeline.compare.last_run import CHANGES, SEEN
    from pipeline.tables.write import tables

    for group in paths.values():
        yield from group
    for name in (CHANGES, SEEN, *(f"tables/{table.name}.csv" for table in tables())):
        if (outputs / name).is_file():
            yield outputs / name
    yield from sorted(path for path in (outputs / "report").rglob("*") if path.is_file())


def damaged_products(outputs: Path) -> tuple[str, ...]:
    """Return the paths below outputs/ of files of the products that are not as they were written.

    The records and the store count too.
    """
    store, record = damaged_store(outputs), read_record(outputs / STATE)
    if record is None:
        return (*store, STATE) if is_damaged(outputs / STATE) else store
    return (*store, *record.damaged_files(outputs))


def remove_damaged(outputs: Path, names: Sequence[str]) -> None:
    """Remove files that are not as they were written, so that no builder takes one for its own earlier result."""
    for name in names:
        path = outputs / name
        if path.is_file() or path.is_symlink():
            path.unlink()


def current_products(outputs: Path, inputs: Mapping[str, str]) -> dict[str, tuple[Path, ...]] | None:
    """Return the paths of the products by name if they were built from these inputs and are undamaged; else None."""
    record = read_record(outputs / STATE)
    if record is None or damaged_store(outputs) or not record.is_current(inputs, outputs):
        return None
    try:
        named = record.details["products"].items()
        return {name: tuple(outputs / path for path in paths) for name, paths in named}
    except (KeyError, TypeError, AttributeError):
        return None
