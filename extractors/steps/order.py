"""The steps of extraction in their order: what comes in, what goes out, what each needs."""

from extractors.outline.places import Reading
from extractors.steps.cell_units import read_cell_units
from extractors.steps.clause_units import read_clause_units
from extractors.steps.commitments import read_commitments
from extractors.steps.duty_units import read_duty_units
from extractors.steps.indicators import read_indicators
from extractors.steps.inherited_units import inherit_units
from extractors.steps.large_numbers import large_numbers
from extractors.steps.named_units import NamedUnit
from extractors.steps.notice import notice
from extractors.steps.outline import read_outline
from extractors.steps.references import references
from extractors.steps.responsibilities import read_responsibilities
from extractors.steps.stated_rules import RulesInForce, read_stated_rules
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

INTERNAL: tuple[type, ...] = (Reading, RoleCell, RulesInForce, NamedUnit)
"""What steps yield for later steps alone; every other type is a field of ``Plan``, or it would be lost."""

STEPS: tuple[Step, ...] = (
    Step(notice, (Notice, PlanHeader)),
    Step(read_outline, (Reading, Heading, Task, Finding), (PlanHeader,)),
    Step(read_table_tasks, (Heading, Task, RoleCell), (Reading, Task, PlanHeader)),
    Step(read_indicators, (Indicator, RoleCell), (PlanHeader,)),
    Step(read_stated_rules, (StatedRule, RulesInForce)),
    Step(read_clause_units, (NamedUnit,), (Reading, RulesInForce)),
    Step(read_duty_units, (NamedUnit,), (Reading,)),
    Step(read_cell_units, (NamedUnit,), (RoleCell, RulesInForce)),
    Step(inherit_units, (NamedUnit,), (Reading, NamedUnit, RulesInForce)),
    Step(read_responsibilities, (Unit, Responsibility), (NamedUnit, PlanHeader)),
    Step(read_commitments, (Commitment,), (Reading, Task, Heading, Indicator)),
    Step(read_taxonomies, (Taxonomy,)),
    Step(references, (Reference,)),
    Step(large_numbers, (Finding,)),
)
