"""Up to how many plans the report is printed as static files; the pages of more are rendered when a reader asks for them."""

import os

from pipeline.errors import InputError

VARIABLE = "GANGMU_STATIC_PLANS"
"""Variable of the environment that sets the limit."""
MOST_STATIC = 3000
"""Plans: their report has about 40,000 files."""


def most_static() -> int:
    """Return the number of plans up to which the report is printed; InputError if the variable is no number."""
    given = os.environ.get(VARIABLE, "").strip()
    if not given:
        return MOST_STATIC
    if not (given.isascii() and given.isdigit()):
        raise InputError(f"{VARIABLE}={given}", "it is no number of plans", "set a whole number such as 3000")
    return int(given)
