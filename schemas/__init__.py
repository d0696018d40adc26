"""The data model: frozen models, one concept per file. It does not know about files, text rules or reports."""

from schemas.base import Message
from schemas.commitment import Commitment
from schemas.correction import Addition, Correction, Deletion, FactRecord
from schemas.coverage import Coverage, Signal, Unread
from schemas.document import Block, Cell, Document, Page, PathSpan, Remark, Run, Segment, Source, Table
from schemas.evidence import Box, Evidence
from schemas.finding import Finding
from schemas.heading import Heading
from schemas.indicator import Indicator, IndicatorValue
from schemas.notice import Element, Notice
from schemas.plan import Period, Plan, PlanHeader
from schemas.reference import Reference
from schemas.responsibility import Responsibility
from schemas.rule import StatedRule
from schemas.task import Deadline, Extra, PlanItem, Task
from schemas.taxonomy import Taxon, Taxonomy
from schemas.unit import Unit

__all__ = [
    "Addition",
    "Block",
    "Box",
    "Cell",
    "Commitment",
    "Correction",
    "Coverage",
    "Deadline",
    "Deletion",
    "Document",
    "Element",
    "Evidence",
    "Extra",
    "FactRecord",
    "Finding",
    "Heading",
    "Indicator",
    "IndicatorValue",
    "Message",
    "Notice",
    "Page",
    "PathSpan",
    "Period",
    "Plan",
    "PlanHeader",
    "PlanItem",
    "Reference",
    "Remark",
    "Responsibility",
    "Run",
    "Segment",
    "Signal",
    "Source",
    "StatedRule",
    "Table",
    "Task",
    "Taxon",
    "Taxonomy",
    "Unit",
    "Unread",
]
