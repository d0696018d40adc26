"""The documentation: links lead somewhere, commands print what the pages show, generated pages are those of the code."""

import doctest
import importlib.util
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from extractors import extract
from extractors.readers.base.limits import Limits
from pipeline.corpus.manifest import read_corpus
from pipeline.run.refine import refine
from pipeline.store.results import Result
from schemas import Plan
from tests.support.paths import ROOT

pytestmark = pytest.mark.slow

DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "README.zh.md", *DOCS.rglob("*.md")])
TUTORIAL = DOCS / "tutorial.md"
HOW_TO = sorted(page for page in (DOCS / "how-to").glob("*.md") if "\n```console" in page.read_text(encoding="utf-8"))
"""Their commands go on where the tutorial ends, each page in a copy of its folder."""

FENCE = re.compile(r"^```(?P<kind>\w+)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"!?\[[^\]]*\]\((?![a-z]+:)(?P<path>[^)#\s]*)(?:#(?P<anchor>[^)]+))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
SAME = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


class Command(NamedTuple):
    """A command of a ``console`` block and the output that the page shows for it; ``...`` stands for any text."""

    line: str
    shown: str


def commands(text: str) -> Iterator[Command]:
    """Yield the commands of a console block: ``$`` begins one, ``>`` goes on with it."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        lines = part.splitlines()
        size = next((at for at, line in enumerate(lines) if at and not line.startswith(">")), len(lines))
        line = "\n".join([lines[0], *(more.removeprefix(">").removeprefix(" ") for more in lines[1:size])])
        yield Command(line, "\n".join(lines[size:]) + "\n")


def follow(page: Path, folder: Path) -> None:
    """Do what a page says: save its titled files, run its commands, compare what they print."""
    environment = {**os.environ, "GANGMU_WORKERS": "0", "PYTHONIOENCODING": "utf-8"}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for fence in FENCE.finditer(page.read_text(encoding="utf-8")):
        if fence["title"]:
            (folder / fence["title"]).write_text(fence["text"], encoding="utf-8")
        if fence["kind"] != "console":
            continue
        for command in commands(fence["text"]):
            done = subprocess.run(
                ["bash", "-c", command.line],
                cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
                timeout=300, check=False,
            )  # fmt: skip
            fits = doctest.OutputChecker().check_output(command.shown, done.stdout, SAME)
            assert fits, f"{page.name}: $ {command.line}\nshown:\n{command.shown}\nprinted:\n{done.stdout}"


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of somebody who has followed the tutorial."""
    folder = tmp_path_factory.mktemp("tutorial")
    follow(TUTORIAL, folder)
    return folder


def test_the_tutorial_does_what_it_shows(followed: Path) -> None:
    assert (followed / "outputs" / "report" / "compare" / "linhe-2023" / "linhe-2026.html").is_file()


@pytest.mark.parametrize("page", HOW_TO, ids=lambda page: page.stem)
def test_how_to_pages_do_what_they_show(page: Path, followed: Path, tmp_path: Path) -> None:
    shutil.copytree(followed, tmp_path / "here")
    follow(page, tmp_path / "here")


def anchors(page: Path) -> set[str]:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    return {
        re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", title.lower())).strip("-") for title in HEADING.findall(text)
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_to_pages_and_headings(page: Path) -> None:
    for link in LINK.finditer(FENCE.sub("", page.read_text(encoding="utf-8"))):
        target = page.parent / link["path"] if link["path"] else page
        assert target.exists(), f"{page.name} links to {link['path']}"
        if link["anchor"]:
            assert link["anchor"] in anchors(target), f"{page.name} links to {link['path']}#{link['anchor']}"


@pytest.fixture(scope="module")
def founding() -> tuple[Plan, ...]:
    """Return the plans of corpus/ with their findings."""
    corpus = read_corpus(ROOT / "corpus")
    made = [(entry, extract(corpus.path(entry), entry.id)) for entry in corpus.entries]
    return tuple(refine(Result(*pair), corpus, entry).plan for entry, pairs in made for pair in pairs)


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
def test_the_readme_shows_what_is_found(page: str, founding: tuple[Plan, ...]) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    fences = {fence["kind"]: fence["text"] for fence in FENCE.finditer(text)}
    said = [each.model_dump(mode="json") for plan in founding for each in plan.responsibilities]
    assert any(_within(json.loads(fences["json"]), each) for each in said)
    rows = [task for plan in founding for task in plan.tasks if task.origin == "annex"]
    assert f"{len(said)} " in text
    assert f" {len(rows)} " in text
    findings = {
        (each.severity, each.verdict, each.code, each.message.zh) for plan in founding for each in plan.findings
    }
    assert tuple(fences["text"].split()) in findings


def _within(shown: object, whole: object) -> bool:
    if isinstance(shown, dict) and isinstance(whole, dict):
        return all(name in whole and _within(value, whole[name]) for name, value in shown.items())
    return shown == whole


@pytest.mark.parametrize("name", ["data-model.md", "reference/cli.md", "reference/linked-data.md"])
def test_generated_pages_are_those_of_the_code(name: str) -> None:
    written = runpy.run_path(str(DOCS / "generate.py"))["PAGES"][name]()
    assert (DOCS / name).read_text(encoding="utf-8") == written, "run: make docs"


def test_the_limits_are_those_of_the_readers() -> None:
    rows = re.findall(r"^\| `(\w+)` \| ([\d,]+) \|", (DOCS / "formats.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert {name: float(bound.replace(",", "")) for name, bound in rows} == Limits()._asdict()


def test_commands_that_pages_name_exist() -> None:
    known = set(
        re.findall(r"^## (gangmu .+)$", (DOCS / "reference" / "cli.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    first = {name.split()[1] for name in known}
    for page in PAGES:
        for word in re.findall(r"`gangmu ([a-z]+)", page.read_text(encoding="utf-8")):
            assert word in first, f"{page.name} names gangmu {word}"


def test_every_page_is_in_the_navigation() -> None:
    def leaves(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        else:
            for inner in value.values() if isinstance(value, dict) else value:
                yield from leaves(inner)

    site = yaml.safe_load((DOCS / "mkdocs" / "mkdocs.yml").read_text(encoding="utf-8"))
    pages = {page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")}
    listed = sorted(leaves(site["nav"]))
    assert listed == sorted(set(listed)), "a page stands twice"
    assert set(listed) <= pages
    assert not {page for page in pages - set(listed) if not page.startswith("benchmarks")}


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    if importlib.util.find_spec("mkdocs") is None or importlib.util.find_spec("pymdownx") is None:
        pytest.skip("mkdocs is not installed: pip install -e '.[docs]'")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", DOCS / "mkdocs" / "mkdocs.yml", "-d", tmp_path / "site"],
        capture_output=True, encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert not re.findall(r"<(?:script|link|img)[^>]+(?:src|href)=\"https?:", page), "the site fetches from the network"
