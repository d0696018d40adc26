"""Compare successive plans, with the evidence of both."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.compare.two_plans import compare

__all__ = ["compare"]


def __getattr__(name: str) -> object:
    """Import SciPy on first use: most runs compare nothing, and what a report says of comparisons needs none of it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from pipeline.compare import two_plans

    return two_plans.compare
