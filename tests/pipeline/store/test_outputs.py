"""The corpus of this repository, run as a person runs it: the same bytes twice, and whole files."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import ROOT

pytestmark = pytest.mark.slow


def gangmu(*arguments: object, seed: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from pipeline.cli.command import app; app()", *map(str, arguments)]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed)}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Run twice, in processes whose sets and dicts of strings are ordered differently."""
    folders = []
    for seed in (1, 2):
        folder = tmp_path_factory.mktemp("run") / "outputs"
        done = gangmu("run", "--outputs", folder, seed=seed)
        assert done.returncode == 0, done.stderr
        folders.append(folder)
    return folders[0], folders[1]


def files(folder: Path) -> dict[str, Path]:
    """Return the files, without those that tell of a run's hour: run.json and the lock."""
    names = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path for name, path in names.items() if name not in ("run.json", ".lock")}


def test_two_runs_are_byte_identical(runs: tuple[Path, Path]) -> None:
    one, two = (files(folder) for folder in runs)
    assert one.keys() == two.keys()
    assert [name for name in one if one[name].read_bytes() != two[name].read_bytes()] == []


def test_nothing_of_this_machine_is_written(runs: tuple[Path, Path]) -> None:
    marks = [str(ROOT).encode(), str(runs[0]).encode()]
    assert [name for name, path in files(runs[0]).items() if any(mark in path.read_bytes() for mark in marks)] == []


def test_every_product_is_there(runs: tuple[Path, Path]) -> None:
    names = files(runs[0])
    for name in ("graph.graphml", "graph.gexf", "graph.json", "tables/datapackage.json", "report/index.html"):
        assert name in names
    assert not [name for name in names if name.endswith(".part")]


def test_a_run_that_changes_nothing_touches_nothing(runs: tuple[Path, Path]) -> None:
    before = {name: path.stat().st_mtime_ns for name, path in files(runs[0]).items()}
    done = gangmu("run", "--outputs", runs[0], "--json", seed=3)
    assert {entry["state"] for entry in json.loads(done.stdout)["documents"]} == {"kept"}
    assert {name: path.stat().st_mtime_ns for name, path in files(runs[0]).items()} == before
