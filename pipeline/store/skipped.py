"""Skip plans of outputs/ whose files cannot be read: products leave them out, and commands report them."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from extractors.errors import sentence
from pipeline.corpus.yaml_files import problem
from pipeline.store.build_record import BuildRecord, read_record
from pipeline.store.digests import file_digest
from schemas import Document, Plan
from schemas.base import Model

SKIPPED = ".skipped"
"""File in a plan's folder that records the digests of its unreadable files and the error message."""
FILES: Mapping[str, type[Model]] = {"plan.json": Plan, "document.json": Document}
REMEDY = "run: gangmu run (the document is extracted again)"


def skip_reason(folder: Path) -> str:
    """Return why a plan is skipped; "" if it is not, or if its files have changed since."""
    record = read_record(folder / SKIPPED)
    return str(record.details.get("why", "")) if record and record.is_current(_digests(folder), folder) else ""


def skipped_plans(outputs: Path) -> dict[str, str]:
    """Return {plan id: why it is skipped}."""
    folders = sorted(path.parent for path in outputs.glob(f"*/{SKIPPED}"))
    return {folder.name: why for folder in folders if (why := skip_reason(folder))}


def skip_broken(outputs: Path) -> bool:
    """Read every plan and mark those that cannot be read as skipped; return whether one was newly marked."""
    found = False
    for folder in sorted(file.parent for file in outputs.glob("*/plan.json")):
        why = broken(folder)
        if why and not skip_reason(folder):
            BuildRecord(_digests(folder), details={"why": why}).write(folder / SKIPPED)
            found = True
    return found


def broken(folder: Path) -> str:
    """Return the error message for the first file of a plan that cannot be read; "" if both can."""
    for name, model in FILES.items():
        path = folder / name
        try:
            read = model.model_validate_json(path.read_bytes())
            if isinstance(read, Plan) and read.plan.id != folder.name:
                remedy = "rename the folder to the id of the plan, or remove it"
                return sentence(str(folder), f"its plan.json is that of {read.plan.id}", remedy)
        except ValidationError as error:
            return sentence(str(path), f"this is not a complete {name} ({problem(None, error)})", REMEDY)
        except OSError as error:
            return sentence(str(path), f"it cannot be read ({error.strerror or error})", REMEDY)
    return ""


def _digests(folder: Path) -> dict[str, str]:
    return {name: file_digest(folder / name) for name in FILES}
