"""What a plan is called where its document prints no title: its place, genre and date, marked as not printed."""

from schemas import PlanHeader

UNTITLED = "（无标题）"
PLAN_NAME_SQL = (
    "coalesce(nullif({row}.title, ''), '" + UNTITLED + "' || coalesce(nullif(trim(coalesce({row}.place, '') || "
    "coalesce({row}.genre, '') || ' ' || coalesce({row}.issued_on, '')), ''), {row}.plan))"
)
"""The same name in SQL, of a ``row`` of the table of documents."""


def plan_name(header: PlanHeader) -> str:
    """Return the title of a plan; without one, what is known of it, or its id if that is nothing."""
    known = f"{header.place or ''}{header.genre} {header.issued_on or ''}".strip()
    return header.title or f"{UNTITLED}{known or header.id}"
