"""Shares as the commands print them."""


def percent(share: float | None) -> str:
    """Return a share as a percentage; empty where it was not measured."""
    return "" if share is None else f"{share:.2%}"
