"""corpus/ledger/<plan-id>/<quarter>.yml: what was read, one record a row, appended and never rewritten."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from pipeline.corpus.records import append_records
from pipeline.corpus.yaml_files import problem, read_yaml
from pipeline.errors import InputError
from pipeline.ledger.entry import LedgerEntry, Unplaced
from pipeline.ledger.quarter import Quarter, parse_quarter

Record = LedgerEntry | Unplaced


class History(NamedTuple):
    """All records of one quarter, oldest first."""

    records: tuple[Record, ...] = ()

    def in_force(self) -> dict[tuple[str, str, str | None], LedgerEntry]:
        """Return the latest entry of each subject and unit."""
        return {record.key: record for record in self.records if isinstance(record, LedgerEntry)}


def ledger_path(corpus: Path, plan: str, quarter: Quarter) -> Path:
    """Return the path of the records of a plan's quarter."""
    return corpus / "ledger" / plan / f"{quarter}.yml"


def read_history(path: Path) -> History:
    """Read a quarter's records; none if there is no file; InputError if it is malformed."""
    if not path.exists():
        return History()
    given = read_yaml(path)
    remedy = "fix the record (fields: corpus/README.md)"
    if not isinstance(given, list | None):
        raise InputError(str(path), "expected a list of records", remedy)
    records: list[Record] = []
    for number, record in enumerate(given or (), 1):
        try:
            kind = Unplaced if isinstance(record, dict) and "why" in record else LedgerEntry
            records.append(kind.model_validate(record))
        except ValidationError as error:
            raise InputError(str(path), f"record {number}: {problem(record, error)}", remedy) from None
    return History(tuple(records))


def read_quarters(corpus: Path, plan: str) -> dict[Quarter, History]:
    """Read all quarters of a plan, oldest first."""
    paths = sorted((corpus / "ledger" / plan).glob("*.yml"))
    return dict(sorted((parse_quarter(path.stem), read_history(path)) for path in paths))


def append(path: Path, records: Iterable[Record]) -> None:
    """Append records to a quarter's file, all of them or none. The caller must hold the lock of the corpus."""
    dumped = [record.as_declared(exclude_none=True, exclude_defaults=True) for record in records]
    if dumped:
        append_records(path, dumped)
