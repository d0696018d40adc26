"""The plans of outputs/ for notebooks: as objects, and as pandas DataFrames with documented columns."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

import networkx as nx
import pandas as pd

from pipeline.answers.collect import Answer
from pipeline.answers.tables import answer_frame
from pipeline.errors import InputError
from pipeline.facts.ask import answers
from pipeline.graph.build import build_graph
from pipeline.notebook.shown_answer import ShownAnswer
from pipeline.notebook.shown_picture import ShownPicture
from pipeline.report.views.indicator_page import indicator_page
from pipeline.store.comparisons import read_comparisons
from pipeline.store.results import Plans, Result, open_results, plan_folders, read_result
from pipeline.tables.beside import read_beside
from pipeline.tables.table_description import FactTable
from pipeline.tables.write import frames, tables
from pipeline.views.links import slug
from schemas import Document, Plan
from schemas.base import html_table
from schemas.comparison import Comparison

SHOWN = 30
"""Plans that a notebook lists."""


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
        """Return the plan with this id; KeyError, which names ids that are near, if there is none."""
        return self._result(id).plan

    def __repr__(self) -> str:
        return f"Library of {len(self)} plans in {self._outputs}"

    def _repr_html_(self) -> str:
        """Return the plans as a short table for a notebook."""
        headers = [plan.plan for plan in self.plans[:SHOWN]]
        rows = [(header.id, header.title, header.place, header.issued_on) for header in headers]
        more = f"<p>… {len(self) - SHOWN} more</p>" if len(self) > SHOWN else ""
        return html_table(("id", "title", "place", "issued_on"), rows, repr(self)) + more

    @cached_property
    def answers(self) -> "Answers":
        """Return the answers to the questions of the report, each a data frame: ``lib.answers["due"]``."""
        return Answers(answers(self._outputs))

    def answer(self, name: str) -> ShownAnswer:
        """Return an answer that a notebook shows as a short table with links, and that has a chart; KeyError as above."""
        return ShownAnswer(self.answers.answer(name), self._report)

    def chart(self, indicator: str) -> ShownPicture | None:
        """Return the trajectory of an indicator across plans, named as in ``answers["indicators"]["family"]``.

        None if fewer than two years have a number; KeyError, which names indicators that are near, if there is none.
        """
        rows, values = (self.answers.answer(name).rows for name in ("indicators", "indicator_values"))
        families = [str(row["family"]) for row in rows]
        if indicator not in families:
            raise KeyError(unknown(indicator, list(dict.fromkeys(families))))
        own, printed = ([row for row in found if row["family"] == indicator] for found in (rows, values))
        drawing = indicator_page(indicator, slug(indicator), own, printed, (len(own), len(printed))).drawing
        return ShownPicture(drawing, self._report) if drawing else None

    @property
    def _report(self) -> str | None:
        report = self._outputs / "report"
        return f"{report.as_posix()}/" if (report / "index.html").exists() else None

    def graph(self) -> nx.MultiDiGraph:
        """Return the graph of all plans: units, tasks, headings, indicators and their relations."""
        return build_graph(self.plans)

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """Return the comparisons of plans with their predecessors."""
        return read_comparisons(self._outputs)

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
        ids = {folder.name for folder in plan_folders(self._outputs)}
        return frames(self._results, read_beside(self._outputs, ids))

    def _result(self, id: str) -> Result:
        ids = [folder.name for folder in plan_folders(self._outputs)]
        if id not in ids:
            raise KeyError(unknown(id, ids))
        return read_result(self._outputs / id)


def load_plans(outputs: str | Path = "outputs") -> Library:
    """Return the plans that a run left in a folder; InputError if there is none."""
    folder = Path(outputs)
    results = open_results(folder)
    if not results:
        raise InputError(str(folder), "it contains no plan", "run: gangmu run")
    return Library(folder, results)


class Answers(Mapping[str, pd.DataFrame]):
    """The answers by name, each a data frame; shown in a notebook as the list of questions."""

    def __init__(self, found: Mapping[str, Answer]) -> None:
        self._found = found

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return an answer; KeyError, which names the answers, if there is none."""
        return answer_frame(self.answer(name))

    def answer(self, name: str) -> Answer:
        """Return the answer with its question and rows; KeyError, which names the answers, if there is none."""
        if name not in self._found:
            raise KeyError(unknown(name, list(self._found)))
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __repr__(self) -> str:
        return f"Answers: {', '.join(self._found)}"

    def _repr_html_(self) -> str:
        """Return the questions with the number of rows of each answer."""
        rows = [
            (name, found.question.question.zh, found.question.question.en, found.total)
            for name, found in self._found.items()
        ]
        return html_table(("name", "question", "in English", "rows"), rows, "Answers")


def unknown(id: str, known: Sequence[str]) -> str:
    """Say that there is no such id, and which ones are near: those that contain it or differ in a few characters."""
    near = [name for name in known if id and id in name] or get_close_matches(id, known, 5)
    hint = f"near: {', '.join(near[:5])}" if near else f"there are {len(known)}: {', '.join(known[:5])} …"
    return f"{id}: there is no such name; {hint}"


def _find_table(name: str) -> FactTable:
    found = {table.name: table for table in tables()}
    if name not in found:
        raise KeyError(f"{name}: there is no such table; there are {', '.join(found)}")
    return found[name]
