"""Read and extend the authority file corpus/units.yml: preferred names of bodies, and judgements of pairs of units."""

from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import ValidationError, field_validator

from pipeline.corpus.lock import folder_lock
from pipeline.corpus.records import append_record
from pipeline.corpus.undo import in_force
from pipeline.corpus.yaml_files import problem, read_yaml
from pipeline.errors import InputError
from schemas.base import Model
from schemas.unit import Level, UnitKind

Verdict = Literal["same", "different", "succeeded_by"]


class KnownBody(Model):
    """A body and its preferred name: every plan shows ``name``, however the source prints it."""

    name: str
    place: str | None = None
    """The place whose organ it is (闵行区); None for a body that belongs to no place (上海交通大学)."""
    aliases: tuple[str, ...] = ()
    kind: UnitKind | None = None
    level: Level | None = None
    note: str | None = None


class Judgement(Model):
    """A person's decision about two units. The program only proposes pairs."""

    verdict: Verdict
    units: tuple[str, str]
    """Unit ids; for ``succeeded_by``, the predecessor first."""
    by: str
    on: str
    """ISO date."""
    why: str
    since: str | None = None
    """For ``succeeded_by``: the day from which the second unit does the work of the first."""
    source: str | None = None

    @field_validator("units")
    @classmethod
    def _check_units(cls, units: tuple[str, str]) -> tuple[str, str]:
        if units[0] == units[1] or not all(unit.startswith("unit/") and unit.count("/") == 2 for unit in units):
            raise ValueError("expected two different unit ids, e.g. unit/闵行区/区规资局")
        return units


class Authority(NamedTuple):
    """The file's entries. A later judgement of a pair replaces an earlier one."""

    bodies: tuple[KnownBody, ...] = ()
    judgements: tuple[Judgement, ...] = ()

    def verdicts(self) -> dict[frozenset[str], Judgement]:
        """Return the judgement in force for each pair."""
        return {frozenset(judgement.units): judgement for judgement in self.judgements}


def read_authority(path: Path) -> Authority:
    """Read units.yml; empty if there is no such file. InputError if an entry is malformed."""
    if not path.exists():
        return Authority()
    given = in_force(read_yaml(path))
    if not isinstance(given, list | None):
        raise InputError(str(path), "expected a list of entries", "fix the file (fields: corpus/README.md)")
    bodies, judgements = [], []
    for number, entry in enumerate(given or (), 1):
        try:
            if isinstance(entry, dict) and "verdict" in entry:
                judgements.append(Judgement.model_validate(entry))
            else:
                bodies.append(KnownBody.model_validate(entry))
        except ValidationError as error:
            place = f"entry {number}: {problem(entry, error)}"
            raise InputError(str(path), place, "fix the entry (fields: corpus/README.md)") from None
    return Authority(tuple(bodies), tuple(judgements))


def record(path: Path, judgement: Judgement) -> None:
    """Append a judgement to units.yml; the rest of the file, comments included, is not changed."""
    with folder_lock(path.parent):
        append_judgement(path, judgement)


def append_judgement(path: Path, judgement: Judgement) -> None:
    """Append a judgement. The caller must hold the lock of the corpus."""
    if judgement in read_authority(path).judgements:
        return
    entry = judgement.as_declared(exclude_none=True)
    entry["units"] = list(judgement.units)
    append_record(path, entry)
