"""Open the facts store of outputs/, brought up to date: only plans whose plan.json changed are read again.

A store that is made anew is written beside the old one and renamed. One in which few plans changed is updated in a
transaction.
"""

import errno
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, Self

from pipeline.atomic import atomic
from pipeline.errors import InputError
from pipeline.facts.differences import Differences, differences
from pipeline.facts.record import RECORD, STORE, is_of_this_code, write_store_record
from pipeline.facts.schema import create, create_indexes
from pipeline.facts.totals import add_up, add_up_touched, begin_touched, touch
from pipeline.facts.writer import insert_comparison, insert_plan, remove_comparison, remove_plan
from pipeline.store.comparisons import StoredComparisons, comparison_path, read_comparison
from pipeline.store.results import Plans, Result, each_plan, plan_reader, read_plan
from schemas import Plan
from schemas.comparison import Comparison

PATIENCE = 60
"""Seconds to wait while another process writes the store."""
FEW = 4
"""The store is made anew if more than one plan in so many changed."""
MARGIN = 2_000_000_000
"""Nanoseconds by which a file system may round the time of a file down."""
_UNWRITABLE = (errno.EACCES, errno.EPERM, errno.EROFS)
_NO_JOURNAL = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32000; BEGIN;"


def open_facts(outputs: Path) -> sqlite3.Connection:
    """Return the store of the plans in outputs/, up to date.

    Where outputs/ cannot be written, it is a temporary file, which is gone when the connection is closed. InputError if
    another process has been writing it for a minute.
    """
    try:
        with FactsUpdate(outputs) as update:
            for plan in each_plan(outputs, update.plans) if update.plans else ():
                update.add(plan)
            return update.finish()
    except OSError as error:
        if error.errno not in _UNWRITABLE:
            raise
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname.startswith("SQLITE_BUSY"):
            raise InputError(
                str(outputs / STORE), "another process is writing to it", "try again when it has finished"
            ) from error
        if not error.sqlite_errorname.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
            raise
    return facts_of(each_plan(outputs), StoredComparisons(outputs), lambda id: read_plan(outputs / id))


def facts_of(
    plans: Iterable[Plan], comparisons: Iterable[Comparison], read: Callable[[str], Plan]
) -> sqlite3.Connection:
    """Return a store of these plans and of the comparisons of two of them, in a temporary file.

    ``read`` returns one of the plans by its id.
    """
    base = sqlite3.connect("", isolation_level=None, check_same_thread=False)
    base.executescript(_NO_JOURNAL)
    create(base)
    ids = set()
    for plan in plans:
        insert_plan(base, plan)
        ids.add(plan.plan.id)
    create_indexes(base)
    for found in comparisons:
        if {found.old.id, found.new.id} <= ids:
            insert_comparison(base, found, read(found.old.id), read(found.new.id))
    add_up(base)
    return base


def facts_of_results(results: Sequence[Result], comparisons: Iterable[Comparison] = ()) -> sqlite3.Connection:
    """Return a store of these plans, see ``facts_of``."""
    return facts_of(Plans(results), comparisons, plan_reader(results))


class FactsUpdate:
    """An update of the store. A context manager: if the block ends before ``finish``, the store is as it was."""

    def __init__(self, outputs: Path, digests: Mapping[str, str] | None = None) -> None:
        """``digests`` of each plan.json by plan, where they are known; otherwise files older than the store count as unchanged."""
        self._outputs, self._digests = outputs, digests
        self._path = outputs / STORE
        self._files = ExitStack()

    def __enter__(self) -> Self:
        """Find out what changed, and begin a transaction or a new store if anything did."""
        self._began = time.time_ns() - MARGIN
        self._anew = False
        base = _existing(self._outputs)
        if base is None or not self._take_up(base):
            if base is not None:
                base.close()
            self._begin_anew()
        return self

    def _take_up(self, base: sqlite3.Connection) -> bool:
        """Continue the store as it is, in a transaction if anything changed; return whether that is worth it."""
        self._base = base
        self._differences = self._find(base)
        if self._differences:
            base.execute("BEGIN IMMEDIATE")
            self._differences = self._find(base)  # another process may have updated it meanwhile
            begin_touched(base)
        (plans,) = base.execute("SELECT count(*) FROM plans").fetchone()
        return FEW * len(self._differences.plans) <= int(plans)

    def _find(self, base: sqlite3.Connection) -> Differences:
        return differences(base, self._outputs, self._path.stat().st_mtime_ns, self._digests)

    def _begin_anew(self) -> None:
        self._anew = True
        draft = self._files.enter_context(atomic(self._path, synced=True, shared=True))
        draft.unlink(missing_ok=True)
        self._base = sqlite3.connect(draft, isolation_level=None)
        self._files.callback(self._base.close)  # before the draft is renamed
        self._base.executescript(_NO_JOURNAL)
        create(self._base)
        self._differences = differences(self._base, self._outputs, 0, self._digests)

    @property
    def plans(self) -> frozenset[str]:
        """Return the ids of the plans that are to be added."""
        return frozenset(self._differences.plans)

    def add(self, plan: Plan) -> None:
        """Write the facts of a plan, unless the store has them."""
        id = plan.plan.id
        if id not in self._differences.plans:
            return
        if not self._anew:
            touch(self._base, id)
            remove_plan(self._base, id)
        insert_plan(self._base, plan, *self._differences.plans[id])
        if not self._anew:
            touch(self._base, id)

    def finish(self) -> sqlite3.Connection:
        """Add up what is counted over plans, and return the store."""
        if self._anew:
            create_indexes(self._base)
            self._compare()
            add_up(self._base)
            self._commit()
            self._base = connect(self._path)
        elif self._differences:
            for id in self._differences.gone:
                touch(self._base, id)
                remove_plan(self._base, id)
            self._compare()
            add_up_touched(self._base)
            self._commit()
        with suppress(OSError):  # what was written since the update began is looked at again by the next one
            os.utime(self._path, ns=(self._began, self._began))
        return self._base

    def _commit(self) -> None:
        # without a record the store is made anew: one that another process is just writing is not taken as damaged
        (self._outputs / RECORD).unlink(missing_ok=True)
        self._base.execute("COMMIT")
        self._files.close()
        write_store_record(self._outputs)

    def _compare(self) -> None:
        found = self._differences
        for pair in found.not_compared:
            remove_comparison(self._base, *pair)
        for (old, new), version in found.compared.items():
            remove_comparison(self._base, old, new)
            comparison = read_comparison(comparison_path(self._outputs, old, new))
            before, after = (read_plan(self._outputs / id) for id in (old, new))
            insert_comparison(self._base, comparison, before, after, *version)

    def __exit__(self, kind: type[BaseException] | None, *raised: Any) -> None:
        """Leave the store as it was, unless the update was finished."""
        if kind is not None:
            self._base.close()
        self._files.__exit__(kind, *raised)


def connect(path: Path) -> sqlite3.Connection:
    """Open a store for reading; another process may be writing it."""
    return sqlite3.connect(path, isolation_level=None, timeout=PATIENCE, check_same_thread=False)


def _existing(outputs: Path) -> sqlite3.Connection | None:
    """Open the store; None if there is none, it is no database, or other code made it."""
    if not is_of_this_code(outputs):
        return None
    base = connect(outputs / STORE)
    try:
        base.execute("SELECT count(*) FROM plans").fetchone()
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorname.startswith("SQLITE_BUSY"):
            raise
        base.close()
        return None
    return base
