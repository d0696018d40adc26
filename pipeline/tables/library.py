"""The plans of outputs/ for notebooks: as objects, and as pandas DataFrames with documented columns."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

import pandas as pd

from pipeline.errors import InputError
from pipeline.store.results import Plans, Result, open_results, plan_folders, read_result
from pipeline.tables.write import FactTable, frames, tables
from schemas import Document, Plan


class Library:
    """The plans of an outputs folder."""

    def __init__(self, outputs: Path, results: Sequence[Result]) -> None:
        """Take what ``load_plans`` found."""
        self._outputs = outputs
        self._results = results

    def __len__(self) -> int:
        return len(self._results)

    def __iter__(self) -> Iterator[Plan]:
        return iter(self.plans)

    def __getitem__(self, id: str) -> Plan:
        """Return the plan with this id; KeyError if there is none."""
        return self._result(id).plan

    def __repr__(self) -> str:
        return f"Library of {len(self)} plans in {self._outputs}"

    @property
    def plans(self) -> Sequence[Plan]:
        """Return all plans by id; those of a large corpus are read from the disk as they are gone through."""
        return Plans(self._results)

    def document(self, id: str) -> Document:
        """Return the blocks that a plan was read from; KeyError if there is no such plan."""
        return self._result(id).document

    @property
    def tables(self) -> dict[str, str]:
        """Return the names of the tables and what each contains."""
        return {table.name: table.title for table in tables()}

    def table(self, name: str) -> pd.DataFrame:
        """Return a table of all plans' facts, its own copy; KeyError if there is no such table."""
        _find_table(name)
        return self._frames[name].copy()

    def columns(self, name: str) -> pd.DataFrame:
        """Return the columns of a table: name, type, description."""
        return pd.DataFrame(_find_table(name).columns, columns=["name", "type", "description"])

    @cached_property
    def _frames(self) -> dict[str, pd.DataFrame]:
        return frames(self._results)

    def _result(self, id: str) -> Result:
        if id not in (folder.name for folder in plan_folders(self._outputs)):
            raise KeyError(id)
        return read_result(self._outputs / id)


def load_plans(outputs: str | Path = "outputs") -> Library:
    """Return the plans that a run left in a folder; InputError if there is none."""
    folder = Path(outputs)
    results = open_results(folder)
    if not results:
        raise InputError(str(folder), "it contains no plan", "run: gangmu run")
    return Library(folder, results)


def _find_table(name: str) -> FactTable:
    found = {table.name: table for table in tables()}
    if name not in found:
        raise KeyError(f"{name}: there is no such table; there are {', '.join(found)}")
    return found[name]
