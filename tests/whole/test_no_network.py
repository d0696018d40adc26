"""Nothing leaves the machine: commands run under a guard on sockets, recognition also under a trace of system calls."""

import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.readers.scan import read as scans
from pipeline.corpus.manifest import Corpus
from tests.extractors.readers.test_scans import scan
from tests.support.plan_files import TITLE
from tests.support.server import NOTICE

pytestmark = pytest.mark.slow

GUARD = '''
import os, sys

LOCAL = ("127.0.0.1", "::1", "localhost", "", None, b"127.0.0.1", b"localhost")


def watch(event, args):
    """Refuse names and addresses beyond loopback; sockets between processes have a path, not a tuple."""
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        host = args[0]
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"):
        host = args[1][0] if isinstance(args[1], tuple) else None
    else:
        return
    if host not in LOCAL:
        with open(os.environ["GUARD_LOG"], "a") as log:
            log.write(f"{event} {host}\\n")
        raise OSError(f"{event} {host} is not allowed")


sys.addaudithook(watch)
with open(os.environ["GUARD_LOG"], "a") as log:  # the file shows that the guard was loaded
    pass
'''


@pytest.fixture
def guarded(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which every Python process refuses the network; its home is empty."""
    site, home = tmp_path / "site", tmp_path / "home"
    site.mkdir()
    home.mkdir()
    (site / "sitecustomize.py").write_text(GUARD)
    kept = {
        name: value for name, value in os.environ.items() if name not in ("XDG_CACHE_HOME", "ORT_DISABLE_TELEMETRY")
    }
    own = {"HOME": str(home), "GUARD_LOG": str(tmp_path / "guard.log"), "PYTHONPATH": str(site)}
    return kept | own | {"GANGMU_CACHE": str(home / "cache"), "PYTHONUNBUFFERED": "1"}


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-c", "from pipeline.cli.command import app; app()", *map(str, arguments)]


def run(environment: dict[str, str], *arguments: object, before: tuple[str, ...] = ()) -> None:
    """Run a command to its end; it succeeds, and the guard was there and met nothing."""
    done = subprocess.run([*before, *command(*arguments)], env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert Path(environment["GUARD_LOG"]).read_text() == ""


def test_the_guard_refuses_a_name(guarded: dict[str, str]) -> None:
    code = "import socket; socket.create_connection(('example.invalid', 80))"
    done = subprocess.run([sys.executable, "-c", code], env=guarded, capture_output=True, text=True)
    assert "is not allowed" in done.stderr
    assert Path(guarded["GUARD_LOG"]).read_text() == "socket.getaddrinfo example.invalid\n"


def test_run_report_export_and_serve(
    make_corpus: Callable[..., Corpus], tmp_path: Path, guarded: dict[str, str]
) -> None:
    folder, outputs = make_corpus({"a": NOTICE, "b": NOTICE + "\n4．改进桥梁管理。"}).folder, tmp_path / "outputs"
    run(guarded, "run", "--corpus", folder, "--outputs", outputs, "--workers", 2)
    run(guarded, "report", "--corpus", folder, "--outputs", outputs)
    run(guarded, "export", "-f", "sqlite", "--outputs", outputs, "--out", tmp_path / "facts.db")
    serve = command("serve", "--port", 0, "--corpus", folder, "--outputs", outputs)
    with subprocess.Popen(serve, env=guarded, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            url = re.search(r"http://127\.0\.0\.1:\d+/", server.stdout.readline())
            assert url is not None
            with urllib.request.urlopen(url.group()) as page:
                assert "江北市优化服务行动方案" in page.read().decode()
        finally:
            server.send_signal(signal.SIGINT)
    assert Path(guarded["GUARD_LOG"]).read_text() == ""


@pytest.mark.skipif(not scans.can_read(), reason="the extra ocr is not installed")
def test_recognition_sends_nothing_and_leaves_no_device_id(tmp_path: Path, guarded: dict[str, str]) -> None:
    path, trace = tmp_path / "scan.pdf", tmp_path / "trace"
    path.write_bytes(scan())
    tool = shutil.which("strace")
    traced = (tool, "-f", "-qq", "-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o", str(trace)) if tool else ()
    may = tool and subprocess.run([tool, "-qq", "true"], capture_output=True).returncode == 0
    run(guarded, "extract", path, "--out", tmp_path / "out", before=traced if may else ())
    assert TITLE in (tmp_path / "out" / "scan" / "plan.json").read_text(encoding="utf-8")
    made = {file.relative_to(guarded["HOME"]).parts[0] for file in Path(guarded["HOME"]).rglob("*") if file.is_file()}
    assert made == {"cache"}, "a library wrote into the home folder"
    if may:  # native code passes no hook of Python
        calls = [line for line in trace.read_text().splitlines() if "AF_INET" in line or "sin_port" in line]
        assert [call for call in calls if "127.0.0.1" not in call and '"::1"' not in call] == []
