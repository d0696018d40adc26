"""plan.json: everything extracted from one plan."""

from typing import Literal

from schemas.base import Model, html_table
from schemas.commitment import Commitment
from schemas.coverage import Coverage
from schemas.document import Source
from schemas.finding import Finding
from schemas.heading import Heading
from schemas.indicator import Indicator
from schemas.notice import Notice
from schemas.reference import Reference
from schemas.responsibility import Responsibility
from schemas.rule import StatedRule
from schemas.task import Task
from schemas.taxonomy import Taxonomy
from schemas.unit import Unit


class Period(Model):
    """First and last year; None if the title names none."""

    start: int | None = None
    end: int | None = None


class PlanHeader(Model):
    """The main data of the plan. Rules for the fields: docs/data-model.md."""

    id: str
    title: str
    genre: str
    number: str | None = None
    issuers: tuple[str, ...] = ()
    issued_on: str | None = None
    status: Literal["正式", "征求意见稿"] = "正式"
    period: Period = Period()
    place: str | None = None
    """Place that the plan belongs to, from issuer or title (闵行区); None if neither says it."""
    bundle: str | None = None
    """Id of the first plan of the same file; None if the file has only one plan."""
    source: Source

    @property
    def first_year(self) -> int | None:
        """Return the year that the plan begins in, or was issued in; None where it prints neither."""
        return self.period.start or (int(self.issued_on[:4]) if self.issued_on else None)


class Plan(Model):
    """The facts of one plan, arrays in document order."""

    format: Literal[1] = 1
    plan: PlanHeader
    notice: Notice = Notice()
    headings: tuple[Heading, ...] = ()
    tasks: tuple[Task, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    units: tuple[Unit, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    taxonomies: tuple[Taxonomy, ...] = ()
    references: tuple[Reference, ...] = ()
    rules: tuple[StatedRule, ...] = ()
    findings: tuple[Finding, ...] = ()
    coverage: Coverage | None = None

    def _repr_html_(self) -> str:
        """Return header and numbers of facts as a table for a notebook."""
        header = self.plan
        years = "—".join(str(year) for year in (header.period.start, header.period.end) if year)
        rows: list[tuple[str, object]] = [
            ("id", header.id),
            ("issuers", "、".join(header.issuers)),
            ("place", header.place),
        ]
        rows += [("number", header.number), ("issued_on", header.issued_on), ("period", years)]
        kinds = ("headings", "tasks", "indicators", "units", "responsibilities", "commitments", "findings")
        rows += [(kind, len(getattr(self, kind))) for kind in kinds]
        return html_table(("", ""), [row for row in rows if row[1]], header.title or header.id)
