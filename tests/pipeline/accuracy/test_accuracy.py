"""Sample and accuracy: the same seed draws the same, judgements become figures, intervals are those of scipy."""

import json
import random
from pathlib import Path

import openpyxl
import pytest
from scipy.stats import binomtest
from typer.testing import CliRunner, Result

from extractors import extract
from pipeline.accuracy.draw import KINDS, draw_sample, plan_facts
from pipeline.accuracy.intervals import wilson
from pipeline.accuracy.judgements import FACTS, PASSAGES
from pipeline.cli.command import app
from pipeline.corpus.manifest import read_corpus
from pipeline.corpus.sample_records import read_sample
from pipeline.store.results import Result as PlanResult
from pipeline.workbook.sheet import FIRST, HEAD
from tests.support import plans as fixture
from tests.support.paths import ROOT

DOCUMENT = fixture.document()
RESULT = PlanResult(fixture.plan(DOCUMENT), DOCUMENT)


def gangmu(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.mark.parametrize("level", [0.9, 0.95, 0.99])
@pytest.mark.parametrize(("hits", "of"), [(0, 10), (1, 10), (10, 10), (47, 50), (480, 500), (1, 1)])
def test_intervals_are_those_of_scipy(hits: int, of: int, level: float) -> None:
    expected = binomtest(hits, of).proportion_ci(level, method="wilson")
    found = wilson(hits, of, level)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=1e-12)


def test_intervals_cover_the_true_share_as_often_as_they_say() -> None:
    choose = random.Random(7)
    covered = 0
    for _ in range(2000):
        found = wilson(sum(choose.random() < 0.93 for _ in range(60)), 60)
        assert found.low is not None and found.high is not None
        covered += found.low <= 0.93 <= found.high
    assert 0.93 <= covered / 2000 <= 0.98


def test_a_sample_has_each_kind_and_depends_on_the_seed_alone() -> None:
    every = list(plan_facts(RESULT.plan))
    assert len({fact.key for fact in every}) == len(every)
    (indicator, *_) = RESULT.plan.indicators
    values = [fact.text for fact in every if fact.kind == "value"]
    assert indicator.name in values[0] and str(indicator.values[0].year) in values[0]
    sample = draw_sample([RESULT], 2, 1)
    assert sample == draw_sample([RESULT], 2, 1) != draw_sample([RESULT], 2, 2)
    assert [fact.kind for fact in sample.facts].count("responsibility") == 2 and len(sample.passages) == 2
    whole = draw_sample([RESULT], 1000, 3)
    assert set(whole.facts) == set(every)
    assert sum(sum(passage.found.values()) for passage in whole.passages) == len(every)


def test_judgements_become_precision_and_recall(tmp_path: Path) -> None:
    outputs, file = fixture.write_outputs(tmp_path / "outputs"), tmp_path / "sample.xlsx"
    assert gangmu("sample", "--size", 4, "--out", file, "--outputs", outputs).exit_code == 0
    again = gangmu("sample", "--out", file, "--outputs", outputs)
    assert again.exit_code == 2 and "may contain judgements" in again.output
    book = openpyxl.load_workbook(file)
    facts, passages = book[FACTS], book[PASSAGES]
    heads = [cell.value for cell in facts[HEAD]]
    tasks = [row for row in facts.iter_rows(min_row=FIRST) if row[1].value == KINDS["task"]]
    for row, said in zip(tasks, ("对", "对", "错", None), strict=True):
        row[heads.index("对或错")].value = said
    heads = [cell.value for cell in passages[HEAD]]
    read = passages.cell(FIRST, heads.index("读出任务") + 1).value
    passages.cell(FIRST, heads.index("漏任务") + 1).value = 2
    book.save(file)
    found = json.loads(gangmu("accuracy", file, "--json").output)
    assert (found["task"]["precision"]["hits"], found["task"]["precision"]["of"]) == (2, 3)
    assert (found["task"]["recall"]["hits"], found["task"]["recall"]["of"]) == (read, read + 2)
    assert found["commitment"]["precision"]["share"] is None
    assert "not judged" in gangmu("accuracy", file).output


@pytest.mark.parametrize(("column", "said"), [("对或错", "大概"), ("漏任务", -1)])
def test_what_is_no_judgement_is_named(tmp_path: Path, column: str, said: object) -> None:
    outputs, file = fixture.write_outputs(tmp_path / "outputs"), tmp_path / "sample.xlsx"
    gangmu("sample", "--size", 1, "--out", file, "--outputs", outputs)
    book = openpyxl.load_workbook(file)
    page = book[FACTS if column == "对或错" else PASSAGES]
    page.cell(FIRST, [cell.value for cell in page[HEAD]].index(column) + 1).value = said
    book.save(file)
    done = gangmu("accuracy", file)
    assert done.exit_code == 2 and str(said) in done.output and "yunxi" in done.output
    assert gangmu("accuracy", outputs / "yunxi-2024" / "plan.json").exit_code == 2


def test_the_sample_of_the_founding_plans_is_judged_and_what_it_calls_right_is_still_extracted() -> None:
    corpus = read_corpus(ROOT / "corpus")
    stored = read_sample(corpus.samples, "founding")
    assert len(stored.verdicts) == len(stored.facts) + len(stored.passages) == 100
    extracted = set()
    for entry in corpus.entries:
        (plan, _), *_ = extract(corpus.path(entry), entry.id)
        extracted |= {(fact.kind, fact.text, fact.evidence.quote) for fact in plan_facts(plan)}
    right = {(f.kind, f.text, f.quote) for id, f in stored.facts.items() if stored.verdicts[id].right}
    assert right <= extracted
    shown = (ROOT / "docs" / "how-to" / "accuracy.md").read_text(encoding="utf-8").partition("```text\n")[2]
    printed = {" ".join(line.split()) for line in gangmu("accuracy", "--corpus", ROOT / "corpus").output.splitlines()}
    assert {" ".join(line.split()) for line in shown.partition("```")[0].splitlines()} <= printed
