"""Files that are extracted side by side have the ids, outcomes and order of files that are extracted one by one."""

from pathlib import Path

import pytest

from pipeline.executors import SERIAL
from pipeline.executors.pool import Bounds, Pool
from pipeline.run.extract_files import extract_files

pytestmark = pytest.mark.slow

PLAN = "江北市{what}行动方案\n\n一、主要任务\n\n1．改进{what}。年底前完成{what}。（责任单位：市交通局）\n"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Return files of which two share a stem, one cannot be read, and one is given twice."""
    given = {"b/plan.txt": "桥梁管理", "a/plan.txt": "隧道养护", "plan--2.txt": "公交服务", "road.txt": "道路保洁"}
    for name, what in given.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(PLAN.format(what=what), encoding="utf-8")
    return [*(tmp_path / name for name in given), tmp_path / "none.txt", tmp_path / "road.txt"]


def test_processes_write_what_one_process_writes(files: list[Path], tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    alone = list(extract_files(files, one, SERIAL))
    beside = list(extract_files(files, two, Pool(2)))
    assert [outcome.file for outcome in beside] == files[:5]
    assert [outcome[:3] for outcome in beside] == [outcome[:3] for outcome in alone]
    assert beside[4].failure is not None and "none.txt" in beside[4].failure.sentence
    written = sorted(path.relative_to(two) for path in two.rglob("*") if path.is_file())
    assert written == sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    assert all((one / path).read_bytes() == (two / path).read_bytes() for path in written)
    assert beside[0].plans[0]["id"] == "plan" and str(beside[1].plans[0]["id"]).startswith("plan--")


def test_a_file_beyond_its_limit_is_a_failure_like_others(files: list[Path], tmp_path: Path) -> None:
    for file in files[2:4]:
        file.write_text(
            file.read_text(encoding="utf-8") * 5000, encoding="utf-8"
        )  # takes longer than a look at the limit
    outcomes = list(extract_files(files[2:4], tmp_path / "out", Pool(2, Bounds(seconds=0.0))))
    assert [outcome.file for outcome in outcomes] == files[2:4]
    for outcome in outcomes:
        assert outcome.failure is not None and str(outcome.file) in outcome.failure.sentence
