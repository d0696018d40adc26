"""Check the installation, the optional extras, the corpus and the outputs, and say how to fix what is wrong."""

import json
import re
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, NamedTuple

from extractors.errors import UnreadableError
from pipeline.corpus.manifest import Corpus, read_corpus
from pipeline.errors import InputError
from pipeline.run.deep_check import damaged_files
from pipeline.run.document import changes, check_source, stands
from pipeline.run.record import RECORD
from pipeline.store.built_from import depends_on, read_made
from pipeline.store.lock import outputs_lock

MOST = 10
"""Number of documents that are listed by name; of the others only the number is given."""


_EXTRA = re.compile(r"""extra\s*==\s*['"]([\w-]+)""")


class Check(NamedTuple):
    """The result of one check, and what to do if something is wrong."""

    state: Literal["ok", "optional", "attend", "broken"]
    what: str
    found: str
    remedy: str = ""


def examine(corpus_dir: Path, outputs: Path, deep: bool = False) -> Iterator[Check]:
    """Yield the results of all checks: installation, extras, corpus, outputs. ``deep`` reads every file of the two."""
    yield from _installation()
    yield from _extras()
    try:
        corpus = read_corpus(corpus_dir)
    except InputError as error:
        yield Check("broken", "corpus", f"{error.file}: {error.place}", error.remedy)
        return
    yield from _corpus(corpus)
    yield from _outputs(corpus, outputs)
    if deep:
        damages = tuple(damaged_files(corpus, outputs))
        yield from (Check("broken", "file", f"{path}: {what}", remedy) for path, what, remedy in damages)
        if not damages:
            yield Check("ok", "files", "all of corpus and outputs can be read and are as they were written")


def _installation() -> Iterator[Check]:
    found = ".".join(map(str, sys.version_info[:3]))
    fits = (3, 11) <= sys.version_info[:2] <= (3, 13)
    yield Check("ok" if fits else "attend", "Python", found, "" if fits else "use 3.11, 3.12 or 3.13")
    missing = [name for name in _requirements(None) if _version(name) is None]
    found = f"not installed: {', '.join(missing)}" if missing else f"gangmu {version('gangmu')}, all dependencies"
    yield Check("broken" if missing else "ok", "packages", found, "pip install -e ." if missing else "")


def _extras() -> Iterator[Check]:
    uses = {
        "ocr": "scanned pages and images",
        "parquet": "Parquet files",
        "dask": "runs on a Dask cluster",
        "remote": "corpus and outputs by URL",
    }
    for extra, use in uses.items():
        missing = [name for name in _requirements(extra) if _version(name) is None]
        remedy = f"for {use}: pip install 'gangmu[{extra}]'" if missing else ""
        yield Check("optional" if missing else "ok", f"extra {extra}", "absent" if missing else use, remedy)
    office = shutil.which("soffice") or shutil.which("libreoffice")
    remedy = "" if office else "for old .doc, .xls and .wps files: install LibreOffice"
    yield Check("ok" if office else "optional", "LibreOffice", office or "absent", remedy)


def _requirements(extra: str | None) -> list[str]:
    """Return the names of the distributions that an extra (None: Gangmu itself) requires."""
    names = []
    for line in requires("gangmu") or []:
        asked, _, condition = line.partition(";")
        of = _EXTRA.search(condition)
        if (of[1] if of else None) == extra:
            names.append(re.split(r"[\s\[<>=!~(]", asked.strip(), maxsplit=1)[0])
    return names


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None if find_spec(name) is None else ""  # importable, but without metadata: vendored or frozen


def _corpus(corpus: Corpus) -> Iterator[Check]:
    yield Check("ok", "manifest", f"{len(corpus.entries)} documents")
    faults: list[str] = []
    for entry in corpus.entries:
        try:
            check_source(corpus, entry)
        except (UnreadableError, InputError) as error:
            faults.append(str(error))
    yield from (Check("broken", "document", fault) for fault in faults[:MOST])
    if len(faults) > MOST:
        yield Check("broken", "documents", f"{len(faults) - MOST} more are missing or changed")
    known = {(corpus.folder / "documents" / entry.file).resolve() for entry in corpus.entries}
    there = (path for path in (corpus.folder / "documents").rglob("*") if path.is_file())
    strays = sorted(path.name for path in there if path.resolve() not in known and not path.name.startswith("."))
    if strays:
        yield Check("attend", "documents", f"not registered: {_name_list(strays)}", "gangmu add FILE, or remove them")
    ids = {entry.id for entry in corpus.entries}
    corrected = sorted(path.stem for path in (corpus.folder / "corrections").glob("*.yml"))
    lost = [name for name in corrected if name.partition("--")[0] not in ids]
    if lost:
        yield Check("attend", "corrections", f"without a document: {_name_list(lost)}", "rename or remove them")


def _outputs(corpus: Corpus, outputs: Path) -> Iterator[Check]:
    if not outputs.is_dir():
        yield Check("attend", "outputs", "the folder does not exist yet", "gangmu run")
        return
    try:
        with outputs_lock(outputs):
            yield Check("ok", "outputs", "writable, no run in progress")
    except InputError as error:
        yield Check("attend", "outputs", error.place, error.remedy)
    old = []
    for entry in corpus.entries:
        made = read_made(outputs / entry.id)
        if not stands(made, outputs) or changes(made, depends_on(corpus, entry, made.format)):
            old.append(entry.id)
    found = f"not up to date: {_name_list(old)}" if old else "all up to date"
    yield Check("attend" if old else "ok", "plans", found, "gangmu run --explain" if old else "")
    try:
        failed = [str(one["id"]) for one in json.loads((outputs / RECORD).read_bytes())["failed"]]
    except (OSError, ValueError, KeyError, TypeError):
        return
    if failed:
        yield Check("attend", "last run", f"failed: {_name_list(failed)}", f"see {outputs / RECORD} for the reasons")


def _name_list(names: list[str]) -> str:
    more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
    return "、".join(names[:MOST]) + more
