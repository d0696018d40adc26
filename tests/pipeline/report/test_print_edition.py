"""The print edition of a plan: every task, unit and finding is on it, and every mark has its note."""

import re
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from pipeline.report.pages.print_edition import print_editions
from pipeline.report.pages.source_notes import SourceNotes
from pipeline.store.comparisons import read_comparisons
from pipeline.store.results import Result, read_results
from pipeline.views.indexed_plan import index_plan
from schemas import Block, Document
from schemas.document import Source
from tests.support import plans as fixture
from tests.support.browser import CHROMIUM, browsing


def test_nothing_is_cut_and_every_mark_has_a_note(tmp_path: Path) -> None:
    document = fixture.document()
    plan = fixture.plan(document)
    (page,) = print_editions((Result(plan, document),), (), tmp_path, None)
    text = page.read_text(encoding="utf-8")
    for named in (*plan.tasks, *plan.headings):
        assert named.title in text
    units = {entry.unit for entry in plan.responsibilities}
    assert text.count('<div class="unit">') == len(units)
    assert text.count('<div class="note ') >= len(plan.findings)
    marks = {int(number) for number in re.findall(r'href="#note-(\d+)"', text)}
    assert marks == {int(number) for number in re.findall(r'id="note-(\d+)"', text)} == set(range(1, len(marks) + 1))
    assert 'class="src"' not in text


def test_a_comparison_is_printed_with_the_notes_of_both_plans(tmp_path: Path) -> None:
    outputs = fixture.write_outputs(tmp_path / "outputs")
    results, comparisons = read_results(outputs), read_comparisons(outputs)
    pages = print_editions(results, comparisons, tmp_path / "print", None)
    assert len(pages) == len(results) + len(comparisons) > len(results)
    text = pages[-1].read_text(encoding="utf-8")
    (found,) = comparisons
    titles = {task.id: task.title for result in results for task in result.plan.tasks}
    assert [titles[row.id] for row in found.tasks if titles[row.id] not in text] == []
    notes = re.findall(r'<li id="note-\d+"><span lang="zh-CN">《(.+?)》', text)
    assert set(notes) == {result.plan.plan.title for result in results}
    assert {int(n) for n in re.findall(r'href="#note-(\d+)"', text)} == set(range(1, len(notes) + 1))
    links = re.findall(r'href="([^#"][^"]*)"', text)
    assert links == []
    named = set(re.findall(r'<li><a href="#(\w+)"', text))
    assert named <= set(re.findall(r'id="(\w+)"', text)) and {"summary", "tasks", "notes"} <= named


@pytest.mark.slow
@browsing
def test_the_contents_of_a_pdf_say_on_which_page_each_heading_is(tmp_path: Path) -> None:
    document = fixture.document()
    plan = fixture.plan(document)
    (printed,) = print_editions((Result(plan, document),), (), tmp_path, CHROMIUM)
    pages = [page.get_textpage().get_text_range() for page in PdfDocument(printed)]
    listed = next(page for page in pages if "目录" in page)
    entries = dict(re.findall(r"^(?:\S*?)([^\d\W]{4,})\s+(\d+)\s*$", listed.replace("\r", ""), re.MULTILINE))
    assert {"各单位的事项", "审核发现"} <= set(entries), listed
    for title, number in entries.items():
        assert title in pages[int(number) - 1], (title, number)
    assert 'data-at="notes"></span>' in printed.with_suffix(".html").read_text(
        "utf-8"
    )  # the numbers are of the PDF only


def test_a_note_has_page_paragraph_and_words_once() -> None:
    block = Block(id="b 2", kind="paragraph", text="市教育局牵头负责", page=3)
    source = Source(file="a.txt", sha256="0" * 64)
    document = Document(source=source, format="text", length=8, blocks=(block,))
    notes = SourceNotes([index_plan(Result(fixture.plan(fixture.document()), document))])
    assert [notes.number(f"plans/yunxi-2024/source.html#b_2-0-{end}") for end in (4, 6, 4)] == [1, 2, 1]
    assert [(note.page, note.block, note.quote) for note in notes.notes] == [(3, 1, "市教育局"), (3, 1, "市教育局牵头")]
