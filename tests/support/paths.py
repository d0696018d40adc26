"""Where things are in this repository."""

from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
CASES = TESTS / "cases"
DOCUMENTS = ROOT / "corpus" / "documents"
"""The founding documents."""
