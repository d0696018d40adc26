"""The corpus of this repository, run as a person runs it: the same bytes twice, and whole files."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import ROOT

pytestmark = pytest.mark.slow


def gangmu(*arguments: object, seed: int, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from pipeline.cli.command import app; app()", *map(str, arguments)]
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Run in processes whose sets and dicts of strings are ordered differently, and by none, one and two workers."""
    folders = []
    for seed in (0, 1, 2):
        folder = tmp_path_factory.mktemp("run") / "outputs"
        done = gangmu("run", "--outputs", folder, "--workers", seed, seed=seed)
        assert done.returncode == 0, done.stderr
        folders.append(folder)
    return tuple(folders)


def files(folder: Path) -> dict[str, Path]:
    """Return the files, without those that tell of a run's hour: run.json and the lock."""
    names = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path for name, path in names.items() if name not in ("run.json", ".lock")}


def different(one: Path, other: Path) -> list[str]:
    """Return the names of the files that only one folder has, or that differ."""
    first, second = files(one), files(other)
    both = first.keys() & second.keys()
    unequal = [name for name in sorted(both) if first[name].read_bytes() != second[name].read_bytes()]
    return sorted(first.keys() ^ second.keys()) + unequal


def test_runs_are_byte_identical(runs: tuple[Path, ...]) -> None:
    assert different(runs[0], runs[1]) == []
    assert different(runs[0], runs[2]) == []


def test_a_run_on_a_cluster_that_starts_elsewhere_is_the_same(runs: tuple[Path, ...], tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="the extra dask is not installed")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "3"}
    starter = (
        "from distributed import LocalCluster as C; c = C(n_workers=2, threads_per_worker=1, dashboard_address=None)"
    )
    wait = "print(c.scheduler_address, flush=True); input()"
    command = [sys.executable, "-c", f"if __name__ == '__main__':\n {starter}\n {wait}"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=elsewhere, env=environment, text=True, **pipes) as cluster:
        assert cluster.stdin and cluster.stdout
        try:
            address = cluster.stdout.readline().strip()
            done = gangmu(
                "run", "--scheduler", address, seed=4, folder=tmp_path
            )  # corpus and outputs by relative paths
        finally:
            cluster.stdin.close()
            cluster.wait()
    assert done.returncode == 0, done.stderr
    assert different(runs[0], tmp_path / "outputs") == []


def test_nothing_of_this_machine_is_written(runs: tuple[Path, ...]) -> None:
    marks = [str(ROOT).encode(), str(runs[0]).encode()]
    assert [name for name, path in files(runs[0]).items() if any(mark in path.read_bytes() for mark in marks)] == []


def test_every_product_is_there(runs: tuple[Path, ...]) -> None:
    names = files(runs[0])
    for name in ("graph.graphml", "graph.gexf", "graph.json", "tables/datapackage.json", "report/index.html"):
        assert name in names
    assert not [name for name in names if name.endswith(".part")]


def test_a_run_that_changes_nothing_touches_nothing(runs: tuple[Path, ...]) -> None:
    before = {name: path.stat().st_mtime_ns for name, path in files(runs[0]).items()}
    done = gangmu("run", "--outputs", runs[0], "--json", seed=3)
    assert {entry["state"] for entry in json.loads(done.stdout)["documents"]} == {"kept"}
    assert {name: path.stat().st_mtime_ns for name, path in files(runs[0]).items()} == before
