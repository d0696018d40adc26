"""Bad input through the real readers: one sentence that names file and remedy, exit code 1, nothing else lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli.command import app

GOOD = "关于印发某县养老服务实施方案的通知\n\n一、主要任务\n\n1.建设养老院。（责任单位：县民政局）\n"
PLAN = GOOD.encode()

BAD = {
    "missing.txt": (None, "no such file"),
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \r\n\t \n", "empty"),
    "noise.txt": (bytes(range(256)) * 40, "not text"),
    "zeros.txt": (b"\0" * 5000, "not text"),
    "program.txt": (b"\x7fELF\x02\x01\x01" + b"\0\x01\xfe" * 900, "it is a program"),
    "latin.txt": (("Größe über alles, façade, naïve. " * 60).encode("latin-1"), "not text"),
    "torn.txt": (PLAN * 20 + b"\xff\xfe\x00\xff" * 500, "not text"),
    "torn.pdf": (b"%PDF-1.7\n" + b"nothing more" * 50, "damaged"),
    "torn.docx": (b"PK\x03\x04" + b"\0" * 400, "damaged"),
}  # fmt: skip


@pytest.fixture
def good(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "good.txt"
    path.write_bytes(PLAN)
    yield path


def extract(*arguments: object) -> object:
    return CliRunner().invoke(app, ["extract", *(str(argument) for argument in arguments)])


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_sentence(name: str, tmp_path: Path, good: Path) -> None:
    content, told = BAD[name]
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    done = extract(path, good, "--out", tmp_path / "out")
    (sentence,) = [line for line in done.stderr.splitlines() if line.strip()]
    assert name in sentence
    assert told in sentence
    assert "; " in sentence, "no remedy"
    assert sentence.endswith(".")
    assert "Error" not in sentence
    assert done.exit_code == 1
    assert [folder.name for folder in (tmp_path / "out").iterdir()] == ["good"]


def test_a_hundred_megabytes_are_refused_by_size(tmp_path: Path, good: Path) -> None:
    path = tmp_path / "large.txt"
    line = "1.推进工作。（责任单位：县民政局）\n".encode()
    with path.open("wb") as file:
        for _ in range(100):
            file.write(line * (1_000_000 // len(line)))
    done = extract(path, good, "--out", tmp_path / "out")
    assert done.exit_code == 1
    assert "large.txt: the text has" in done.stderr
    assert (tmp_path / "out" / "good" / "plan.json").is_file()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_encodings_give_the_same_facts(encoding: str, ends: str, tmp_path: Path, good: Path) -> None:
    from extractors import extract as read

    other = tmp_path / "other.txt"
    other.write_bytes(GOOD.replace("\n", ends).encode(encoding))
    (plan, _), (wanted, _) = read(other, "p")[0], read(good, "p")[0]
    assert [task.text for task in plan.tasks] == [task.text for task in wanted.tasks] != []
    assert [entry.name for entry in plan.responsibilities] == ["县民政局"]
