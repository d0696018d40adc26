"""A panel: the tasks of many plans grouped by theme, and in which order the plans took each theme up."""

from schemas.base import Model
from schemas.comparison import SharedPassage
from schemas.evidence import Evidence


class PanelPlan(Model):
    """A plan of the panel. Counts are of themes that two or more plans have."""

    id: str
    title: str
    place: str | None
    issued_on: str | None
    """Date of issue (ISO); None if the text has none, and the plan comes after all dated ones."""
    tasks: int
    themes: int
    first: int
    """Themes that it was the first to take up. Not counted where dates are missing or equal."""


class PanelCell(Model):
    """A task of a theme in one plan."""

    plan: str
    task: str
    marker: str | None
    title: str
    evidence: Evidence


class PanelTheme(Model):
    """Tasks of one theme, in the order of the plans. A theme with one plan only is a task that no other plan has."""

    id: str
    title: str
    """Title of the task that is nearest to all others."""
    plans: tuple[str, ...]
    first: str | None
    """The plan that took it up first; None if it has one plan, or if dates are missing or equal."""
    cells: tuple[PanelCell, ...]

    @property
    def is_shared(self) -> bool:
        """Return whether two or more plans have it."""
        return len(self.plans) > 1


class PanelLink(Model):
    """Two tasks of different plans that are firmly linked, earlier plan first."""

    old_plan: str
    new_plan: str
    old: str
    new: str
    probability: float
    theme: str | None
    """None if the two tasks are in different themes, because the other tasks around them are not linked."""
    shared: tuple[SharedPassage, ...]


class PanelFlow(Model):
    """What a later plan has in common with an earlier one."""

    old_plan: str
    new_plan: str
    themes: int
    nearest: int
    """Themes of which the later plan shares more wording with this plan than with any other before it; both are dated."""
    letters: int
    """Length of the passages that linked tasks share."""
    cited: bool
    """The later text cites the earlier one by title."""


class Panel(Model):
    """Plans by date of issue, themes by number of plans, and the ties between plans."""

    plans: tuple[PanelPlan, ...]
    themes: tuple[PanelTheme, ...]
    links: tuple[PanelLink, ...]
    flows: tuple[PanelFlow, ...]
