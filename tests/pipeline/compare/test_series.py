"""Several successive plans, the corpus's own pairs, and the command."""

import json
import os
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from pipeline.cli.command import app
from pipeline.compare.comparison_files import declared_pairs, write_comparisons
from pipeline.compare.series import compare_series
from pipeline.corpus.manifest import Corpus, Entry
from pipeline.errors import InputError
from pipeline.run.compare_files import compare_plans
from pipeline.store.comparisons import read_comparisons
from pipeline.store.write import write_results
from tests.support.compare import result

TEA = "建设茶叶加工园。引进精制茶生产线，建成云溪茶叶质量检测中心，培育制茶技师。"
TEA_LATER = "建设茶叶加工园。引进精制茶生产线，建成云溪茶叶质量检测中心和茶文化馆。"
ROAD = "改造东河大桥。完成桥面铺装和照明更新，打通青石路至环城北路断头路。"
PORT = "整治南港码头。清理沉船，疏浚航道，设置岸电设施。"
FIRMS = ("规上企业", "家", ((2021, "target", 100),))


def three():
    return (
        result("y2021", (TEA, ROAD), indicators=(FIRMS,)),
        result("y2022", (ROAD, TEA_LATER), indicators=(("规上企业数", "家", ((2022, "target", 120),)),)),
        result("y2023", (TEA_LATER, PORT), indicators=(("规上企业", "家", ((2023, "target", 150),)),)),
    )


def entry(id, predecessor=None):
    return Entry(id=id, file=f"{id}.txt", sha256="0" * 64, predecessor=predecessor)


def test_tasks_and_indicators_are_followed_through():
    series = compare_series(three())
    assert [chain.steps for chain in series.chains] == [
        (("y2021/task/1",), ("y2022/task/2",), ("y2023/task/1",)),
        (("y2021/task/2",), ("y2022/task/1",), ()),
        ((), (), ("y2023/task/2",)),
    ]
    assert [[(p.year, p.value) for p in points] for points in series.trajectories] == [
        [(2021, 100.0), (2022, 120.0), (2023, 150.0)]
    ]
    assert series.names == ("规上企业",)


def test_an_indicator_that_returns_after_a_gap_is_two():
    first, _, last = three()
    series = compare_series((first, result("y2022", (TEA,)), last))
    assert series.trajectories == ()


def test_declared_pairs_follow_the_manifest():
    corpus = Corpus(Path("corpus"), (entry("y2021"), entry("y2022", "y2021"), entry("y2023", "y2022")))
    assert list(declared_pairs(corpus, ("y2021", "y2022", "y2023"))) == [("y2021", "y2022"), ("y2022", "y2023")]


def test_comparisons_are_written_read_and_removed(tmp_path):
    corpus = Corpus(tmp_path, (entry("y2021"), entry("y2022", "y2021")))
    write_results(three(), tmp_path)
    (path,) = write_comparisons(corpus, tmp_path)
    assert path == tmp_path / "comparisons" / "y2021" / "y2022.json"
    (found,) = read_comparisons(tmp_path)
    assert (found.old.id, found.new.id, found.lineage) == ("y2021", "y2022", "manifest")
    assert write_comparisons(corpus._replace(entries=(entry("y2021"),)), tmp_path) == ()
    assert read_comparisons(tmp_path) == ()


def test_a_judgement_among_the_corrections_is_followed(tmp_path):
    corpus = Corpus(tmp_path, (entry("y2021"), entry("y2022", "y2021")))
    record = {"target": "y2022/task/2", "field": "aligned/y2021/task/1", "was": None, "now": False}
    path = corpus.corrections("y2022")
    path.parent.mkdir()
    path.write_text(yaml.safe_dump([{**record, "why": "另一园区", "by": "甲", "on": "2025-01-01"}], allow_unicode=True))
    write_results(three(), tmp_path)
    write_comparisons(corpus, tmp_path)
    assert [link.old for link in read_comparisons(tmp_path)[0].links] == ["y2021/task/2"]


@pytest.mark.parametrize("names", [("y2021", "nowhere"), ("y2021", "y2021")])
def test_what_cannot_be_compared_ends_in_a_sentence(tmp_path, names):
    write_results(three(), tmp_path)
    with pytest.raises(InputError):
        compare_plans(names, None, tmp_path)


def test_the_command(tmp_path):
    write_results(three(), tmp_path)
    run = CliRunner().invoke
    places = ["--outputs", str(tmp_path), "--corpus", str(tmp_path)]
    done = run(app, ["compare", "y2021", "y2022", "y2023", "--json", *places])
    assert done.exit_code == 0, done.output
    assert [plan["id"] for plan in json.loads(done.stdout)["plans"]] == ["y2021", "y2022", "y2023"]
    shown = run(app, ["compare", "y2021", "y2023", *places])
    assert shown.exit_code == 0 and "未见于后续文本" in shown.stdout
    assert run(app, ["compare", "y2021", *places]).exit_code == 2


@pytest.mark.skipif(
    "GANGMU_SHARED" not in os.environ, reason="GANGMU_SHARED names no folder with the yearly work plans"
)
def test_three_years_of_one_work_plan():
    folder = Path(os.environ["GANGMU_SHARED"]) / "corpus" / "text"
    names = [str(folder / f"beijing-openness-{year}.txt") for year in (2020, 2021, 2022)]
    series = compare_plans(names, None, folder)
    assert len(series.comparisons) == 2
    through = [chain for chain in series.chains if all(chain.steps)]
    assert len(through) >= 8
    same_text = {(link.old.rsplit("/")[-1], link.new.rsplit("/")[-1]) for link in series.comparisons[1].links}
    assert {("14", "20"), ("49", "42"), ("22", "12"), ("21", "11")} <= same_text
