"""Plans read from text that a test writes."""

from pathlib import Path

from extractors import extract
from schemas import Plan


def plan_of(folder: Path, text: str) -> Plan:
    """Write a text to a file of the folder and return the first plan in it."""
    path = folder / "plan.txt"
    path.write_text(text, encoding="utf-8")
    return extract(path)[0][0]
