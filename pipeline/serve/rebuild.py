"""Make the products anew in the background: however many corrections come meanwhile, once more is enough."""

import threading
from pathlib import Path
from typing import NamedTuple

from pipeline.corpus.manifest import Corpus, read_corpus
from pipeline.corpus.records import corpus_lock
from pipeline.executors.attempt import Failure, attempt
from pipeline.run.documents import run_documents
from pipeline.run.products import build_products
from pipeline.run.stages import Stages


class State(NamedTuple):
    """How far the report is. ``version`` counts the builds that are done."""

    building: bool
    version: int
    failed: str


class Rebuilder:
    """One thread that builds whenever it is asked to."""

    def __init__(self, corpus: Corpus, outputs: Path, stages: Stages) -> None:
        """Take what a run needs; ``start`` begins to listen."""
        self._corpus, self._outputs, self._stages = corpus, outputs, stages
        self._news = threading.Condition()
        self._asked, self._closed = False, False
        self._state = State(False, 0, "")
        self._thread = threading.Thread(target=self._work, name="rebuild", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def ask(self) -> int:
        """Ask for a build; return the version that will hold what stands in the corpus now."""
        with self._news:
            ahead = 2 if self._state.building else 1
            self._asked = True
            self._news.notify_all()
            return self._state.version + ahead

    def state(self) -> State:
        """Return how far the report is."""
        with self._news:
            return self._state._replace(building=self._state.building or self._asked)

    def wait(self, seconds: float) -> None:
        """Wait until nothing is being built, at most so long."""
        with self._news:
            self._news.wait_for(lambda: not (self._state.building or self._asked), seconds)

    def close(self, patience: float = 60) -> None:
        """Start no more builds, and wait up to ``patience`` seconds for the current one.

        A build that is still running ends with the process; the next run repeats what it left undone.
        """
        with self._news:
            self._closed = True
            self._news.notify_all()
        if self._thread.is_alive():
            self._thread.join(patience)

    def _work(self) -> None:
        while True:
            with self._news:
                self._news.wait_for(lambda: self._asked or self._closed)
                if self._closed:
                    return
                self._asked = False
                self._state = self._state._replace(building=True)
            done = attempt(str(self._outputs), self.build)
            failed = done.sentence if isinstance(done, Failure) else ""
            with self._news:
                self._state = State(False, self._state.version + 1, failed)
                self._news.notify_all()

    def build(self) -> tuple[str, ...]:
        """Bring documents and products up to date; return the sentences of documents that failed."""
        corpus = read_corpus(self._corpus.folder)
        with corpus_lock(corpus.folder):
            outcomes = tuple(run_documents(corpus, self._outputs, self._stages))
        build_products(corpus, self._outputs)
        return tuple(outcome.why for outcome in outcomes if outcome.state == "failed")
