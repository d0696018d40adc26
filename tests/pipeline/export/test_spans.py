"""Plans as spaCy Docs and as lines of labelled spans: each span is the quote of its fact."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy import displacy
from spacy.tokens import Doc, DocBin

import pipeline.export.docbin
from pipeline import to_doc
from pipeline.export.docbin import write_docbin
from pipeline.export.spans import write_spans
from pipeline.store.results import Result
from tests.support.plans import document, plan

PLAN, DOCUMENT = plan(document()), document()


def spans_of(doc: Doc) -> dict[str, list[tuple[str, str, str, str]]]:
    return {name: [(s.text, s.label_, s.id_, s.kb_id_) for s in group] for name, group in doc.spans.items()}


def test_a_span_is_the_quote_of_its_fact() -> None:
    doc = to_doc(PLAN, DOCUMENT)
    spans = spans_of(doc)
    quotes = {task.id: task.evidence.quote for task in PLAN.tasks}
    assert {id: text for text, _, id, _ in spans["tasks"]} == quotes
    printed = sorted((d.evidence.quote, d.unit) for d in PLAN.responsibilities if not d.inherited)
    assert sorted({(text, unit) for text, _, _, unit in spans["units"]}) == sorted(set(printed))
    assert {label for _, label, _, _ in spans["roles"]} <= {"LEAD", "RESPONSIBLE", "SUPPORT", "GUIDE", "SUPERVISE"}
    values = {f"{i.id}/value/{n}": v.evidence.quote for i in PLAN.indicators for n, v in enumerate(i.values, 1)}
    assert {id: text for text, _, id, _ in spans["values"]} == values
    due = {task.id: task.deadline.evidence.quote for task in PLAN.tasks if task.deadline}
    assert {id: text for text, _, id, _ in spans["deadlines"]} == due
    assert {id: text for text, _, id, _ in spans["commitments"]} == {
        entry.id: entry.evidence.quote for entry in PLAN.commitments
    }


def test_the_doc_is_the_text_character_by_character() -> None:
    doc = to_doc(PLAN, DOCUMENT)
    assert doc.text == "\n".join(block.text for block in DOCUMENT.blocks if block.kind != "furniture")
    assert len(doc) == len(doc.text)
    assert any(entity.label_ == "UNIT" and entity.text == "区科技局" for entity in doc.ents)


def test_page_furniture_that_a_fact_quotes_is_part_of_the_text() -> None:
    quoted = PLAN.tasks[0].evidence.block
    blocks = tuple(
        block.model_copy(update={"kind": "furniture"}) if block.id == quoted else block for block in DOCUMENT.blocks
    )
    doc = to_doc(PLAN, DOCUMENT.model_copy(update={"blocks": blocks}))
    assert PLAN.tasks[0].evidence.quote in [span.text for span in doc.spans["tasks"]]


def test_docbin_gives_back_what_was_written(tmp_path: Path) -> None:
    (path,) = write_docbin([Result(PLAN, DOCUMENT)], tmp_path / "gangmu.spacy")
    (doc,) = DocBin().from_disk(path).get_docs(spacy.blank("zh").vocab)
    assert doc.text == to_doc(PLAN, DOCUMENT).text
    assert spans_of(doc) == spans_of(to_doc(PLAN, DOCUMENT))
    assert doc.user_data["plan"] == "yunxi-2024"
    held = DocBin(store_user_data=True, docs=[to_doc(PLAN, DOCUMENT)])
    assert path.read_bytes() == held.to_bytes()


@pytest.mark.parametrize("copies", [0, 1, 3])
def test_the_file_is_the_one_that_spacy_writes(tmp_path: Path, copies: int) -> None:
    (path,) = write_docbin([Result(PLAN, DOCUMENT)] * copies, tmp_path / "gangmu.spacy")
    assert path.read_bytes() == DocBin(store_user_data=True, docs=[to_doc(PLAN, DOCUMENT)] * copies).to_bytes()


def test_many_plans_are_spread_over_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    length = len(to_doc(PLAN, DOCUMENT))
    monkeypatch.setattr(pipeline.export.docbin, "PART", 2 * length)
    target = tmp_path / "gangmu.spacy"
    names = ["gangmu.spacy", "gangmu-2.spacy", "gangmu-3.spacy"]
    paths = write_docbin([Result(PLAN, DOCUMENT)] * 5, target)
    assert [path.name for path in paths] == names
    assert [len(DocBin().from_disk(path)) for path in paths] == [2, 2, 1]
    (tmp_path / "gangmu-final.spacy").touch()
    assert [path.name for path in write_docbin([Result(PLAN, DOCUMENT)] * 4, target)] == names[:2]
    assert sorted(path.name for path in tmp_path.iterdir()) == [names[1], "gangmu-final.spacy", names[0]]


def test_displacy_draws_entities_and_groups() -> None:
    doc = to_doc(PLAN, DOCUMENT)
    assert "区科技局" in displacy.render(doc, style="ent", jupyter=False)
    assert "UNIT" in displacy.render(doc, style="span", options={"spans_key": "units"}, jupyter=False)


def test_lines_of_spans_need_no_spacy(tmp_path: Path) -> None:
    path = write_spans([Result(PLAN, DOCUMENT)], tmp_path / "spans.jsonl")
    (line,) = [json.loads(text) for text in path.read_text(encoding="utf-8").splitlines()]
    doc = to_doc(PLAN, DOCUMENT)
    told = [(s["group"], line["text"][s["start"] : s["end"]], s["label"], s["fact"]) for s in line["spans"]]
    assert sorted(told) == sorted((name, s.text, s.label_, s.id_) for name, group in doc.spans.items() for s in group)
    code = "import sys, pipeline.export.spans; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
