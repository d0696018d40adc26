"""Which task of the text a row of an annex details, and ids for rows whose printed numbers repeat."""

from collections import Counter
from collections.abc import Iterable, Sequence

from extractors.language.marks.list_marks import mark_at, without_punctuation
from extractors.language.whitespace import without_blanks
from schemas import Task

SHORTEST = 4
MATCH = 6
"""Characters that a row's title and a body task's title must share at their beginning, where both are that long."""


class BodyTasks:
    """The tasks of the text, by printed mark and by the first characters of their titles: a table may have as many rows."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        self._count = 0
        self._by_mark: dict[str | None, list[Task]] = {}
        self._by_title: dict[str, list[Task]] = {}
        for task in tasks:
            self._count += 1
            self._by_mark.setdefault(task.marker, []).append(task)
            self._by_title.setdefault(without_blanks(task.title)[:SHORTEST], []).append(task)

    def has_numbers(self, titles: Iterable[str]) -> bool:
        """Return whether one task has the number of each title: then a table follows the list of tasks, however its titles are worded."""
        return all(len(self._numbered(title)) == 1 for title in titles)

    def _numbered(self, text: str) -> Sequence[Task]:
        mark = mark_at(text)
        printed = without_punctuation(mark.printed_form(text)) if mark else ""
        return self._by_mark.get(printed, ()) if printed else ()

    def detailed_by(self, text: str, *, by_number: bool) -> Task | None:
        """Return the task with the same number and title, or the same title alone; ``by_number``: else the one with the number alone."""
        mark = mark_at(text)
        title = without_blanks(text[mark.end :] if mark else text)
        printed = without_punctuation(mark.printed_form(text)) if mark else None
        alike = self._by_title.get(title[:SHORTEST], ())
        for task in alike:
            if task.marker == printed and (_begins_alike(title, task) or _begins_alike(title[:MATCH], task, MATCH)):
                return task
        for task in alike:
            if _begins_alike(title, task):
                return task
        numbered = self._numbered(text) if by_number else ()
        return numbered[0] if len(numbered) == 1 and self._count > 1 else None


def _begins_alike(title: str, task: Task, least: int = SHORTEST) -> bool:
    other = without_blanks(task.title)
    shared = min(len(title), len(other))
    return shared >= least and title[:shared] == other[:shared]


class UnusedIds:
    """Ids of a plan; one that is asked for again gets a number: ``task/1--2``."""

    def __init__(self, used: Iterable[str]) -> None:
        self._used = set(used)
        self._counts: Counter[str] = Counter()

    def take(self, id: str) -> str:
        """Return ``id`` if nothing has it yet, else the first free one behind it."""
        free = id
        while free in self._used:
            self._counts[id] = max(self._counts[id], 1) + 1
            free = f"{id}--{self._counts[id]}"
        self._used.add(free)
        return free
