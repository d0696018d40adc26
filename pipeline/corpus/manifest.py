"""The corpus folder (plans.yml, documents/, corrections/, units.yml): read and check the manifest."""

import re
from pathlib import Path, PurePosixPath
from typing import Literal, NamedTuple

from pydantic import TypeAdapter, field_validator

from pipeline.atomic import replace_text
from pipeline.corpus.decisions import Decision, read_decisions
from pipeline.corpus.yaml_files import parse_entries, read_yaml
from pipeline.errors import InputError
from schemas.base import Model

RESERVED = frozenset(
    {"tables", "parquet", "dataset", "report", "compare", "comparisons", "graph", "ledger", "changes"}
    | {"changes.json", "run.json", "graph.json", "graph.graphml", "graph.gexf", "codes.json"}
)
"""Names that outputs/ uses for other things."""
DEVICES = frozenset(
    {"con", "nul", "aux", "prn", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
"""Names of devices on Windows, whatever suffix follows them (con.txt)."""

_ID = re.compile(r"[^\W_][\w.-]{0,79}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def id_problem(id: str) -> str | None:
    """Return why this is not a valid plan id, or None if it is valid.

    An id is a folder name in outputs/ and the first part of the id of every fact. ``--`` is reserved for the parts of a
    bundle.
    """
    if not _ID.fullmatch(id) or id.endswith("."):
        return "an id starts with a letter or digit and has only letters, digits, '-', '_' and '.' (at most 80)"
    if "--" in id or ".." in id:
        return "an id cannot contain '--' (reserved for the parts of a bundle) or '..'"
    if is_reserved(id):
        return f"'{id}' is a reserved name in outputs/ or on Windows"
    return None


def is_reserved(id: str) -> bool:
    """Return whether outputs/ uses the name for other things or Windows for a device."""
    return id.lower() in RESERVED or id.lower().partition(".")[0] in DEVICES


MERGED = "".join(
    f"{name} merge=union\n"
    for name in ("units.yml", "decisions.yml", "corrections/*.yml", "codes/*.yml", "samples/*.yml", "ledger/**/*.yml")
)
"""The .gitattributes of a corpus: a record is one line, so git keeps what both sides appended."""


class KnownFinding(Model):
    """A finding that a person has reviewed: it is still shown, with the reason."""

    code: str
    subject: str
    """Id of a fact that the finding names."""
    why: str


class Entry(Model):
    """One document of the corpus."""

    id: str
    file: str
    """Name inside corpus/documents/."""
    sha256: str
    """Of the file's bytes."""
    content: str | None = None
    """SHA-256 of the text without white space: equal for the same text in another encoding or format."""
    source_name: str | None = None
    """Original name of the file."""
    place: str | None = None
    """The place that the plan belongs to, from the highest named level down (上海市闵行区); None if not given."""
    level: Literal["national", "province", "city", "county", "township"] | None = None
    predecessor: str | None = None
    """Id of the plan that this one follows, entered by a person; never guessed."""
    known_findings: tuple[KnownFinding, ...] = ()

    @field_validator("id")
    @classmethod
    def _check_id(cls, id: str) -> str:
        if problem := id_problem(id):
            raise ValueError(problem)
        return id

    @field_validator("file")
    @classmethod
    def _check_file(cls, file: str) -> str:
        path = PurePosixPath(file)
        if "\\" in file or "\0" in file or path.is_absolute() or ".." in path.parts or not path.name or ":" in file:
            raise ValueError("expected a path inside corpus/documents/, without '..', '\\', ':' or a leading '/'")
        return file

    @field_validator("sha256")
    @classmethod
    def _check_sha256(cls, digest: str) -> str:
        if not _SHA256.fullmatch(digest):
            raise ValueError("expected 64 hexadecimal digits in lower case")
        return digest


_ENTRIES = TypeAdapter(tuple[Entry, ...])


class Corpus(NamedTuple):
    """A corpus folder and its manifest, with what decisions.yml says about its plans."""

    folder: Path
    entries: tuple[Entry, ...]
    removed: tuple[Entry, ...] = ()
    """Entries of plans.yml that a person removed; their files are still there."""

    @property
    def ids_in_use(self) -> frozenset[str]:
        """Return the ids that a new document cannot have, in lower case: those of removed ones are restored with them."""
        return frozenset(entry.id.casefold() for entry in (*self.entries, *self.removed))

    @property
    def manifest(self) -> Path:
        """Return the path of plans.yml."""
        return self.folder / "plans.yml"

    @property
    def authority(self) -> Path:
        """Return the path of units.yml."""
        return self.folder / "units.yml"

    @property
    def decisions(self) -> Path:
        """Return the path of decisions.yml, which need not exist."""
        return self.folder / "decisions.yml"

    @property
    def codebook(self) -> Path:
        """Return the path of codebook.yml, which need not exist."""
        return self.folder / "codebook.yml"

    @property
    def samples(self) -> Path:
        """Return the folder of samples that people judge, which need not exist."""
        return self.folder / "samples"

    @property
    def codes(self) -> Path:
        """Return the folder of the records of coders, which need not exist."""
        return self.folder / "codes"

    def path(self, entry: Entry) -> Path:
        """Return the path of the entry's file; InputError if a link leads out of documents/."""
        documents = (self.folder / "documents").resolve()
        path = documents / entry.file
        if not path.resolve().is_relative_to(documents):
            remedy = "copy the file itself into documents/"
            raise InputError(str(self.manifest), f"{entry.id}: {entry.file} leads out of documents/", remedy)
        return path

    def corrections(self, plan_id: str) -> Path:
        """Return the path of the plan's corrections file, which need not exist."""
        return self.folder / "corrections" / f"{plan_id}.yml"


def read_corpus(folder: Path) -> Corpus:
    """Read and check the manifest; InputError names the entry and the field that is wrong."""
    manifest = folder / "plans.yml"
    if not manifest.is_file():
        remedy = "give the corpus with --corpus, or begin one: gangmu add FILE, or gangmu open"
        raise InputError(str(manifest), "the manifest does not exist", remedy)
    entries = parse_entries(manifest, read_yaml(manifest), _ENTRIES, "fix the entry (fields: corpus/README.md)")
    _check_references(manifest, entries)
    decided = read_decisions(folder / "decisions.yml")
    return Corpus(folder, *_apply_decisions(entries, decided))


def begin_corpus(folder: Path) -> bool:
    """Create an empty corpus unless there is one; return whether it was created. InputError if it cannot be written."""
    manifest = folder / "plans.yml"
    if manifest.exists():
        return False
    try:
        (folder / "documents").mkdir(parents=True, exist_ok=True)
        replace_text(folder / ".gitattributes", MERGED, synced=True)
        replace_text(manifest, "[]\n", synced=True)
    except OSError as error:
        reason = f"it cannot be created ({error.strerror})"
        raise InputError(str(manifest), reason, "choose another folder, or check its permissions") from error
    return True


def _apply_decisions(
    entries: tuple[Entry, ...], decided: tuple[Decision, ...]
) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Return the entries as people decided, and those that they removed."""
    found = {entry.id: entry for entry in entries}
    removed: dict[str, Entry] = {}
    for decision in decided:
        id = decision.plan.partition("--")[0]
        entry = found.get(id)
        if entry is None:
            continue
        match decision.decide:
            case "remove":
                removed[id] = found.pop(id)
            case "follow":
                found[id] = entry.model_copy(update={"predecessor": decision.to})
            case "place":
                found[id] = entry.model_copy(update={"place": decision.to})
            case "acknowledge" if decision.code and decision.subject:
                known = KnownFinding(code=decision.code, subject=decision.subject, why=decision.why)
                found[id] = entry.model_copy(update={"known_findings": (*entry.known_findings, known)})
    for id, entry in found.items():  # a plan cannot follow one that is no longer there
        if entry.predecessor and entry.predecessor.partition("--")[0] not in found:
            found[id] = entry.model_copy(update={"predecessor": None})
    return tuple(found.values()), tuple(removed.values())


def _check_references(manifest: Path, entries: tuple[Entry, ...]) -> None:
    """Raise InputError for an id, file or content that occurs twice, and for a predecessor that is not registered."""
    for name in ("id", "file", "sha256"):
        seen: dict[str, str] = {}
        for entry in entries:
            value = getattr(entry, name).casefold()  # some file systems do not distinguish case
            if value in seen:
                place = f"{entry.id}: the same {name} as {seen[value]}"
                raise InputError(str(manifest), place, "remove one of the two entries")
            seen[value] = entry.id
    ids = {entry.id for entry in entries}
    for entry in entries:
        before = entry.predecessor
        if before is not None and (before == entry.id or before.partition("--")[0] not in ids):
            place = f"{entry.id}: predecessor '{before}' is not another plan of the manifest"
            raise InputError(str(manifest), place, "register it first, or remove the predecessor")
