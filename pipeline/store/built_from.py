"""What a document's folder was made from (made.json), and what it would be made from now."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.corpus.manifest import Corpus, Entry
from pipeline.store.digests import digest_of, file_digest, reader_version, stage_version

MADE = "made.json"
"""Renamed last: a folder that holds it holds all that it tells of."""

STAGES: Mapping[str, tuple[str, ...]] = {
    "read": ("source", "file", "reader"),
    "extract": ("extractor",),
    "refine": ("refinement", "manifest", "units", "corrections"),
}
"""What each stage depends on beside the stages before it."""


class Made(NamedTuple):
    """What stands in a document's folder."""

    depends: dict[str, str]
    plans: tuple[str, ...]
    format: str = ""
    """Format of the Document that was read; empty where none was."""
    facts: int = 0
    findings: int = 0

    def text(self) -> str:
        """Return made.json."""
        return json.dumps(self._asdict(), ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def read_made(folder: Path) -> Made:
    """Read what a folder was made from; nothing where no run finished there."""
    try:
        held = json.loads((folder / MADE).read_bytes())
        plans = tuple(map(str, held["plans"]))
        return Made(
            dict(held["depends"]), plans, str(held["format"]), int(held.get("facts", 0)), int(held.get("findings", 0))
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Made({}, ())


def depends_on(corpus: Corpus, entry: Entry, format: str) -> dict[str, str]:
    """Return what the plans of a document depend on, each as a digest; no reader's where no format is known yet."""
    ids = (entry.id, *sorted(path.stem for path in corpus.corrections(entry.id).parent.glob(f"{entry.id}--*.yml")))
    return {
        "source": entry.sha256,
        "file": Path(entry.file).name,
        "reader": reader_version(format) if format else "",
        "extractor": stage_version("extractors.plan"),
        "refinement": stage_version("pipeline.run.refine"),
        "manifest": digest_of([entry.model_dump_json(exclude={"sha256", "file"})]),
        "units": file_digest(corpus.authority),
        "corrections": digest_of(file_digest(corpus.corrections(id)) for id in ids),
    }


def key(depends: Mapping[str, str], stage: str, id: str = "") -> str:
    """Return the digest of all that a stage and those before it depend on."""
    names: list[str] = []
    for name, own in STAGES.items():
        names += own
        if name == stage:
            break
    return digest_of([id, *(part for name in names for part in (name, depends[name]))])
