"""Read the comparisons that a run left in outputs/comparisons/<older>/<newer>.json."""

from collections.abc import Container, Sequence
from pathlib import Path
from typing import overload

from schemas.comparison import Comparison

FOLDER = "comparisons"


def comparison_paths(outputs: Path, plans: Container[str] | None = None) -> list[Path]:
    """Return the files of the comparisons, by older then newer plan; only those of two of these plans, unless None."""
    paths = sorted((outputs / FOLDER).glob("*/*.json"))
    return [path for path in paths if plans is None or (path.parent.name in plans and path.stem in plans)]


def comparison_files(outputs: Path, plans: Container[str]) -> dict[tuple[str, str], Path]:
    """Return the files of the comparisons of two of these plans, by the ids of the older and the newer plan."""
    return {(path.parent.name, path.stem): path for path in comparison_paths(outputs, plans)}


def comparison_path(outputs: Path, old: str, new: str) -> Path:
    """Return where the comparison of two plans is, if they are compared."""
    return outputs / FOLDER / old / f"{new}.json"


class StoredComparisons(Sequence[Comparison]):
    """Comparisons that are read from disk on every access and not kept: each has the passages of two plans."""

    def __init__(self, outputs: Path, plans: Container[str] | None = None) -> None:
        """List them, see ``comparison_paths``; nothing is read."""
        self._paths = comparison_paths(outputs, plans)

    def __len__(self) -> int:
        return len(self._paths)

    @overload
    def __getitem__(self, at: int) -> Comparison: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Comparison, ...]: ...
    def __getitem__(self, at: int | slice) -> Comparison | tuple[Comparison, ...]:
        if isinstance(at, slice):
            return tuple(map(read_comparison, self._paths[at]))
        return read_comparison(self._paths[at])


def read_comparison(path: Path) -> Comparison:
    """Read one comparison."""
    return Comparison.model_validate_json(path.read_bytes())


def read_comparisons(outputs: Path, plans: Container[str] | None = None) -> tuple[Comparison, ...]:
    """Read the comparisons, by older then newer plan; only those of two of these plans, unless None."""
    return tuple(map(read_comparison, comparison_paths(outputs, plans)))
