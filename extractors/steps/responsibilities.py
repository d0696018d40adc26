"""The organisations of a plan, and who answers for what: the named units with relation and organisation settled."""

from collections.abc import Iterator, Mapping, Sequence

from extractors.clauses.relations import relate
from extractors.splitting.part import Part
from extractors.steps.named_units import NamedUnit
from extractors.steps.step import Known
from extractors.units.resolve import resolve
from schemas import PlanHeader, Responsibility, Unit
from schemas.base import Message
from schemas.responsibility import Role


def read_responsibilities(part: Part, known: Known) -> Iterator[Unit | Responsibility]:
    """Yield the plan's units, then its responsibilities in document order."""
    order = {block.id: index for index, block in enumerate(part.body)}
    named = sorted(known.all(NamedUnit), key=lambda unit: (order.get(unit.evidence.block, -1), unit.inherited))
    header = next(iter(known.all(PlanHeader)), None)
    prose = "\n".join(block.text for block in part.body)
    names = [(unit.mention.name, unit.mention.full) for unit in named]
    units, ids = resolve(names, header.place if header else None, prose)
    yield from units
    yield from _responsibilities(named, ids)


def _unknown_label(label: str) -> Message:
    return Message(
        zh=f"标签“{label}”不在已知之列：按相邻的标签读出职责。",
        en=f"The label “{label}” is not a known one; the role is read from the labels beside it.",
    )


def _responsibilities(named: Sequence[NamedUnit], ids: Mapping[str, str]) -> Iterator[Responsibility]:
    roles: dict[str, set[tuple[str, Role]]] = {}
    for unit in named:
        roles.setdefault(unit.clause, set()).add((unit.label, unit.role))
    for unit in named:
        beside = roles[unit.clause]
        if unit.rule == "also-responsible":
            beside = beside | roles.get(f"{unit.subject}/c1", set())
        yield Responsibility(
            subject=unit.subject,
            unit=ids[unit.mention.full],
            name=unit.mention.name,
            label=unit.label,
            role=unit.role,
            relation=relate(unit.label, unit.role, beside),
            position=unit.position,
            open_ended=unit.open_ended,
            open_text=unit.open_text,
            inherited=unit.inherited,
            rule=unit.rule,
            clause=unit.clause,
            doubt=_unknown_label(unit.label) if unit.doubtful else None,
            evidence=unit.evidence,
        )
