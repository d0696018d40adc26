"""Cells of tables that name units, whatever the rows of the table are about."""

from typing import NamedTuple

from schemas import Block
from schemas.responsibility import Role


class RoleCell(NamedTuple):
    """A cell that names units for a row: ``block.text[start:end]``."""

    subject: str
    """Id of the task or indicator that the row became."""
    label: str
    """The column's header."""
    role: Role
    block: Block
    start: int
    end: int
    mark: tuple[int, int] | None = None
    """The sign in the row, where the unit stands in the header; None if the row itself names it."""
