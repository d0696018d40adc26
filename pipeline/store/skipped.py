"""Plans of outputs/ whose files cannot be read: products leave them out, and commands name them."""

import json
from pathlib import Path

from pydantic import ValidationError

from extractors.errors import sentence
from pipeline.corpus.yaml_files import problem
from pipeline.store.digests import digest_of, file_digest
from schemas import Document, Plan

SKIPPED = ".skipped.json"
"""In outputs/: the plans that are left out, each with a digest of its files and the sentence that names it."""
REMEDY = "run: gangmu run (the document is extracted again)"


def skipped(outputs: Path) -> dict[str, str]:
    """Return the sentence of each plan that is left out, by id; one whose files have changed since is not."""
    try:
        held = json.loads((outputs / SKIPPED).read_bytes())
        return {str(id): str(why) for id, (digest, why) in held.items() if digest == _digest(outputs / id)}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def skipped_json(outputs: Path) -> str:
    """Read every plan and return what SKIPPED is to hold; empty where all can be read."""
    folders = sorted(file.parent for file in outputs.glob("*/plan.json"))
    found = {folder.name: (_digest(folder), why) for folder in folders if (why := broken(folder))}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n" if found else ""


def broken(folder: Path) -> str:
    """Return a sentence on the first file of a plan that cannot be read; empty where both can."""
    for name, model in (("plan.json", Plan), ("document.json", Document)):
        path = folder / name
        try:
            model.model_validate_json(path.read_bytes())
        except ValidationError as error:
            return sentence(str(path), f"this is no whole {name} ({problem(None, error)})", REMEDY)
        except OSError as error:
            return sentence(str(path), f"it cannot be read ({error.strerror or error})", REMEDY)
    return ""


def _digest(folder: Path) -> str:
    return digest_of(file_digest(folder / name) for name in ("plan.json", "document.json"))
