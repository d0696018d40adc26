"""Build the wheel, install it into a clean environment without the checkout, and run the main job there.

Dependencies are taken from the environment that runs this, so that no network is needed. Exit code 0 if the report is there.
"""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

import typer

ROOT = Path(__file__).parents[2]
NOTICE = "山前县冬季供暖行动方案（2024—2026年）\n\n一、主要任务\n\n1．改造供热管网。到2026年新建管网12公里。（牵头单位：县住建局）\n"
EXPECTED = ("report/index.html", "tables/tasks.csv", "graph.graphml", "山前县-供暖/plan.json")


def main() -> int:
    """Build, install, run; print what is there."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        _do(
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "-q",
            "--no-deps",
            "--no-build-isolation",
            "-w",
            str(folder),
            str(_source(folder)),
            at=folder,
        )
        (wheel,) = folder.glob("*.whl")
        bin_folder = _bin_with(wheel, folder)
        (folder / "供暖 notice.txt").write_bytes(NOTICE.replace("\n", "\r\n").encode("gb18030"))
        gangmu = str(bin_folder / "gangmu")
        _do(gangmu, "add", "供暖 notice.txt", "--id", "山前县-供暖", at=folder)
        _do(gangmu, "run", at=folder)
        _do(gangmu, "publish", "data", at=folder)
        place = _do(str(bin_folder / "python"), "-c", "import pipeline; print(pipeline.__file__)", at=folder)
        missing = [path for path in EXPECTED if not (folder / "outputs" / path).is_file()]
        elsewhere = not Path(place.strip()).is_relative_to(folder)
        print(f"{wheel.name}: {'failed' if missing or elsewhere else 'works'} {missing or ''}")  # noqa: T201
        return int(bool(missing) or elsewhere)


def _source(folder: Path) -> Path:
    """Copy what the wheel is built from: setuptools builds beside the source, and takes in what an earlier build left."""
    source = folder / "source"
    for name in ("schemas", "extractors", "pipeline"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    return source


def _bin_with(wheel: Path, folder: Path) -> Path:
    """Install the wheel into a new environment and return the folder of its commands.

    The environment sees the dependencies of this one, but not its editable install.
    """
    environment = folder / "env"
    venv.create(environment, with_pip=False, symlinks=True)
    python = environment / "bin" / "python"
    site = _do(str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", at=folder).strip()
    # a path in a .pth file is searched, but the .pth files in it, such as that of the editable install, are not read
    (Path(site) / "dependencies.pth").write_text(f"{Path(typer.__file__).parents[1]}\n", encoding="utf-8")
    _do(
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        "--force-reinstall",
        str(wheel),
        at=folder,
    )
    return python.parent


def _do(*words: str, at: Path) -> str:
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    done = subprocess.run(words, cwd=at, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(words)}\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
