"""One plan.json that cannot be read costs its own plan, in one sentence, and the next run makes it again."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.command import app
from pipeline.corpus.manifest import Corpus
from pipeline.errors import InputError
from pipeline.executors.pool import NO_BOUNDS, Pool
from pipeline.run.documents import run_documents
from pipeline.run.products import build_products
from pipeline.store.results import read_result
from pipeline.store.skipped import skipped_plans
from pipeline.store.write import checked_json
from schemas import Plan
from tests.support.stub_extract import STUB

pytestmark = pytest.mark.slow

MakeCorpus = Callable[..., Corpus]
TEXTS = {"a": "甲方案\n1. 修通南路\n里程=300", "b": "乙方案\n1. 架设东桥\n里程=450", "c": "丙方案\n1. 种树\n里程=7"}
DAMAGE = {
    "null": lambda text: text.replace("450.0", "null").replace('"title": "乙方案"', '"title": null'),
    "torn": lambda text: text[: len(text) // 2],
    "empty": lambda _: "",
    "other": lambda _: "[]",
}


CASES = [(damage, name) for damage in DAMAGE for name in ("plan.json", "document.json")]
CASES.remove(("null", "document.json"))  # the text of blocks holds no such value


@pytest.mark.parametrize(("damage", "name"), CASES)
def test_products_leave_out_one_broken_plan(make_corpus: MakeCorpus, tmp_path: Path, damage: str, name: str) -> None:
    corpus, outputs = make_corpus(TEXTS, b={"predecessor": "a"}, c={"predecessor": "a"}), tmp_path / "outputs"
    list(run_documents(corpus, outputs, STUB))
    path = outputs / "b" / name
    path.write_text(DAMAGE[damage](path.read_text("utf-8")), encoding="utf-8")
    build_products(corpus, outputs)
    assert list(skipped_plans(outputs)) == ["b"]
    assert str(path) in skipped_plans(outputs)["b"]
    tasks = (outputs / "tables" / "tasks.csv").read_text("utf-8-sig")
    assert "修通南路" in tasks
    assert "种树" in tasks
    assert "架设东桥" not in tasks
    assert "修通南路" in (outputs / "report" / "plans" / "a" / "index.html").read_text("utf-8")
    assert [p.relative_to(outputs / "comparisons").as_posix() for p in (outputs / "comparisons").glob("*/*.json")] == [
        "a/c.json"
    ]
    states = {outcome.id: outcome.state for outcome in run_documents(corpus, outputs, STUB)}
    assert states == {"a": "kept", "b": "made", "c": "kept"}
    build_products(corpus, outputs)
    assert skipped_plans(outputs) == {}
    assert "架设东桥" in (outputs / "tables" / "tasks.csv").read_text("utf-8-sig")


def test_report_says_one_sentence(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    corpus, outputs = make_corpus(TEXTS), tmp_path / "outputs"
    list(run_documents(corpus, outputs, STUB))
    (outputs / "b" / "plan.json").write_text("{}", encoding="utf-8")
    arguments = ["report", "--corpus", str(corpus.folder), "--outputs", str(outputs)]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 1
    assert "Traceback" not in done.output
    assert len([line for line in done.stderr.replace("\n", " ").split("run: gangmu run") if "plan.json" in line]) == 1
    assert (outputs / "report" / "index.html").is_file()


def test_other_errors_are_raised_as_before(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    corpus, outputs = make_corpus(TEXTS), tmp_path / "outputs"
    list(run_documents(corpus, outputs, STUB))
    (outputs / "report").mkdir()
    (outputs / "report" / "mine.txt").touch()
    with pytest.raises(InputError, match="not part of a report"):
        build_products(corpus, outputs, Pool(2, NO_BOUNDS))
    assert skipped_plans(outputs) == {}


def test_keys_are_written_in_the_order_of_their_names(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    list(run_documents(make_corpus(TEXTS), tmp_path, STUB))
    for name in ("plan.json", "document.json"):
        text = (tmp_path / "a" / name).read_text("utf-8")
        assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def test_what_is_written_is_read_back_first(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    list(run_documents(make_corpus(TEXTS), tmp_path, STUB))
    plan: Plan = read_result(tmp_path / "a").plan
    assert checked_json(plan) == (tmp_path / "a" / "plan.json").read_text("utf-8")
    value = plan.indicators[0].values[0].model_copy(update={"value": float("inf")})
    indicator = plan.indicators[0].model_copy(update={"values": (value,)})
    with pytest.raises(InputError, match="read back"):
        checked_json(plan.model_copy(update={"indicators": (indicator,)}))
