"""Write .requirements/ and constraints.txt, the exact versions of all that make installs: `make constraints`.

uv resolves for every system and Python version that Gangmu supports, so one file serves all; pip could only lock what
is installed here. Versions that constraints.txt already names are kept while they fit pyproject.toml.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.support.paths import ROOT

# What each target of the Makefile installs above the one before it, by the extras of pyproject.toml.
GROUPS = {"run": (), "docs": ("docs",), "test": ("test",), "check": ("test", "check")}
LOCKED = re.compile(r"^(?P<name>[\w.-]+)==[^\n]*(?:\n    --hash[^\n]*)+", re.M)
PIN = re.compile(r"^\S+==\S+(?: ; [^\\\n]+?)?(?= \\$)", re.M)
BUILD = ("setuptools",)  # installed first, because jieba comes as source
REQUIREMENTS = ".requirements"
HEADER = {
    REQUIREMENTS: "# Versions and SHA-256 of what make installs; pip refuses a file that differs. Written by make constraints.\n",
    "constraints": "# Exact versions of all that make installs, extras included. Written by make constraints; ranges are in pyproject.toml.\n",
}


def resolve(uv: str, extras: tuple[str, ...], pins: Path) -> dict[str, str]:
    """Return the locked requirements with their hashes by package name, for the package and these extras."""
    command = [uv, "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"]
    command += ["--no-annotate", "--no-header", "--no-emit-index-url", "--constraint", str(pins)]
    command += [f"--extra={extra}" for extra in extras]
    command += ["pyproject.toml"]
    found = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
    locked: dict[str, str] = {}
    for m in LOCKED.finditer(found):  # a package has two entries where an older Python needs an older version
        locked[m["name"]] = f"{locked.get(m['name'], '')}{m[0]}\n"
    return locked


def write(folder: Path, groups: dict[str, dict[str, str]]) -> None:
    """Write one file of requirements for each group, without what an earlier group holds, and the constraints."""
    seen: dict[str, str] = {name: groups["run"][name] for name in BUILD}
    (folder / REQUIREMENTS).mkdir(exist_ok=True)
    for group, locked in {"build": dict(seen), **groups}.items():
        new = locked if group == "build" else {name: text for name, text in locked.items() if name not in seen}
        seen |= new
        text = HEADER[REQUIREMENTS] + "".join(new[name] for name in sorted(new))
        (folder / REQUIREMENTS / f"{group}.txt").write_text(text, encoding="utf-8")
    pins = "".join(f"{pin}\n" for name in sorted(seen) for pin in PIN.findall(seen[name]))
    (folder / "constraints.txt").write_text(HEADER["constraints"] + pins, encoding="utf-8")


def main(uv: str, *upgraded: str) -> int:
    """Lock all groups; a package named behind the program of uv is brought to its newest version."""
    with tempfile.TemporaryDirectory() as scratch:
        pins = Path(scratch) / "constraints.txt"
        lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines(keepends=True)
        pins.write_text("".join(line for line in lines if line.partition("==")[0] not in upgraded), encoding="utf-8")
        write(ROOT, {group: resolve(uv, extras, pins) for group, extras in GROUPS.items()})
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
