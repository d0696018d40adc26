"""Read every file of the corpus and of outputs/, and list those that are damaged (`gangmu doctor --deep`)."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.corpus.authority import read_authority
from pipeline.corpus.code_records import read_code_records
from pipeline.corpus.codebook import read_codebook
from pipeline.corpus.corrections import read_records
from pipeline.corpus.decisions import read_decisions
from pipeline.corpus.manifest import Corpus
from pipeline.errors import InputError
from pipeline.ledger.history import read_history
from pipeline.run.document import damage
from pipeline.run.product_record import damaged_products
from pipeline.run.record import RECORD
from pipeline.run.stages import CACHES, is_whole
from pipeline.store.built_from import MADE, read_made
from pipeline.store.commit import JOURNAL, is_whole_journal

RUN = "gangmu run"
UNCACHE = "remove it (it is made again when it is needed)"


class DamagedFile(NamedTuple):
    """A file that cannot be read or is not as it was written."""

    path: Path
    what: str
    remedy: str


def damaged_files(corpus: Corpus, outputs: Path) -> Iterator[DamagedFile]:
    """Yield every damaged file of a corpus whose manifest can be read, and of its outputs."""
    yield from _files_of_people(corpus)
    for entry in corpus.entries:
        made = read_made(outputs / entry.id)
        names = damage(made, outputs, entry.id)
        yield from (DamagedFile(outputs / name, "not as it was written", RUN) for name in names)
        caches = [outputs / entry.id / name for name in CACHES]
        yield from (DamagedFile(path, "the cache cannot be read", UNCACHE) for path in caches if not is_whole(path))
    for journal in sorted(outputs.glob(f"*/{JOURNAL}")):
        if not is_whole_journal(journal):
            yield DamagedFile(journal, "the journal of an unfinished commit cannot be read", RUN)
    names = damaged_products(outputs)
    yield from (DamagedFile(outputs / name, "not as it was written", RUN) for name in names)
    yield from _records(corpus, outputs)


def _files_of_people(corpus: Corpus) -> Iterator[DamagedFile]:
    kinds: tuple[tuple[str, Callable[[Path], object]], ...] = (
        ("units.yml", read_authority),
        ("decisions.yml", read_decisions),
        ("corrections/*.yml", read_records),
        ("codebook.yml", read_codebook),
        ("codes", read_code_records),
        ("ledger/*/*.yml", read_history),
    )
    for pattern, read in kinds:
        for path in sorted(corpus.folder.glob(pattern)):
            try:
                read(path)
            except InputError as error:
                yield DamagedFile(path, error.place, error.remedy)


def _records(corpus: Corpus, outputs: Path) -> Iterator[DamagedFile]:
    """Yield run.json if it cannot be read, and the folders of plans that no registered document has."""
    if (outputs / RECORD).exists():
        try:
            json.loads((outputs / RECORD).read_bytes())["failed"]
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            yield DamagedFile(outputs / RECORD, "the record of the last run cannot be read", RUN)
    ids = {entry.id for entry in corpus.entries}
    for path in sorted(outputs.glob("*/plan.json")):
        id = path.parent.name
        document = id.partition("--")[0]
        if document not in ids or id not in (*read_made(outputs / document).plans, document):
            yield DamagedFile(path.parent, "not the plan of a registered document", "remove the folder")
    for entry in corpus.entries:
        if (outputs / entry.id).is_dir() and not (outputs / entry.id / MADE).exists():
            yield DamagedFile(outputs / entry.id / MADE, "it is missing", RUN)
