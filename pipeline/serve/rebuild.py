"""Rebuild the products in the background. However many corrections arrive during a build, one more build covers them."""

import threading
from math import inf
from pathlib import Path
from typing import NamedTuple

from pipeline.corpus.lock import folder_lock
from pipeline.corpus.manifest import Corpus, read_corpus
from pipeline.executors.attempt import Failure, attempt
from pipeline.run.documents import drop_unregistered, run_documents
from pipeline.run.products import build_products
from pipeline.run.stages import Stages
from pipeline.store.lock import outputs_lock
from pipeline.store.results import plan_folders


class State(NamedTuple):
    """The state of the report. ``version`` counts finished builds; ``failed`` is the error of the last one, or ""."""

    building: bool
    version: int
    failed: str


class Rebuilder:
    """One thread that builds on request."""

    def __init__(self, corpus: Corpus, outputs: Path, stages: Stages) -> None:
        """Store what a run needs; the thread starts with ``start``."""
        self._corpus, self._outputs, self._stages = corpus, outputs, stages
        self._news = threading.Condition()
        self._asked, self._closed = False, False
        self._state = State(False, 0, "")
        self._thread = threading.Thread(target=self._work, name="rebuild", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def ask(self) -> int:
        """Request a build; return the version that will include the current content of the corpus."""
        with self._news:
            # A build in progress may already have read the files that changed, so only the next one surely has them.
            ahead = 2 if self._state.building else 1
            self._asked = True
            self._news.notify_all()
            return self._state.version + ahead

    def state(self) -> State:
        """Return the state of the report; a requested build counts as building."""
        with self._news:
            return self._state._replace(building=self._state.building or self._asked)

    def wait(self, seconds: float) -> None:
        """Wait until no build is running or requested, for at most this many seconds."""
        with self._news:
            self._news.wait_for(lambda: not (self._state.building or self._asked), seconds)

    def close(self, patience: float = 60) -> None:
        """Start no more builds, and wait up to ``patience`` seconds for the current one.

        A build that is still running ends with the process; the next run completes it.
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
                # in the same step as the request is taken: between the two the page would see a finished report
                self._state = self._state._replace(building=True)
            done = attempt(str(self._outputs), self.build)
            failed = done.sentence if isinstance(done, Failure) else ""
            with self._news:
                self._state = State(False, self._state.version + 1, failed)
                self._news.notify_all()

    def build(self) -> tuple[str, ...]:
        """Bring documents and products up to date; return the messages of documents that failed."""
        corpus = read_corpus(self._corpus.folder)
        # no person waits for a build, so it waits for other commands however long they take
        with folder_lock(corpus.folder, inf), outputs_lock(self._outputs, inf):
            outcomes = tuple(run_documents(corpus, self._outputs, self._stages))
        drop_unregistered(corpus, self._outputs)
        # there is no report of no plans
        if plan_folders(self._outputs):
            build_products(corpus, self._outputs)
        return tuple(outcome.why for outcome in outcomes if outcome.state == "failed")
