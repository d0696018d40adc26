"""Issue ledgers: one for all units, for one unit, or for each. A workbook that may be filled in is never replaced."""

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.corpus.units import find_unit
from pipeline.errors import InputError
from pipeline.ledger.entry import LedgerEntry
from pipeline.ledger.history import read_quarters
from pipeline.ledger.quarter import Quarter
from pipeline.ledger.write import Asked, asked_of_each, write_ledger
from pipeline.store.results import read_result
from schemas import Plan

_UNSAFE = re.compile(r'[\\/:*?"<>|\s]+')


class Order(NamedTuple):
    """Which workbooks to write.

    ``unit``: by id or name. ``each``: a workbook for every unit. ``target``: None for a path in outputs/ledger/.
    """

    plan: str
    quarter: Quarter
    unit: str | None = None
    each: bool = False
    target: Path | None = None


def issue(order: Order, corpus: Path, outputs: Path) -> tuple[Path, ...]:
    """Write the workbooks and return their paths; InputError if plan or unit is unknown, or a file is in the way."""
    folder = outputs / order.plan
    if not (folder / "plan.json").is_file():
        raise InputError(order.plan, f"no such plan in {outputs}", "give the id of a plan, or run: gangmu run")
    plan = read_result(folder).plan
    wanted = _workbooks_of(plan, order)
    empty = [asked for asked in wanted if not asked.tasks and not asked.indicators]
    if not wanted or (empty and not order.each):
        who = empty[0].unit.name if empty and empty[0].unit else order.plan
        raise InputError(
            who, "there is nothing to track: no task and no indicator with a target to come", "name another"
        )
    earlier = {q: h for q, h in read_quarters(corpus, order.plan).items() if q < order.quarter}
    before = list(earlier.values())[-1].in_force() if earlier else {}
    folder = order.target if order.each and order.target else outputs / "ledger" / order.plan
    paths = [order.target if order.target and not order.each else folder / _name(asked) for asked in wanted]
    for path in paths:  # all of them before the first is written
        if path.is_dir():
            raise InputError(str(path), "this is a folder", "give a file, or use --each")
    return tuple(_write(asked, path, before) for asked, path in zip(wanted, paths, strict=True))


def _workbooks_of(plan: Plan, order: Order) -> tuple[Asked, ...]:
    if order.each:
        return tuple(asked_of_each(plan, order.quarter))
    if order.unit is None:
        return (Asked(plan, order.quarter),)
    id = find_unit((plan,), order.unit)
    return tuple(Asked(plan, order.quarter, unit) for unit in plan.units if unit.id == id)


def _name(asked: Asked) -> str:
    who = f"-{_UNSAFE.sub('_', asked.unit.name)}" if asked.unit else ""
    return f"{asked.plan.plan.id}-{asked.quarter}{who}.xlsx"


def _write(asked: Asked, path: Path, before: Mapping[tuple[str, str, str | None], LedgerEntry]) -> Path:
    """Write one workbook; if a different one already exists, it may contain somebody's work and is left alone."""
    try:
        with tempfile.TemporaryDirectory() as scratch:
            made = write_ledger(asked, Path(scratch) / "ledger.xlsx", before).read_bytes()
        if path.exists() and path.read_bytes() != made:
            raise InputError(
                str(path),
                "a workbook already exists and may have been filled in",
                "move it, or choose another path with --out",
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made)
    except OSError as error:
        raise InputError(
            str(path), f"it cannot be written ({error.strerror})", "choose another path with --out"
        ) from error
    return path
