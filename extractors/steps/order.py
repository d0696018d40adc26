"""The steps of extraction in their order: what comes in, what goes out, what each needs."""

from extractors.outline.places import Reading
from extractors.steps.commitments import read_commitments
from extractors.steps.indicators import read_indicators
from extractors.steps.large_numbers import large_numbers
from extractors.steps.notice import notice
from extractors.steps.outline import read_outline
from extractors.steps.references import references
from extractors.steps.responsibilities import read_responsibilities
from extractors.steps.step import Step
from extractors.steps.task_tables import read_table_tasks
from extractors.steps.taxonomies import read_taxonomies
from extractors.tables.role_cells import RoleCell
from schemas import (
    Commitment,
    Finding,
    Heading,
    Indicator,
    Notice,
    PlanHeader,
    Reference,
    Responsibility,
    StatedRule,
    Task,
    Taxonomy,
    Unit,
)

INTERNAL: tuple[type, ...] = (Reading, RoleCell)
"""What steps yield for later steps alone; every other type is a field of ``Plan``, or it would be lost."""

STEPS: tuple[Step, ...] = (
    Step(notice, (Notice, PlanHeader)),
    Step(read_outline, (Reading, Heading, Task, Finding), (PlanHeader,)),
    Step(read_table_tasks, (Heading, Task, RoleCell), (Reading, Task)),
    Step(read_indicators, (Indicator, RoleCell), (PlanHeader,)),
    Step(read_responsibilities, (StatedRule, Responsibility, Unit), (Reading, Task, RoleCell, PlanHeader)),
    Step(read_commitments, (Commitment,), (Reading, Task, Heading)),
    Step(read_taxonomies, (Taxonomy,)),
    Step(references, (Reference,)),
    Step(large_numbers, (Finding,)),
)
