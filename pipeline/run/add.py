"""Register a new notice: read it, refuse duplicates, propose an id, copy the file and extend the manifest."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from pipeline.atomic import replace_bytes, replace_text
from pipeline.corpus.lock import folder_lock
from pipeline.corpus.manifest import Corpus, Entry, id_problem, read_corpus
from pipeline.corpus.plain_yaml import parse_yaml
from pipeline.errors import DuplicateError, InputError, NoTaskError, RefusedError
from pipeline.executors.attempt import Failure, attempt
from pipeline.run.any_file import extract_results
from pipeline.run.succession import may_follow
from pipeline.store.results import Result
from pipeline.store.write import digest
from schemas import Plan, PlanHeader

Extract = Callable[[Path, str], tuple[Result, ...]]


EMPTY_LIST = re.compile(r"^\[\s*\]\s*(?=$|#)", re.M)
"""A manifest without entries may say so."""


NATION = "国家"
"""The place of a plan for the whole nation."""


class Wish(NamedTuple):
    """What the user says about the document; None if the program decides."""

    id: str | None = None
    place: str | None = None
    predecessor: str | None = None
    anyway: bool = False
    """Register the document even if no task is found in it."""
    headers: Mapping[str, PlanHeader] = {}
    """The headers of the plans of the corpus that were extracted, by id: it may follow some of them."""


class Added(NamedTuple):
    """The new entry, the plans found in the document, and plans that it may follow (for the user to decide)."""

    entry: Entry
    results: tuple[Result, ...]
    may_follow: tuple[str, ...]


def add(path: Path, corpus: Corpus, wish: Wish | None = None, extract: Extract = extract_results) -> Added:
    """Register the file; RefusedError if it is a duplicate or contains no task, UnreadableError if it cannot be read."""
    wish = wish or Wish()
    sha256 = digest(path)
    _refuse_registered(path, corpus, sha256)
    results = extract(path, wish.id or "new")
    with folder_lock(corpus.folder):
        corpus = read_corpus(corpus.folder)  # another process may have registered a document meanwhile
        _refuse_registered(path, corpus, sha256)
        _refuse_known_text(path, corpus, results, extract)
        if not wish.anyway and not any(result.plan.tasks for result in results):
            remedy = "if it is a plan nevertheless, add it with --anyway"
            raise NoTaskError(str(path), "no task was found in it", remedy)
        return _register(path, corpus, wish, results, sha256)


def _refuse_registered(path: Path, corpus: Corpus, sha256: str) -> None:
    for entry in corpus.entries:
        if entry.sha256 == sha256:
            raise DuplicateError(str(path), f"it is already registered, as {entry.id}", "there is nothing to do")
    if any(entry.sha256 == sha256 for entry in corpus.removed):
        raise DuplicateError(str(path), "it was removed from the corpus", "restore it with gangmu undo")


def _refuse_known_text(path: Path, corpus: Corpus, results: tuple[Result, ...], extract: Extract) -> None:
    content = content_digest(results)
    for entry in corpus.entries:
        if content == (entry.content or _held_content(corpus, entry, extract)):
            reason = f"its text is identical to that of {entry.id} ({entry.file})"
            raise DuplicateError(
                str(path), reason, f"if this file is better, remove that entry from {corpus.manifest} first"
            )


def _register(path: Path, corpus: Corpus, wish: Wish, results: tuple[Result, ...], sha256: str) -> Added:
    plan = results[0].plan
    id = _chosen_id(path, corpus, wish, plan)
    if wish.predecessor is not None and wish.predecessor.partition("--")[0] not in {e.id for e in corpus.entries}:
        known = "、".join(entry.id for entry in corpus.entries)
        raise InputError(str(path), f"there is no plan {wish.predecessor}", f"choose one of {known}")
    entry = Entry(
        id=id,
        file=f"{id}{path.suffix.lower()}",
        sha256=sha256,
        content=content_digest(results),
        source_name=path.name,
        place=wish.place or plan.plan.place,
        predecessor=wish.predecessor,
    )
    _write(path, corpus, entry)
    return Added(entry, results, tuple(may_follow(plan.plan, corpus.entries, wish.headers)))


def _chosen_id(path: Path, corpus: Corpus, wish: Wish, plan: Plan) -> str:
    taken = corpus.ids_in_use
    if wish.id is not None:
        problem = id_problem(wish.id) or (f"the id '{wish.id}' is in use" if wish.id.casefold() in taken else None)
        if problem:
            raise InputError(str(path), problem, "choose another with --id")
        return wish.id
    id = proposed_id(path, plan)
    numbered = (f"{id}-{number}" for number in range(2, len(taken) + 3))
    return id if id.casefold() not in taken else next(name for name in numbered if name.casefold() not in taken)


def proposed_id(path: Path, plan: Plan) -> str:
    """Return a readable id: the file's name if it looks like words, else place and first year (闵行区-2023).

    Many bodies issue plans for the whole nation: there the issuer stands for the place (国务院办公厅-2020).
    """
    stem = re.sub(r"[\W_]+", "-", path.stem, flags=re.ASCII).strip("-").lower()
    # Names with long numbers or hex strings come from content management systems and say nothing about the plan.
    if re.search(r"[a-z]{4}", stem) and not re.search(r"\d{6}|[0-9a-f]{12}", stem) and id_problem(stem) is None:
        return stem
    year = plan.plan.period.start or (plan.plan.issued_on or "")[:4]
    place, issuer = plan.plan.place, "".join(plan.plan.issuers[:1])
    named = (issuer or place) if place == NATION else (place or issuer)
    words = re.sub(r"[\W_]+", "", named or plan.plan.title)[:30]
    id = "-".join(str(part) for part in (words, year) if part)
    return id if id_problem(id) is None else "plan"


def content_digest(results: Iterable[Result]) -> str:
    """Return the SHA-256 of a file's text without white space, which is the same for every encoding and line width."""
    texts: dict[str, str] = {}
    for result in results:  # the plans of a bundle share the carrier's blocks
        texts |= {block.id: block.text for block in result.document.blocks if block.kind != "furniture"}
    text = "".join("".join(text.split()) for text in texts.values())
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _held_content(corpus: Corpus, entry: Entry, extract: Extract) -> str:
    """Return the text digest of a registered document without one in the manifest; "" if it cannot be read."""
    results = attempt(entry.file, extract, corpus.path(entry), entry.id)
    return "" if isinstance(results, Failure) else content_digest(results)


