"""Format shares for the terminal."""


def percent(share: float | None) -> str:
    """Return a share as a percentage; "" if it was not measured."""
    return "" if share is None else f"{share:.2%}"
