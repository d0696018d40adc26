"""The build record of a document's folder (made.json), and the inputs that a build would use now."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.corpus.manifest import Corpus, Entry
from pipeline.store.build_record import BuildRecord, read_record
from pipeline.store.digests import digest_of, file_digest, reader_version, stage_version

MADE = "made.json"
"""File name of the record. It is renamed last: if it is there, everything it names is complete."""

STAGES: Mapping[str, tuple[str, ...]] = {
    "read": ("source", "file", "reader"),
    "extract": ("extractor",),
    "refine": ("refinement", "manifest", "units", "corrections"),
}
"""The inputs of each stage, in addition to those of the stages before it."""


class Made(NamedTuple):
    """The build record of a document's folder."""

    depends: Mapping[str, str]
    plans: tuple[str, ...]
    format: str = ""
    """Format of the Document that was read; empty if none was."""
    facts: int = 0
    findings: int = 0
    files: Mapping[str, str] = {}
    """SHA-256 of plan.json and document.json of every plan, by path below outputs/."""

    def text(self) -> str:
        """Return made.json."""
        details = {name: getattr(self, name) for name in ("plans", "format", "facts", "findings")}
        return BuildRecord(self.depends, self.files, details).text()

    def damaged_files(self, outputs: Path) -> tuple[str, ...]:
        """Return the paths below outputs/ of files of the plans that are missing or differ from what was written."""
        expected = dict.fromkeys((f"{id}/{name}" for id in self.plans for name in ("document.json", "plan.json")), "-")
        return BuildRecord(self.depends, {**expected, **self.files}).damaged_files(outputs)


def read_made(folder: Path) -> Made:
    """Read made.json; an empty record if no run finished there, or if it is damaged."""
    record = read_record(folder / MADE)
    if record is None:
        return Made({}, ())
    try:
        details = record.details
        plans = tuple(map(str, details["plans"]))
        counts = int(details["facts"]), int(details["findings"])
        return Made(record.inputs, plans, str(details["format"]), *counts, record.outputs)
    except (ValueError, KeyError, TypeError):
        return Made({}, ())


def depends_on(corpus: Corpus, entry: Entry, format: str) -> dict[str, str]:
    """Return digests of all that the plans of a document depend on. ``format`` is empty until the file was first read."""
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
    """Return one digest of everything that a stage and the stages before it depend on."""
    names: list[str] = []
    for name, own in STAGES.items():
        names += own
        if name == stage:
            break
    return digest_of([id, *(part for name in names for part in (name, depends[name]))])
