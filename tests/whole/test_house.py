"""The structure of the project: packages, the documents about them, and what the build guarantees."""

import ast
import importlib
import re
import runpy
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.support.distributions import required_distributions
from tests.support.paths import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = ("schemas", "extractors", "pipeline")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def tracked() -> list[str]:
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.splitlines()


def requirement(line: str) -> str:
    return re.split(r"[<>=!~\[; ]", line, maxsplit=1)[0].lower().replace("_", "-").replace(".", "-")


@pytest.mark.parametrize("name", PACKAGES)
def test_packages_come_from_this_repository(name: str) -> None:
    assert Path(str(importlib.import_module(name).__file__)).is_relative_to(ROOT)


def test_every_folder_of_code_is_packaged() -> None:
    folders = {".".join(path.parent.relative_to(ROOT).parts) for path in MODULES}
    assert folders == set(PROJECT["tool"]["setuptools"]["packages"])


def test_data_beside_the_code_is_packaged() -> None:
    listed = PROJECT["tool"]["setuptools"]["package-data"]
    packages = PROJECT["tool"]["setuptools"]["packages"]
    data = [path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file()]
    for path in data:
        if path.suffix == ".py" or "__pycache__" in path.parts:
            continue
        parts = path.relative_to(ROOT).parts
        inner = max((p for p in packages if parts[: len(p.split("."))] == tuple(p.split("."))), key=len)
        name = Path(*parts[len(inner.split(".")) :])
        globs = [*listed.get(inner, []), *listed.get("*", [])]
        assert any(name.match(glob) or glob == "**/*" for glob in globs), f"{path} is in no package-data"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_modules_stay_small(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= 250


def calls_at_import(tree: ast.AST) -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        if not isinstance(node, ast.FunctionDef | ast.Lambda):
            if isinstance(node, ast.Call):
                yield ast.unparse(node.func)
            yield from calls_at_import(node)


def test_extractors_compile_no_pattern_at_import() -> None:
    # extractors.language.patterns.lazy_pattern compiles at the first use: a short document needs half of the patterns
    modules = (path for path in MODULES if path.is_relative_to(ROOT / "extractors"))
    eager = [path.name for path in modules if "re.compile" in calls_at_import(ast.parse(path.read_text("utf-8")))]
    assert not eager, f"use lazy_pattern in {eager}"


def test_every_dependency_has_its_reason() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    named = {
        requirement(row.split("|")[1].strip()) for row in page.splitlines() if row.startswith("| ") and "---" not in row
    }
    extras = PROJECT["project"]["optional-dependencies"].values()
    wanted = {requirement(line) for group in (PROJECT["project"]["dependencies"], *extras) for line in group}
    assert wanted - {"gangmu"} == named - {"package"}


def test_every_import_is_declared() -> None:
    owners = packages_distributions()
    used: dict[str, str] = {}
    for path in [*MODULES, *(ROOT / "tests").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            used |= {name.split(".")[0]: path.name for name in names}
    local = {*PACKAGES, "tests", *sys.stdlib_module_names}
    extras = PROJECT["project"]["optional-dependencies"].values()
    declared = {requirement(line) for group in (PROJECT["project"]["dependencies"], *extras) for line in group}
    for module, where in used.items():
        if module not in local:
            names = {requirement(name) for name in owners.get(module, [module])}
            assert names & declared, f"{where} imports {module}, which pyproject.toml does not name"


LOCKED_ENTRY = re.compile(r"^([\w.-]+)==([\w.]+)(?: ; [^\\\n]+)?(?: \\\n    --hash=sha256:[0-9a-f]{64})+$", re.M)


def locked(group: str) -> dict[str, set[str]]:
    """Return the versions by package of one file of requirements, all of whose lines must be entries with hashes."""
    text = (ROOT / ".requirements" / f"{group}.txt").read_text(encoding="utf-8")
    assert set(LOCKED_ENTRY.sub("", text).split("\n")) == {"", text.partition("\n")[0]}
    versions: dict[str, set[str]] = {}
    for name, version in LOCKED_ENTRY.findall(text):
        versions.setdefault(name, set()).add(version)
    return versions


def test_every_dependency_is_locked_for_its_target() -> None:
    """The closure over what is installed here is a part of what each target installs, at the versions that are named."""
    installed = locked("build")
    for group, extras in (("run", ()), ("docs", ("docs",)), ("test", ("test",)), ("check", ("test", "check"))):
        installed |= locked(group)
        for name, package in required_distributions(frozenset(extras)).items():
            assert name in installed, f"{name} is not locked for {group}: make constraints"
            assert package.version in installed[name], f"{name} is {package.version} here: make again"


def test_the_constraints_are_the_versions_of_the_requirements() -> None:
    """They are for people who install an extra by name; no line names a place to fetch from."""
    pins = re.findall(r"^([\w.-]+)==([\w.]+)", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.M)
    groups = [locked(group) for group in ("build", "run", "docs", "test", "check")]
    assert sorted(pins) == sorted((n, v) for group in groups for n, versions in group.items() for v in versions)


def test_the_data_model_page_is_that_of_the_schemas() -> None:
    generate = runpy.run_path(str(ROOT / "docs" / "generate.py"))
    assert (ROOT / "docs" / "data-model.md").read_text(encoding="utf-8") == generate["data_model"](), "run: make docs"


LINK = re.compile(r"\[[^\]]*\]\((?!https?:|#|mailto:)([^)#]+)")
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "corpus/README.md", ROOT / "outputs/README.md"]
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_make_help_lists_every_target() -> None:
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    for target in ("setup", "run", "report", "compare", "test", "check", "golden", "bench", "clean"):
        assert re.search(rf"make {target} ", done.stdout), target


def test_outputs_are_not_kept() -> None:
    kept = [name for name in tracked() if name.startswith("outputs/")]
    assert kept in ([], ["outputs/README.md"])


def test_the_top_level_is_the_one_agreed() -> None:
    folders = {name.split("/")[0] for name in tracked() if "/" in name and not name.startswith(".")}
    assert folders <= {"pipeline", "extractors", "schemas", "corpus", "outputs", "tests", "docs"}


def test_design_names_every_room() -> None:
    page = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    rooms = [name.split(".") for name in PROJECT["tool"]["setuptools"]["packages"] if "." in name]
    named = {parts[2] if parts[:2] == ["extractors", "readers"] and len(parts) > 2 else parts[1] for parts in rooms}
    assert {room for room in named if f"`{room}/`" not in page} == set()


@pytest.mark.parametrize(
    "folder", sorted({path.parent for path in MODULES}), ids=lambda f: f.relative_to(ROOT).as_posix()
)
def test_folders_stay_readable(folder: Path) -> None:
    assert len([path for path in folder.glob("*.py") if path.name != "__init__.py"]) <= 20
