"""Real documents printed otherwise keep their scores: rewrapped, other brackets and colons, units renamed.

Runs where GANGMU_SHARED names the folder that holds the documents and their gold.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from extractors.readers.dump.read import read_text
from pipeline.run.any_file import extract_file
from schemas.document import Document

pytestmark = pytest.mark.slow

PATTERNS = ("text/*.txt", "text/*-145.md")
WITHIN = 0.01


@cache
def sources(shared: Path) -> dict[str, str]:
    """Return the text of each document with gold, by file name."""
    wanted = {path.stem for path in (shared / "gold/dev").glob("*.json")}
    files = [file for pattern in PATTERNS for file in sorted((shared / "corpus").glob(pattern))]
    return {file.name: file.read_text(encoding="utf-8") for file in files if file.stem in wanted}


@cache
def plans(name: str, text: str) -> dict[str, bytes]:
    """Return the plan.json of each plan of a text, by its path; half of the changes leave a text as it is."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_text(text, encoding="utf-8")
        out = file.parent / "out"
        extract_file(file, out)
        return {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("plan.json")}


def scores(shared: Path, folder: Path, change: Callable[[str], str], gold: Callable[[str], str]) -> dict[str, float]:
    """Extract every document as changed, and return its F1 and the totals; ``gold`` changes the gold likewise."""
    (folder / "gold").mkdir(parents=True)
    for name, text in sources(shared).items():
        for path, plan in plans(name, change(text)).items():
            (folder / "out" / path).parent.mkdir(parents=True)
            (folder / "out" / path).write_bytes(plan)
        file = Path(f"{Path(name).stem}.json")
        known = json.loads((shared / "gold/dev" / file).read_text(encoding="utf-8"))
        (folder / "gold" / file).write_text(gold(json.dumps(known, ensure_ascii=False)), "utf-8")
    command = [sys.executable, str(shared / "tools/score.py"), str(folder / "gold"), str(folder / "out")]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = {name: float(f1) for name, f1 in re.findall(r"^(\S+) +\d\.\d+ +\d\.\d+ +(\d\.\d+) ", shown, re.M)}
    found |= {f"total {name}": float(f1) for name, f1 in re.findall(r"^total (\w+) .*F1 (\d\.\d+)", shown, re.M)}
    right, wanted = map(int, re.findall(r"^total header +(\d+)/(\d+)", shown, re.M)[0])
    return found | {"total header": right / wanted}


def same(text: str) -> str:
    return text


@pytest.fixture(scope="module")
def shared_folder() -> Path:
    folder = os.environ.get("GANGMU_SHARED")
    if not folder:
        pytest.skip("GANGMU_SHARED names no folder of reference material")
    return Path(folder)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory, shared_folder: Path) -> dict[str, float]:
    return scores(shared_folder, tmp_path_factory.mktemp("before"), same, same)


def near(before: dict[str, float], after: dict[str, float]) -> None:
    worse = {name: (value, after.get(name)) for name, value in before.items() if after.get(name, 0) < value - WITHIN}
    assert not worse


@pytest.mark.parametrize("columns", [24, 32, 44, 60])
def test_other_widths(columns: int, before: dict[str, float], shared_folder: Path, tmp_path: Path) -> None:
    near(before, scores(shared_folder, tmp_path, lambda text: rewrapped(text, columns), same))


@pytest.mark.parametrize("characters", [24, 33, 50, 70])
def test_lines_that_were_cut_again(
    characters: int, before: dict[str, float], shared_folder: Path, tmp_path: Path
) -> None:
    near(before, scores(shared_folder, tmp_path, lambda text: folded(text, characters), same))


def folded(text: str, characters: int) -> str:
    """Cut every line at a number of characters, whatever it holds; Markdown, whose tables are lines, stays as it is."""
    if "\n|" in text:
        return text
    lines = text.splitlines()
    pieces = (line[at : at + characters] for line in lines for at in range(0, max(1, len(line)), characters))
    return "\n".join(pieces) + "\n"


@cache
def document_of(text: str) -> Document:
    return read_text(Path("any.txt"), text.encode())


def rewrapped(text: str, columns: int) -> str:
    """Set running text to another width as a dump has it, a paragraph beginning a line; tables stay as they are.

    A text that is one line, and Markdown, where a line is a paragraph, are wrapped nowhere.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 4:
        return text
    document = document_of(text)
    pieces: list[tuple[int, str]] = []
    for block in document.blocks:
        spans = block.raw(0, len(block.text))
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        if block.kind == "paragraph":
            pieces.append((start, "\n".join(wrap(block.text, 2 * columns))))
        elif block.kind == "table":
            pieces.append((start, text[text.rfind("\n", 0, start) + 1 : end]))
    return "\n".join(piece for _, piece in sorted(pieces)) + "\n"


def wrap(text: str, measure: int) -> list[str]:
    """Break a paragraph into lines of so many half ems; a closing mark never begins a line."""
    lines: list[str] = []
    line, width = "", 0
    for char in text:
        narrow = ord(char) < 0x2E80 and char not in "“”‘’—…·"
        size = 1 if narrow else 2
        if width + size > measure and char not in "，。、；：）〕”》":
            lines, line, width = [*lines, line], "", 0
        line, width = line + char, width + size
    return [*lines, line]


CLAUSE = re.compile(
    r"[（(〔\[]([^（）()〔〕\[\]]{0,3}(?:责\s*任|牵\s*头|配\s*合)\s*(?:单\s*位|部\s*门)[:：][^（）()〔〕\[\]]+)[）)〕\]]"
)


@pytest.mark.parametrize("brackets", ["()", "〔〕", "[]", "【】"])
def test_other_brackets_and_colons(
    brackets: str, before: dict[str, float], shared_folder: Path, tmp_path: Path
) -> None:
    def change(text: str) -> str:
        colon = ":" if brackets in ("()", "【】") else "："
        return CLAUSE.sub(lambda m: brackets[0] + re.sub(r"(?<=[位门])[:：]", colon, m[1]) + brackets[1], text)

    near(before, scores(shared_folder, tmp_path, change, same))


RENAMED = {
    "财政局": "审计局", "财政厅": "审计厅", "教育局": "体育局", "教育厅": "体育厅", "商务局": "统计局", "商务厅": "统计厅",
    "民政局": "司法局", "民政厅": "司法厅", "科技局": "水务局", "科技厅": "水利厅", "公安局": "信访局", "公安厅": "交通厅",
    "市场监管局": "城市管理局", "行政审批局": "综合执法局", "卫生健康委": "国有资产委",
}  # fmt: skip
"""Names of the same length and class."""


def renamed(text: str) -> str:
    """Replace each name, character by character over the line breaks inside it, and each of the new names by the old."""
    swap = RENAMED | {new: old for old, new in RENAMED.items()}
    pattern = re.compile("|".join(r"\s*".join(name) for name in swap))

    def other(match: re.Match[str]) -> str:
        new = iter(swap[re.sub(r"\s", "", match.group())])
        return "".join(char if char.isspace() else next(new) for char in match.group())

    return pattern.sub(other, text)


def test_other_units(before: dict[str, float], shared_folder: Path, tmp_path: Path) -> None:
    near(before, scores(shared_folder, tmp_path, renamed, renamed))
