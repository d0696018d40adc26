"""Facts as the text of a cell or line: the units of a duty, a responsibility, a commitment."""

from collections.abc import Iterable, Mapping

from pipeline.views.duties import Duty
from pipeline.views.labels import label
from schemas import Commitment, Plan, Responsibility

LEADING, HELPING = ("leads", "assigned"), ("supports", "guides", "supervises")
"""Relations of those who answer for a subject, and of those who help or watch."""
BOUNDS = {"exact": "", "about": "约", "at_least": "不少于", "at_most": "不超过"}


def figure(value: float) -> str:
    """Return a number as people write it: 12, not 12.0."""
    return f"{value:.10g}" if abs(value) < 1e10 else f"{value:.0f}"


def units_text(duties: Iterable[Duty], relations: tuple[str, ...]) -> str | None:
    """Return the units of these relations as printed: first those of the text, then those of annex rows, marked."""
    found = [duty for duty in duties if duty.responsibility.relation in relations]
    printed = _names(duty for duty in found if duty.via is None)
    annex = _names(duty for duty in found if duty.via is not None)
    parts = [printed, f"{annex}（据分解表）" if annex else ""]
    return "；".join(part for part in parts if part) or None


def _names(duties: Iterable[Duty]) -> str:
    entries = [duty.responsibility for duty in duties]
    names = "、".join(dict.fromkeys(entry.name for entry in entries))
    opened = next((entry for entry in entries if entry.open_ended), None)
    return f"{names}等{opened.open_text or ''}" if opened else names


def subject_titles(plan: Plan) -> dict[str, str]:
    """Return the titles of all that a unit can be responsible for, by id."""
    titles = {task.id: task.title for task in plan.tasks} | {entry.id: entry.name for entry in plan.indicators}
    return titles | {heading.id: heading.title for heading in plan.headings}


def responsibility_text(entry: Responsibility, titles: Mapping[str, str]) -> str:
    """Return a responsibility in one line, e.g. 区经委 牵头：建设公共服务平台. ``titles``: see ``subject_titles``."""
    return f"{entry.name} {label(f'relation.{entry.relation}').zh}：{titles.get(entry.subject, entry.subject)}"


def commitment_text(entry: Commitment) -> str:
    """Return a commitment in one line, e.g. 2025年 房源 5000套."""
    number = figure(entry.value) + (f"—{figure(entry.upper)}" if entry.upper is not None else "")
    bound = BOUNDS[entry.bound]
    when = f"{entry.year}年" if entry.year else entry.period or ""
    doubt = "（存疑）" if entry.doubt else ""
    return " ".join(part for part in (when, entry.what, f"{bound}{number}{entry.measure}{doubt}") if part)
