"""Small plans for the comparison's tests: tasks from lines of text."""

from pipeline.store.results import Result
from schemas import Indicator, IndicatorValue, Period, Plan, PlanHeader, Responsibility, Task, Unit
from tests.support.audit import SOURCE, document


def result(plan_id="old", tasks=(), units=(), indicators=(), years=(2021, 2025), status="正式", genre="计划"):
    """Return a plan with these tasks. A task is a text, its first sentence the title; units: (task number, name, role)."""
    doc = document(*tasks, *(f"{name} {value}" for name, *_ in indicators for value in ("行",)))
    made = tuple(
        Task(
            id=f"{plan_id}/task/{n}",
            marker=str(n),
            title=text.partition("。")[0],
            text=text,
            evidence=doc.blocks[n - 1].evidence(0, len(text), "fixture"),
        )
        for n, text in enumerate(tasks, 1)
    )
    duties = tuple(
        Responsibility(
            subject=f"{plan_id}/task/{n}",
            unit=f"unit/云溪区/{name}",
            name=name,
            label=role,
            role=role,
            relation="leads" if role == "lead" else "supports",
            position=1,
            clause=f"{plan_id}/task/{n}#1",
            evidence=doc.blocks[n - 1].evidence(0, 1, "fixture"),
        )
        for n, name, role in units
    )
    names = dict.fromkeys(name for _, name, _ in units)
    rows = []
    for at, (name, measure, values) in enumerate(indicators, 1):
        here = doc.blocks[len(tasks) + at - 1].evidence(0, 1, "fixture")
        cells = tuple(
            IndicatorValue(year=year, kind=kind, value=value, raw=f"{value:g}", evidence=here)
            for year, kind, value in values
        )
        rows.append(Indicator(id=f"{plan_id}/indicator/{at}", name=name, measure=measure, values=cells, evidence=here))
    header = PlanHeader(
        id=plan_id,
        title=f"云溪区{plan_id}计划",
        genre=genre,
        status=status,
        period=Period(start=years[0], end=years[1]),
        place="云溪区",
        source=SOURCE,
    )
    plan = Plan(
        plan=header,
        tasks=made,
        responsibilities=duties,
        indicators=tuple(rows),
        units=tuple(Unit(id=f"unit/云溪区/{name}", name=name, kind="department") for name in names),
    )
    return Result(plan, doc)
