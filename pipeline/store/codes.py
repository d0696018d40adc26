"""The codes of facts that a run left in outputs/codes.json."""

from pathlib import Path

from pipeline.atomic import replace_text
from schemas.coding import Codes

CODES = "codes.json"


def write_codes(outputs: Path, codes: Codes) -> Path:
    """Write the codes."""
    return replace_text(outputs / CODES, codes.model_dump_json(indent=1) + "\n")


def read_codes(outputs: Path) -> Codes:
    """Read the codes; none if no run has written them."""
    path = outputs / CODES
    return Codes.model_validate_json(path.read_bytes()) if path.is_file() else Codes()
