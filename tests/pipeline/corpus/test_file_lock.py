"""Locks between processes, as on Linux and as on Windows; the branch for Windows runs on byte locks of this system."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.support.paths import ROOT

WINDOWS = """
    import fcntl, os, sys, types
    def locking(descriptor, mode, length):
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, length, 0, os.SEEK_CUR)
    sys.modules["msvcrt"] = types.SimpleNamespace(locking=locking, LK_NBLCK=2)
    import importlib.util
    found = importlib.util.find_spec
    importlib.util.find_spec = lambda name, *more: None if name == "fcntl" else found(name, *more)
"""
HOLD = """
    import sys
    from pathlib import Path
    from pipeline.corpus import file_lock
    from pipeline.corpus.lock import folder_lock
    from pipeline.store.lock import outputs_lock
    with folder_lock(Path("corpus"), 0), outputs_lock(Path("outputs"), 0):
        print(hasattr(file_lock, "msvcrt"), flush=True)
        sys.stdin.read()
"""
TRY = """
    from pathlib import Path
    from pipeline.corpus.lock import folder_lock
    from pipeline.errors import InputError
    from pipeline.store.lock import outputs_lock
    for lock, folder in ((folder_lock, "corpus"), (outputs_lock, "outputs")):
        try:
            with lock(Path(folder), 0):
                print("free")
        except InputError as error:
            print(error)
"""


def script(system: str, text: str) -> list[str]:
    return [sys.executable, "-c", textwrap.dedent(WINDOWS if system == "windows" else "") + textwrap.dedent(text)]


@pytest.mark.parametrize("system", ["posix", "windows"])
def test_one_writer_at_a_time(tmp_path: Path, system: str) -> None:
    (tmp_path / "corpus").mkdir()
    started = {"cwd": tmp_path, "env": {"PYTHONPATH": str(ROOT)}, "text": True}
    with subprocess.Popen(script(system, HOLD), stdin=subprocess.PIPE, stdout=subprocess.PIPE, **started) as holder:  # type: ignore[call-overload]
        assert holder.stdout.readline().strip() == str(system == "windows")
        other = subprocess.run(script(system, TRY), capture_output=True, check=True, **started)  # type: ignore[call-overload]
        corpus, outputs = other.stdout.splitlines()
        assert "another process is writing to it" in corpus
        assert f"another run is using this folder (process {holder.pid} on" in outputs
        holder.communicate("")
    after = subprocess.run(script(system, TRY), capture_output=True, check=True, **started)  # type: ignore[call-overload]
    assert after.stdout.split() == ["free", "free"]
    assert (tmp_path / "corpus" / ".lock").exists() == (system == "windows")
