"""The print edition of a plan: every task, unit and finding is on it, and every mark has its note."""

import re
from pathlib import Path

from pipeline.report.pages.print_edition import SourceNotes, print_editions
from pipeline.store.results import Result
from schemas import Block, Document
from schemas.document import Source
from tests.support import plans as fixture


def test_nothing_is_cut_and_every_mark_has_a_note(tmp_path: Path) -> None:
    document = fixture.document()
    plan = fixture.plan(document)
    (page,) = print_editions((Result(plan, document),), tmp_path, None)
    text = page.read_text(encoding="utf-8")
    for named in (*plan.tasks, *plan.headings):
        assert named.title in text
    units = {entry.unit for entry in plan.responsibilities}
    assert text.count('<div class="unit">') == len(units)
    assert text.count('<div class="note ') >= len(plan.findings)
    marks = {int(number) for number in re.findall(r'href="#note-(\d+)"', text)}
    assert marks == {int(number) for number in re.findall(r'id="note-(\d+)"', text)} == set(range(1, len(marks) + 1))
    assert 'class="src"' not in text


def test_a_note_has_page_paragraph_and_words_once() -> None:
    block = Block(id="b 2", kind="paragraph", text="市教育局牵头负责", page=3)
    notes = SourceNotes(
        Document(source=Source(file="a.txt", sha256="0" * 64), format="text", length=8, blocks=(block,))
    )
    assert [notes.number(f"x/source.html#b_2-0-{end}") for end in (4, 6, 4)] == [1, 2, 1]
    assert [(note.page, note.block, note.quote) for note in notes.notes] == [(3, 1, "市教育局"), (3, 1, "市教育局牵头")]