def _write(path: Path, corpus: Corpus, entry: Entry) -> None:
    """Copy the file, then append the entry: a run in between sees the old manifest and ignores the new file."""
    target = corpus.path(entry)
    if target.exists():
        raise RefusedError(str(target), "a file with this name already exists", "choose another id with --id")
    try:
        text = _with_entry(corpus, entry)
        replace_bytes(target, path.read_bytes(), synced=True, shared=True)
        replace_text(corpus.manifest, text, synced=True)
    except OSError as error:
        raise InputError(
            str(target), f"it cannot be written ({error.strerror})", "free space or change the permissions"
        ) from error


def _with_entry(corpus: Corpus, entry: Entry) -> str:
    """Return the manifest's text with the entry appended; InputError where nothing can be appended to its form."""
    given = EMPTY_LIST.sub("", corpus.manifest.read_text(encoding="utf-8-sig")).rstrip("\n")
    fields = entry.as_declared(exclude_none=True, exclude_defaults=True)
    new = yaml.safe_dump([fields], allow_unicode=True, sort_keys=False, width=120)
    text = f"{given}\n\n{new}".lstrip("\n")
    try:
        whole = parse_yaml(corpus.manifest, text)
    except InputError:
        whole = None
    if not isinstance(whole, list) or len(whole) != len(corpus.entries) + len(corpus.removed) + 1:
        raise InputError(
            str(corpus.manifest), "an entry cannot be appended to it", "begin each entry with a line “- id: …”"
        )
    return text
