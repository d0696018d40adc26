"""Read the comparisons that a run left in outputs/comparisons/<older>/<newer>.json."""

from collections.abc import Container
from pathlib import Path

from schemas.comparison import Comparison

FOLDER = "comparisons"


def read_comparisons(outputs: Path, plans: Container[str] | None = None) -> tuple[Comparison, ...]:
    """Read the comparisons, by older then newer plan; only those of two of these plans, unless None."""
    paths = sorted((outputs / FOLDER).glob("*/*.json"))
    wanted = (path for path in paths if plans is None or (path.parent.name in plans and path.stem in plans))
    return tuple(Comparison.model_validate_json(path.read_bytes()) for path in wanted)
