"""A run that is killed, a second run at once, a disk that is full: never half a document, never a traceback."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.corpus.manifest import Corpus
from pipeline.errors import InputError
from pipeline.run.documents import run_documents
from pipeline.store.commit import settle
from pipeline.store.lock import LOCK, outputs_lock
from tests.support.paths import ROOT
from tests.support.stub_extract import STUB

pytestmark = pytest.mark.slow

MakeCorpus = Callable[..., Corpus]
OLD = {"a": "甲\n1. 一===甲二\n1. 二", "b": "乙\n1. 一", "c": "丙\n1. 一"}
NEW = {"a": "甲\n1. 一改", "b": "乙\n1. 一改===乙二\n1. 二", "c": "丙\n1. 一"}
KILLS = int(os.environ.get("GANGMU_KILLS", "3"))
"""Moments at which a run is killed; the runs of one series continue each other."""
WRITING = ("write_bytes", "replace", "unlink")


def run(corpus: Corpus, out: Path) -> None:
    assert {outcome.state for outcome in run_documents(corpus, out, STUB)} <= {"made", "kept"}


def plans(out: Path, id: str) -> dict[str, bytes]:
    """Return the files of a document that are its version; what is hidden is the run's own."""
    folders = [out / id, *out.glob(f"{id}--*")]
    return {f"{f.name}/{p.name}": p.read_bytes() for f in folders for p in f.glob("[!.]*") if f.is_dir()}


class Killer:
    """Ends this process at its nth change of a file; a write is left half done."""

    def __init__(self, point: int) -> None:
        self.left = point

    def arm(self) -> None:
        for name in WRITING:
            setattr(Path, name, self._armed(getattr(Path, name)))

    def _armed(self, real: Callable[..., object]) -> Callable[..., object]:
        def work(path: Path, *args: object, **kwargs: object) -> object:
            self.left -= 1
            if self.left < 0:
                if args and isinstance(args[0], bytes):
                    real(path, args[0][: len(args[0]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return real(path, *args, **kwargs)

        return work


def killed_at(point: int, work: Callable[[], None]) -> bool:
    """Do the work in a copy of this process that is killed at a point; tell whether it was."""
    child = os.fork()
    if not child:
        Killer(point).arm()
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def test_a_run_killed_at_any_change_of_a_file_leaves_old_or_new(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    new_corpus = make_corpus(NEW)
    run(new_corpus, tmp_path / "new")
    new = {id: plans(tmp_path / "new", id) for id in NEW}
    points = 0
    while True:
        out = tmp_path / f"out{points}"
        run(make_corpus(OLD), out)
        old = {id: plans(out, id) for id in OLD}
        corpus = make_corpus(NEW)
        killed = killed_at(points, lambda corpus=corpus, out=out: run(corpus, out))  # type: ignore[misc]
        settle(out)
        for id in OLD:
            assert plans(out, id) in (old[id], new[id]), f"{id} is neither old nor new after change {points}"
        run(corpus, out)
        assert {id: plans(out, id) for id in OLD} == new
        assert not [path for path in out.rglob("*") if path.name.endswith(".part") or path.name == ".commit.json"]
        if not killed:
            break
        points += 1
    assert points >= 20


def test_gangmu_killed_at_random_leaves_whole_files_and_no_lock(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    text = (ROOT / "corpus/documents/minhang-2025.txt").read_text(encoding="utf-8")
    corpus = make_corpus({f"p{number}": f"{text}\n{number}" for number in range(2)})
    places = ("--corpus", corpus.folder, "--outputs", tmp_path / "out", "--workers", "2")
    command = [sys.executable, "-c", "from pipeline.cli.command import app; app()", "run", *map(str, places)]
    chance = random.Random(os.environ.get("GANGMU_KILLS_SEED", "7"))
    for _ in range(KILLS):
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.5, 6))
        process.kill()
        process.wait()
        for path in (tmp_path / "out").glob("*/plan.json"):
            assert path.read_bytes().endswith(b"}\n")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "out").glob("*/plan.json"))) == 2
    assert not [path for path in (tmp_path / "out").rglob("*") if path.name.endswith(".part")]


