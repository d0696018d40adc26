"""The report of a unit as stored in corpus/ledger/<plan-id>/<quarter>.yml."""

from typing import Literal, get_args

from pydantic import Field

from schemas.base import Model

Status = Literal["未启动", "推进中", "已完成", "进度滞后", "已调整"]
STATUSES: tuple[str, ...] = get_args(Status)
SubjectKind = Literal["task", "indicator"]


class LedgerEntry(Model):
    """One row of a filled workbook. A later entry of the same subject and unit takes the place of an earlier one."""

    kind: SubjectKind
    id: str
    """Of the task or indicator."""
    unit: str | None = None
    """Unit whose workbook it is; None if one workbook serves all."""
    quote: str
    """Text of the task or name of the indicator as the workbook was written."""
    status: Status | None = None
    progress: str | None = None
    value: str | None = None
    """完成值 as filled in."""
    number: float | None = None
    """The value if it is a plain number."""
    problems: str | None = None
    next: str | None = None
    extra: dict[str, str] = Field(default_factory=dict)
    """Columns that somebody added, by title."""
    file: str
    sha256: str
    """Of the workbook."""
    row: int
    on: str
    """Day on which it was read, ISO form."""

    @property
    def key(self) -> tuple[str, str, str | None]:
        """Return what a later entry must share with this one to replace it."""
        return self.kind, self.id, self.unit

    @property
    def content(self) -> tuple[object, ...]:
        """Return what was filled in, without where and when."""
        return self.status, self.progress, self.value, self.problems, self.next, tuple(sorted(self.extra.items()))


class Unplaced(Model):
    """A completed row that could not be imported: stored whole, so that nobody's work is lost."""

    why: str
    """Code of problems.yml."""
    sheet: str
    row: int
    cells: dict[str, str]
    """Its texts, by column title."""
    unit: str | None = None
    file: str
    sha256: str
    on: str
