"""Read plan.json and document.json back from outputs/: graph, tables and report know a plan from these two files only."""

import os
import time
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeVar, cast, overload

from pydantic import ValidationError

from pipeline.corpus.yaml_files import problem
from pipeline.errors import InputError
from pipeline.store.commit import JOURNAL
from pipeline.store.skipped import REMEDY, skip_reason
from schemas import Document, Plan
from schemas.base import Model

Read = TypeVar("Read", bound=Model)


class Result(NamedTuple):
    """One plan and the document it was read from."""

    plan: Plan
    document: Document


ATTEMPTS = 100
"""Number of times that the two files of a plan are read while a run is just replacing them."""


def read_result(folder: Path) -> Result:
    """Read plan.json and document.json of one plan, both of one commit; InputError if one of them is incomplete."""
    for _ in range(ATTEMPTS):
        before = _version(folder)
        result = Result(read_plan(folder), _read(Document, folder / "document.json"))
        if before is not None and before == _version(folder):
            break
        time.sleep(0.01)
    return result


def _version(folder: Path) -> tuple[int, ...] | None:
    """Return what changes when a commit replaces the two files; None while a commit is replacing them."""
    if (folder.with_name(folder.name.partition("--")[0]) / JOURNAL).exists():
        return None
    files = [(folder / name).stat() for name in ("plan.json", "document.json")]
    return tuple(number for file in files for number in (file.st_ino, file.st_mtime_ns))


def read_plan(folder: Path) -> Plan:
    """Read plan.json without the document; InputError if it is incomplete."""
    return _read(Plan, folder / "plan.json")


def _read_once(folder: Path) -> Plan:
    """Read plan.json of one of many plans: keeping it parsed would only push out another that is read again sooner."""
    return _read(Plan, folder / "plan.json", _parse_once)


PARSED = 48
"""Number of files whose content is kept parsed: products read the two files of a plan up to seven times."""


def _read(model: type[Read], path: Path, parse: Callable[[type[Model], bytes], Model] | None = None) -> Read:
    try:
        return cast(Read, (parse or _parse)(model, path.read_bytes()))
    except ValidationError as error:
        raise InputError(str(path), f"this is not a complete {path.name} ({problem(None, error)})", REMEDY) from error


def _parse_once(model: type[Model], content: bytes) -> Model:
    return model.model_validate_json(content)


@lru_cache(maxsize=PARSED)
def _parse(model: type[Model], content: bytes) -> Model:
    """Parse a file; equal content gives the same model, which is safe because models are frozen."""
    return _parse_once(model, content)


def plan_folders(outputs: Path) -> list[Path]:
    """Return every outputs/<plan-id>/ that contains a plan.json, ordered by name, except skipped ones."""
    folders = (file.parent for file in outputs.glob("*/plan.json"))
    return sorted((folder for folder in folders if not skip_reason(folder)), key=lambda folder: folder.name)


def plan_folder(outputs: Path, plan_id: str) -> Path | None:
    """Return the folder of a plan, or None. An id from a request is looked up: it never becomes part of a path."""
    with os.scandir(outputs) as entries:
        folders = (Path(entry.path) for entry in entries if entry.name == plan_id)
        folder = next((folder for folder in folders if (folder / "plan.json").is_file()), None)
    return None if folder is None or skip_reason(folder) else folder


def each_plan(outputs: Path, ids: Container[str] | None = None) -> Iterator[Plan]:
    """Read the plans of outputs/ one after the other, ordered by id; InputError if one is in the folder of another.

    ``ids``: only these, all without.
    """
    folders = [folder for folder in plan_folders(outputs) if ids is None or folder.name in ids]
    read = read_plan if len(folders) <= PARSED else _read_once
    for folder in folders:
        plan = read(folder)
        if plan.plan.id != folder.name:
            place = f"its plan.json is that of {plan.plan.id}"
            raise InputError(str(folder), place, "rename the folder to the id of the plan, or remove it")
        yield plan


def read_results(outputs: Path) -> tuple[Result, ...]:
    """Read all plans of outputs/, ordered by plan id."""
    return tuple(sorted(map(read_result, plan_folders(outputs)), key=lambda result: result.plan.plan.id))


IN_MEMORY = 300
"""Number of plans up to which all are loaded into memory; larger sets are read from disk on every pass."""


class Results(Sequence[Result]):
    """All plans of outputs/ by id, read from disk on every access and not cached."""

    def __init__(self, outputs: Path, ids: Container[str] | None = None) -> None:
        """List the plans, those with these ids or all; nothing is read."""
        self.folders = [folder for folder in plan_folders(outputs) if ids is None or folder.name in ids]

    def __len__(self) -> int:
        return len(self.folders)

    @overload
    def __getitem__(self, at: int) -> Result: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Result, ...]: ...
    def __getitem__(self, at: int | slice) -> Result | tuple[Result, ...]:
        if isinstance(at, slice):
            return tuple(read_result(folder) for folder in self.folders[at])
        return read_result(self.folders[at])

    @property
    def size(self) -> int:
        """Return the bytes of the two files of all plans."""
        return sum((folder / name).stat().st_size for folder in self.folders for name in ("plan.json", "document.json"))

    def plan(self, at: int) -> Plan:
        """Read one plan without its document."""
        return read_plan(self.folders[at])


class Plans(Sequence[Plan]):
    """The plans of results; for results on disk, each is read on access, without its document."""

    def __init__(self, results: Iterable[Result]) -> None:
        """Take the results; a sequence is not read yet."""
        self._results = results if isinstance(results, Sequence) else tuple(results)

    def __len__(self) -> int:
        return len(self._results)

    @overload
    def __getitem__(self, at: int) -> Plan: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Plan, ...]: ...
    def __getitem__(self, at: int | slice) -> Plan | tuple[Plan, ...]:
        if isinstance(at, slice):
            return tuple(self[number] for number in range(*at.indices(len(self))))
        return self._results.plan(at) if isinstance(self._results, Results) else self._results[at].plan


def documents_of(results: Iterable[Result]) -> Iterator[tuple[str, Document]]:
    """Yield the id of each plan and its document; of results on the disk, plan.json is not read."""
    if isinstance(results, Results):
        yield from ((folder.name, _read(Document, folder / "document.json", _parse_once)) for folder in results.folders)
    else:
        yield from ((result.plan.plan.id, result.document) for result in results)


def plan_reader(results: Sequence[Result]) -> Callable[[str], Plan]:
    """Return a function that returns the plan with an id; KeyError if it is not among the results."""
    if isinstance(results, Results):
        folders = {folder.name: folder for folder in results.folders}
        return lambda id: read_plan(folders[id])
    return {result.plan.plan.id: result.plan for result in results}.__getitem__


def open_results(outputs: Path, ids: Container[str] | None = None) -> Sequence[Result]:
    """Return the plans of outputs/ with these ids, or all, in memory if there are at most IN_MEMORY."""
    results = Results(outputs, ids)
    return results if len(results) > IN_MEMORY else results[:]
