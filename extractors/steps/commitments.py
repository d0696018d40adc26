"""Find commitments in prose: numbers that a task, section or plan commits to outside its indicator tables."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from difflib import SequenceMatcher
from typing import NamedTuple

from extractors.commitments.numbers import CommitmentNumber
from extractors.commitments.section_titles import (
    CONDITIONS,
    LOOKING_AHEAD,
    LOOKING_BACK,
    LOOKING_BACK_ONLY,
    NEXT,
    REPORT,
    YEAR_OF_SECTION,
)
from extractors.commitments.sentence import commitment_numbers
from extractors.commitments.time_words import opening_year, year_above_bullets
from extractors.commitments.titled import with_stops
from extractors.language.full_width import with_wide_punctuation
from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import without_blanks
from extractors.lexicon import any_of
from extractors.outline.items import BULLET
from extractors.outline.places import Reading
from extractors.splitting.part import Part
from extractors.steps.step import Known
from extractors.steps.taxonomies import is_taxonomy
from extractors.tables.indicator_rows import is_indicator_table
from extractors.tables.rows import body_rows, own_cells
from schemas import Block, Commitment, Evidence, Heading, Indicator, Message, PlanHeader, Task

CARD_KEY = lazy_pattern(rf"(?:{any_of('phrases', 'card')})$")
CARD_ROWS = 3
"""Rows with such a key that make a table a card: about one policy that is in force already."""
LONGEST_TITLE = 40
UNCLEAR_YEAR = Message(
    zh="句中列有几个年份，此数属于哪一年无法确定，请对照原文核对。",
    en="The sentence lists several years, and nothing says which of them this number has; compare it with the source.",
)
NESTED = 8
COMMON = 3
"""Characters that the names of one promised quantity share at least; numbers such as 3个 are alike by chance."""


class ParagraphOrCell(NamedTuple):
    """A stretch of one block that is read as prose, and its row where it is a table's cell."""

    block: Block
    start: int
    end: int
    row: int | None = None


def read_commitments(part: Part, known: Known) -> Iterator[Commitment]:
    """Yield the commitments outside the indicator tables, in document order; none where a plan is only explained."""
    if any(reading.explains for reading in known.all(Reading)):
        return
    subjects = _Subjects(part, known)
    first = next((header.first_year or 0 for header in known.all(PlanHeader)), 0)  # earlier figures report the past
    reports = any(REPORT.search(header.title) for header in known.all(PlanHeader))
    indicators = {indicator.name for indicator in known.all(Indicator)}
    numbers: Counter[str] = Counter()
    detailing = {task.id for task in known.all(Task) if task.details}
    stated: list[CommitmentNumber] = []
    conditional, above = "", None
    starts = {block: at for reading in known.all(Reading) for block, at in reading.text_starts().items()}
    for passage in _passages(part.body, _top_headings(known), starts):
        text = with_wide_punctuation(passage.block.text[passage.start : passage.end], brackets=False)
        if not BULLET.match(text):
            above = None
        if len(text) <= LONGEST_TITLE and CONDITIONS.search(text):
            conditional = subjects.of(passage, passage.start)
        tells_past = reports and not subjects.is_next(subjects.of(passage, passage.start))
        for number in commitment_numbers(with_stops(text), above, tells_past):
            subject = subjects.of(passage, passage.start + number.start)
            if subject == conditional or subjects.is_aside(subject) or (number.year or first) < first:
                continue
            # A row that details a task of the text is tied to it; any other would count the number a second time.
            if passage.row is not None and subject not in detailing and any(_restates(number, s) for s in stated):
                continue
            numbers[subject] += 1
            if passage.row is None:
                stated.append(number)
            if number.year is None and number.period is None and not number.year_unclear:
                number = number._replace(year=subjects.year_above(subject))
            what = _indicator_name(without_blanks(text[number.start : number.stop]), number.what, indicators)
            number = number._replace(what=what)
            yield _commitment(passage, number, subject, f"{subject}/commitment/{numbers[subject]}")
        above = above or opening_year(text) or year_above_bullets(text)


def _is_card(block: Block) -> bool:
    """Return whether a table is a card on a policy in force: who may apply, on which conditions, for how much."""
    if block.table is None:
        return False
    texts = (block.text[cell.start : cell.end] for cell in block.table.cells)
    keys = {text for text in texts if CARD_KEY.match(text)}
    return len(keys) >= CARD_ROWS


def _restates(row: CommitmentNumber, number: CommitmentNumber) -> bool:
    """Return whether a row of a table repeats a number of the text: lists of tasks in an annex do so word for word."""
    if (row.value, row.upper, row.measure) != (number.value, number.upper, number.measure):
        return False
    common = SequenceMatcher(None, row.what, number.what, autojunk=False).find_longest_match().size
    return common >= min(COMMON, len(row.what), len(number.what))


def _indicator_name(printed: str, what: str, indicators: Set[str]) -> str:
    """Return the plan's indicator that a commitment is about, as its table names it: 新建绿地 for 绿地 where the text prints so."""
    names = [name for name in indicators if name.endswith(what) and name in printed and not name.startswith("其中")]
    return max(names, key=len, default=what)