def test_two_runs_at_once(tmp_path: Path) -> None:
    with outputs_lock(tmp_path / "out"):
        with pytest.raises(
            InputError, match=rf"another run is using this folder \(process {os.getpid()} on .+ since 20"
        ):
            outputs_lock(tmp_path / "out").__enter__()
        with outputs_lock(tmp_path / "other"):
            pass
    with outputs_lock(tmp_path / "out"):
        pass


def test_what_a_killed_run_left_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / LOCK).write_text('{"process": 1, "host": "here", "since": "2020"}\n', encoding="utf-8")
    with outputs_lock(tmp_path / "out"):
        assert str(os.getpid()) in (tmp_path / "out" / LOCK).read_text(encoding="utf-8")


def gangmu(corpus: Corpus, out: Path, **how: object) -> subprocess.CompletedProcess[str]:
    code = (
        "import sys; sys.path.insert(0, '.')\n"
        "from tests.support import stub_extract; import extractors, extractors.readers\n"
        "extractors.extract_document, extractors.readers.read_document = stub_extract.stub_facts, stub_extract.stub_read\n"
        "from pipeline.cli.command import app; app()"
    )
    command = [sys.executable, "-c", code, "run", "--corpus", corpus.folder, "--outputs", out, "--workers", "0"]
    return subprocess.run(
        [*map(str, command)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        **how,  # type: ignore[call-overload]
    )


def test_a_full_disk_is_one_sentence_and_the_old_version_stays(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(make_corpus(OLD), out)
    before = {id: plans(out, id) for id in OLD}
    corpus = make_corpus({id: text + "改" * 3000 for id, text in OLD.items()})
    done = gangmu(corpus, out, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000)))
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert "cannot be written" in done.stderr
    assert {id: plans(out, id) for id in OLD} == before
    assert gangmu(corpus, out).returncode == 0


def test_outputs_that_cannot_be_written_are_one_sentence(make_corpus: MakeCorpus, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = gangmu(make_corpus(OLD), tmp_path / "file" / "out")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert "cannot be written" in done.stderr


WORK = """
import time
from pipeline.executors.attempt import attempt

def work():
    for step in range(100):
        print(step, flush=True)
        end = time.process_time() + 0.1  # of the processor: as many steps remain on a busy machine as on an idle one
        while time.process_time() < end:
            sum(range(1000))

attempt("outputs", lambda: attempt("document", work))
"""


@pytest.mark.parametrize("step", [0, 1, 7])
def test_ctrl_c_interrupts_a_job_at_any_step(step: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WORK], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        while process.stdout.readline().strip() != str(step):
            pass
        process.send_signal(signal.SIGINT)
        steps = process.stdout.read().split()
        assert process.wait() == -signal.SIGINT
    assert len(steps) < 90, "the job was not interrupted but ran to its end"


TRIES = 5
"""Runs that may be over before they are interrupted."""


@pytest.mark.parametrize(("sign", "workers"), [(LOCK, "2"), ("a/plan.json", "0"), ("graph.*", "2")])
def test_ctrl_c_ends_a_run_in_silence_and_the_next_run_completes_it(
    make_corpus: MakeCorpus, tmp_path: Path, sign: str, workers: str
) -> None:
    text = (ROOT / "corpus/documents/minhang-2025.txt").read_text(encoding="utf-8")
    corpus = make_corpus({"a": text, "b": text + "\n"})
    for number in range(TRIES):
        out = tmp_path / f"out{number}"
        places = ("--corpus", corpus.folder, "--outputs", out, "--workers", workers)
        command = [sys.executable, "-c", "from pipeline.cli.command import app; app()", "run", *map(str, places)]
        with subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        ) as process:
            while not any(out.glob(sign)) and process.poll() is None:
                os.sched_yield()
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers too
            said, errors = process.communicate()
        if process.returncode:
            break  # else this process had to wait so long on a busy machine that the run was over first
    assert (process.returncode, said, errors) == (130, "", "")
    assert not (out / "run.json").exists()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (out / "report" / "index.html").is_file()
