"""Apply the authority file to the units of a plan. Nothing else merges units across plans."""

from collections.abc import Iterable, Iterator

from extractors.units.resolve import body_name, kind
from pipeline.corpus.authority import Authority, KnownBody
from pipeline.errors import InputError
from schemas import Plan, Responsibility, Unit


def apply_authority(plan: Plan, authority: Authority) -> Plan:
    """Return the plan with its units separated, merged and named as the authority file says, and all references updated."""
    if not authority.bodies and not authority.judgements:
        return plan
    units, responsibilities = _separate(plan.units, plan.responsibilities, authority)
    merged, now = _join(units, authority)
    findings = tuple(
        finding.model_copy(update={"subjects": tuple(now.get(subject, subject) for subject in finding.subjects)})
        for finding in plan.findings
    )
    return plan.model_copy(
        update={
            "units": merged,
            "responsibilities": tuple(
                entry.model_copy(update={"unit": now.get(entry.unit, entry.unit)}) for entry in responsibilities
            ),
            "findings": findings,
        }
    )


def unit_id(place: str | None, name: str) -> str:
    """Return the id of a body with this place and name."""
    return f"unit/{place or '-'}/{body_name(name)}"


def ids_of(unit: Unit) -> tuple[str, ...]:
    """Return all ids by which a judgement may refer to a unit: its own, and one or two for each of its names."""
    names = (unit.name, *unit.aliases)
    place = unit.jurisdiction
    return tuple(
        dict.fromkeys(
            (unit.id, *(unit_id(place, name) for name in names), *(f"unit/{place or '-'}/{name}" for name in names))
        )
    )


def _separate(
    units: tuple[Unit, ...], responsibilities: tuple[Responsibility, ...], authority: Authority
) -> tuple[tuple[Unit, ...], tuple[Responsibility, ...]]:
    """Split units that extraction merged and a person judged different."""
    for judgement in authority.verdicts().values():
        if judgement.verdict != "different":
            continue
        for unit in units:
            remaining, separated = judgement.units if unit.id != judgement.units[1] else judgement.units[::-1]
            names = _names_meant(unit, separated, remaining)
            rest = tuple(name for name in (unit.name, *unit.aliases) if name not in names)
            if not names or not rest or remaining not in ids_of(unit):
                continue
            halves = _with_names(unit, unit.id, rest), _with_names(unit, separated, names)
            units = tuple(half for known in units for half in (halves if known is unit else (known,)))
            responsibilities = tuple(
                entry.model_copy(update={"unit": separated}) if entry.unit == unit.id and entry.name in names else entry
                for entry in responsibilities
            )
            break
    return units, responsibilities


def _names_meant(unit: Unit, id: str, other: str) -> tuple[str, ...]:
    """Return the names of a unit that an id refers to: the exact name, else all names of the same body."""
    names = (unit.name, *unit.aliases)
    place = unit.jurisdiction or "-"
    exact = tuple(name for name in names if f"unit/{place}/{name}" == id)
    return exact or tuple(n for n in names if unit_id(unit.jurisdiction, n) == id and f"unit/{place}/{n}" != other)


def _with_names(unit: Unit, id: str, names: tuple[str, ...]) -> Unit:
    name = max(names, key=len)
    aliases = tuple(other for other in names if other != name)
    return unit.model_copy(update={"id": id, "name": name, "aliases": aliases, "kind": kind(name)})


def _join(units: tuple[Unit, ...], authority: Authority) -> tuple[tuple[Unit, ...], dict[str, str]]:
    """Merge units that a person judged the same, and apply the preferred names. Return the units and {old id: new id}."""
    root = _roots(authority)
    bodies = {root.get(id, id): body for body in authority.bodies for id in _body_ids(body)}
    now: dict[str, str] = {}
    grouped: dict[str, list[Unit]] = {}
    for unit in units:
        naming = next((root[id] for id in ids_of(unit) if id in root), unit.id)
        now[unit.id] = naming
        grouped.setdefault(naming, []).append(unit)
    merged = [_merge(id, group, bodies.get(id)) for id, group in grouped.items()]
    return tuple(
        unit.model_copy(update={"parent": now.get(unit.parent, unit.parent)}) if unit.parent else unit
        for unit in merged
    ), now


def _roots(authority: Authority) -> dict[str, str]:
    """Return {id: representative id} for all ids that the authority file merges (a union-find)."""
    above: dict[str, str] = {}

    def top(id: str) -> str:
        while above.get(id, id) != id:
            id = above[id]
        return id

    for body in authority.bodies:
        first, *others = _body_ids(body)
        above.setdefault(first, first)
        for other in others:
            above[top(other)] = top(first)
    firsts = {_body_ids(body)[0] for body in authority.bodies}
    for judgement in authority.verdicts().values():
        if judgement.verdict == "same":
            # A preferred name wins, then the longer name: it is usually the full one.
            one, other = sorted((top(id) for id in judgement.units), key=lambda id: (id not in firsts, -len(id), id))
            above.setdefault(one, one)
            above[other] = one
    return {id: top(id) for id in above}


def _body_ids(body: KnownBody) -> tuple[str, ...]:
    names = (body.name, *body.aliases)
    raw = (f"unit/{body.place or '-'}/{name}" for name in names)
    return tuple(dict.fromkeys((*(unit_id(body.place, name) for name in names), *raw)))


def _merge(id: str, group: list[Unit], body: KnownBody | None) -> Unit:
    names = tuple(dict.fromkeys(name for unit in group for name in (unit.name, *unit.aliases)))
    first = next((unit for unit in group if unit.id == id), group[0])
    name = body.name if body else first.name
    known: dict[str, object] = {"id": id, "name": name, "aliases": tuple(other for other in names if other != name)}
    if body:
        known |= {key: value for key, value in (("kind", body.kind), ("level", body.level)) if value is not None}
    return first.model_copy(update=known)


def units_of_plans(plans: Iterable[Plan]) -> Iterator[tuple[Unit, tuple[str, ...]]]:
    """Yield every unit of the corpus with the aliases of all plans and the ids of the plans that name it, sorted by id."""
    found: dict[str, tuple[list[Unit], list[str]]] = {}
    for plan in plans:
        for unit in plan.units:
            group, ids = found.setdefault(unit.id, ([], []))
            group.append(unit)
            ids.append(plan.plan.id)
    for id in sorted(found):
        group, ids = found[id]
        yield _merge(id, group, None), tuple(ids)


def find_unit(plans: Iterable[Plan], naming: str) -> str:
    """Return the id of the unit that has this id or name; InputError if there is none, or several."""
    found: dict[str, None] = {}
    for unit, _ in units_of_plans(plans):
        if naming in ids_of(unit):
            return naming
        if naming in (unit.name, *unit.aliases):
            found[unit.id] = None
    if len(found) == 1:
        return next(iter(found))
    if found:
        raise InputError(naming, f"several units have this name ({', '.join(found)})", "give the id")
    raise InputError(naming, "no plan has this unit", "list all units: gangmu units")
