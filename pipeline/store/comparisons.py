"""Read the comparisons that a run left in outputs/comparisons/<older>/<newer>.json."""

from collections.abc import Container
from pathlib import Path

from schemas.comparison import Comparison

FOLDER = "comparisons"


def comparison_paths(outputs: Path, plans: Container[str] | None = None) -> list[Path]:
    """Return the files of the comparisons, by older then newer plan; only those of two of these plans, unless None."""
    paths = sorted((outputs / FOLDER).glob("*/*.json"))
    return [path for path in paths if plans is None or (path.parent.name in plans and path.stem in plans)]


def read_comparison(path: Path) -> Comparison:
    """Read one comparison."""
    return Comparison.model_validate_json(path.read_bytes())


def read_comparisons(outputs: Path, plans: Container[str] | None = None) -> tuple[Comparison, ...]:
    """Read the comparisons, by older then newer plan; only those of two of these plans, unless None."""
    return tuple(map(read_comparison, comparison_paths(outputs, plans)))