def _commitment(passage: ParagraphOrCell, number: CommitmentNumber, subject: str, id: str) -> Commitment:
    start, stop = passage.start + number.start, passage.start + number.stop
    return Commitment(
        id=id,
        subject=subject,
        what=number.what,
        value=number.value,
        upper=number.upper,
        measure=number.measure,
        bound=number.bound,
        change=number.change,
        year=number.year,
        period=number.period,
        doubt=UNCLEAR_YEAR if number.year_unclear else None,
        evidence=passage.block.evidence(start, stop, "commitment.prose"),
    )


def _top_headings(known: Known) -> Set[str]:
    headings = known.all(Heading)
    top = min((heading.level for heading in headings), default=0)
    return {heading.evidence.block for heading in headings if heading.level == top}


def _passages(blocks: tuple[Block, ...], tops: Set[str], starts: Mapping[str, int]) -> Iterator[ParagraphOrCell]:
    """Yield the paragraphs and cells that may commit to a number; none from a card down to the next heading of ``tops``.

    ``starts``: where the texts of blocks with list marks begin.
    """
    in_card = False
    for block in blocks:
        in_card = _is_card(block) or (in_card and block.id not in tops)
        if in_card:
            continue
        if block.kind == "paragraph":
            yield ParagraphOrCell(block, starts.get(block.id, 0), len(block.text))
        elif block.kind == "table" and not is_indicator_table(block) and not is_taxonomy(block):
            for row, cells in body_rows(block):
                for cell in own_cells(block, row, cells):
                    yield ParagraphOrCell(block, cell.start, cell.end, row)


class _Subjects:
    """Which task or heading a passage belongs to."""

    def __init__(self, part: Part, known: Known) -> None:
        self._plan = part.plan_id
        self._readings = known.all(Reading)
        self._spans: dict[str, list[tuple[int, int, str]]] = {}
        self._titles: dict[str, tuple[str, str | None]] = {
            heading.id: (heading.title, heading.parent) for heading in known.all(Heading)
        }
        for task in known.all(Task):
            self._titles[task.id] = (task.title, task.parent or task.heading)
            for evidence in (task.evidence, *(item.evidence for item in task.plan_items)):
                self._add(evidence, task.id)
        for heading in known.all(Heading):
            self._add(heading.evidence, heading.id)
        for spans in self._spans.values():
            spans.sort(key=lambda span: (span[0], -span[1]))
        self._rows = _rows(part.body, self._spans)

    def _add(self, evidence: Evidence, id: str) -> None:
        self._spans.setdefault(evidence.block, []).append((evidence.start, evidence.end, id))

    def of(self, passage: ParagraphOrCell, at: int) -> str:
        """Return the id of the fact whose text holds character ``at``; the plan's where none does."""
        spans = self._spans.get(passage.block.id, [])
        last = bisect_right(spans, at, key=lambda span: span[0])
        # nested spans begin close to each other: a heading, its task, an entry
        for start, end, id in reversed(spans[max(0, last - NESTED) : last]):
            if start <= at < end:
                return id
        for reading in self._readings:
            owner = reading.owner(passage.block.id, at)
            if owner:
                return owner
        return self._rows.get((passage.block.id, passage.row), self._plan)

    def year_above(self, subject: str) -> int | None:
        """Return the year that the nearest section above names for its numbers; None if none does."""
        found = (YEAR_OF_SECTION.search(title) for title, _ in self._titles_above(subject))
        return next((int(named["year"]) for named in found if named), None)

    def is_aside(self, subject: str) -> bool:
        """Return whether the subject stands in a section on what has been reached, or on conditions."""
        for title, above in self._titles_above(subject):
            if LOOKING_BACK_ONLY.search(title):
                return True
            if LOOKING_AHEAD.search(title):
                continue
            parent = self._titles.get(above or "", ("", None))[0]
            aimed = LOOKING_AHEAD.search(parent) and not LOOKING_BACK.search(parent)  # 发展目标 over 改革成效显著
            if (LOOKING_BACK.search(title) and not aimed) or CONDITIONS.search(title):
                return True
        return False

    def is_next(self, subject: str) -> bool:
        """Return whether the subject stands in a section on what is to come."""
        return any(NEXT.search(title) for title, _ in self._titles_above(subject))

    def _titles_above(self, subject: str) -> Iterator[tuple[str, str | None]]:
        """Yield the short titles of the subject and of the sections above it, the nearest first, each with the id above it."""
        above: str | None = subject
        while above in self._titles:
            title, above = self._titles[above]
            if len(title) <= LONGEST_TITLE:
                yield title, above


def _rows(
    blocks: tuple[Block, ...], spans: Mapping[str, list[tuple[int, int, str]]]
) -> dict[tuple[str, int | None], str]:
    """Return the subject of each table row that holds one: other cells of the row belong to it too."""
    found: dict[tuple[str, int | None], str] = {}
    for block in blocks:
        if block.table is None:
            continue
        cells = sorted(block.table.cells, key=lambda cell: cell.start)
        for start, _, id in spans.get(block.id, ()):
            place = bisect_right(cells, start, key=lambda cell: cell.start) - 1
            if place >= 0:
                found.setdefault((block.id, cells[place].row), id)
    return found
