"""The way of one responsibility from a PDF cell to a report page passes the modules that docs/design.md lists, in order."""

import hashlib
import inspect
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import yaml

import extractors.plan
import extractors.readers.pdf.read  # noqa: F401  (what these two call while they are imported is no part of the way)
from pipeline.corpus.manifest import read_corpus
from pipeline.report import build
from pipeline.run.documents import run_documents
from tests.support.paths import ROOT
from tests.support.pdf_drawing import Drawing

WIDTHS = (40, 260, 160)
HEADER = ("序号", "重点任务", "责任单位")
UNIT = "县文化馆"


def two_pages() -> bytes:
    """Return a plan whose task table goes on over a page; the unit stands in the row after the cut."""
    drawing = Drawing()
    drawing.text(150, 60, "某县公共文化服务实施方案（2024—2026年）", 16)
    drawing.text(84, 110, "一、重点任务")
    rows = [(str(number), f"建成第{number}座乡镇书房", "县图书馆") for number in range(1, 33)]
    drawing.table(140, WIDTHS, [HEADER, *rows])
    drawing.page()
    drawing.table(60, WIDTHS, [HEADER, ("33", "举办群众歌咏会", UNIT)])
    drawing.page()
    return drawing.bytes()


def documented() -> list[list[str]]:
    """Return the modules of each row of the table, the row's own module first, as paths from the project's root."""
    section = (
        (ROOT / "docs" / "design.md").read_text(encoding="utf-8").split("## One responsibility")[1].split("\n## ")[0]
    )
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    return [[resolved(name) for name in re.findall(r"`([\w/]+\.py)`", row)] for row in rows]


def resolved(name: str) -> str:
    """Return the path of a module that the table names by the end of its path; exactly one module must end so."""
    found = [path for room in ("extractors", "pipeline") for path in (ROOT / room).rglob("*.py")]
    paths = [path.relative_to(ROOT).as_posix() for path in found]
    (path,) = [path for path in paths if f"/{path}".endswith(f"/{name}")]
    return path


@contextmanager
def first_calls() -> Iterator[dict[str, None]]:
    """Yield the project's modules, filled in the order in which a function of each is first called."""
    called: dict[str, None] = {}
    root = f"{ROOT}/"

    def note(frame: FrameType, event: str, _: object) -> None:
        name = frame.f_code.co_filename
        in_function = frame.f_code.co_flags & inspect.CO_NEWLOCALS  # the bodies of modules and classes are no calls
        if event == "call" and in_function and name.startswith(root):
            called.setdefault(name.removeprefix(root))

    before: Callable[..., object] | None = sys.getprofile()
    sys.setprofile(note)
    try:
        yield called
    finally:
        sys.setprofile(before)


def test_a_unit_in_a_cell_passes_the_modules_of_the_table_in_order(tmp_path: Path) -> None:
    file = tmp_path / "corpus" / "documents" / "shui-2024.pdf"
    file.parent.mkdir(parents=True)
    file.write_bytes(two_pages())
    entry = {"id": "shui-2024", "file": file.name, "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
    (tmp_path / "corpus" / "plans.yml").write_text(yaml.safe_dump([entry]), encoding="utf-8")
    with first_calls() as called:
        (outcome,) = run_documents(read_corpus(tmp_path / "corpus"), tmp_path / "outputs")
        start = build(tmp_path / "outputs", tmp_path / "report")
    assert outcome.state == "made"
    assert UNIT in (start.parent / "plans" / "shui-2024" / "index.html").read_text(encoding="utf-8")
    order = {module: place for place, module in enumerate(called)}
    rows = documented()
    named = [module for row in rows for module in row]
    assert len(named) == len(set(named)), "a module stands in the table twice"
    assert [module for module in named if module not in order] == []
    leaders = [row[0] for row in rows]
    assert leaders == sorted(leaders, key=order.__getitem__)
