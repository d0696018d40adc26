"""Count how many tasks of a plan say who does them, how much and by when."""

from collections import Counter

from pipeline.compare.wording.texts import TaskText
from pipeline.views.duties import duties, highest_tasks
from schemas import Plan
from schemas.comparison import Shares


def shares(plan: Plan, texts: tuple[TaskText, ...]) -> Shares:
    """Count over the compared tasks except 保障措施; what is said below a task or in its annex rows counts for it."""
    tasks = [text for text in texts if text.kind == "task"]
    top = highest_tasks(plan)
    found = duties(plan)
    heads = {task.id: task.heading for task in plan.tasks}
    named = {top.get(duty.subject, duty.subject) for duty in found}
    leads = {
        top.get(d.subject, d.subject) for d in found if "lead" in (d.responsibility.role, d.responsibility.relation[:4])
    }
    numbers = {top.get(commitment.subject, commitment.subject) for commitment in plan.commitments}
    dates = {top.get(task.id, task.id) for task in plan.tasks if task.deadline}
    counts = Counter(entry.unit for entry in plan.responsibilities)
    total = sum(counts.values())
    first = counts.most_common(1)
    names = {unit.id: unit.name for unit in plan.units}

    def share(having: set[str]) -> float | None:
        hits = sum(1 for text in tasks if {text.id, heads.get(text.id)} & having)
        return round(hits / len(tasks), 4) if tasks else None

    binding = sum(1 for i in plan.indicators if (i.attribute or "").startswith("约束"))
    stated = any(i.attribute for i in plan.indicators)
    return Shares(
        plan=plan.plan.id,
        tasks=len(tasks),
        with_unit=share(named),
        with_lead=share(leads),
        with_number=share(numbers),
        with_deadline=share(dates),
        indicators=len(plan.indicators),
        binding=round(binding / len(plan.indicators), 4) if stated else None,
        responsibilities=total,
        top_unit=names.get(first[0][0], first[0][0]) if first else None,
        top_share=round(first[0][1] / total, 4) if first else None,
        concentration=round(sum((n / total) ** 2 for n in counts.values()), 4) if total else None,
    )
