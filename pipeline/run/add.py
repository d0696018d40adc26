"""Register a new notice: read it, propose an id, refuse what is there already, then copy it and extend the manifest."""

import hashlib
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import yaml

from pipeline.atomic import replace_bytes, replace_text
from pipeline.corpus.manifest import Corpus, Entry, id_problem
from pipeline.errors import InputError, RefusedError
from pipeline.executors.attempt import Failure, attempt
from pipeline.run.any_file import extract_results
from pipeline.store.results import Result
from pipeline.store.write import digest
from schemas import Plan

Extract = Callable[[Path, str], tuple[Result, ...]]


class Wish(NamedTuple):
    """What the person says of the document; None where they leave it to the program."""

    id: str | None = None
    place: str | None = None
    predecessor: str | None = None
    anyway: bool = False
    """Register it though no task was found in it."""


class Added(NamedTuple):
    """The new entry, what was found in the document, and plans that it may follow (for the person to decide)."""

    entry: Entry
    results: tuple[Result, ...]
    may_follow: tuple[str, ...]


def add(path: Path, corpus: Corpus, wish: Wish | None = None, extract: Extract = extract_results) -> Added:
    """Register the file; RefusedError where the corpus does not take it, UnreadableError where it cannot be read."""
    wish = wish or Wish()
    sha256 = digest(path)
    for entry in corpus.entries:
        if entry.sha256 == sha256:
            raise RefusedError(str(path), f"it is registered already, as {entry.id}", "nothing needs doing")
    results = extract(path, wish.id or "new")
    content = content_digest(results)
    for entry in corpus.entries:
        if content == (entry.content or _held_content(corpus, entry, extract)):
            reason = f"its text is that of {entry.id} ({entry.file}), letter by letter"
            raise RefusedError(
                str(path), reason, f"remove that entry from {corpus.manifest} first if this file is the better one"
            )
    if not wish.anyway and not any(result.plan.tasks for result in results):
        raise RefusedError(str(path), "no task was found in it", "add it with --anyway if it is a plan all the same")
    return _register(path, corpus, wish, results, sha256)


def _register(path: Path, corpus: Corpus, wish: Wish, results: tuple[Result, ...], sha256: str) -> Added:
    plan = results[0].plan
    id = _chosen_id(path, corpus, wish, plan)
    if wish.predecessor is not None and wish.predecessor.partition("--")[0] not in {e.id for e in corpus.entries}:
        known = "、".join(entry.id for entry in corpus.entries)
        raise InputError(str(path), f"no plan is called {wish.predecessor}", f"name one of {known}")
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
    return Added(entry, results, tuple(_may_follow(plan, corpus.entries)))


def _chosen_id(path: Path, corpus: Corpus, wish: Wish, plan: Plan) -> str:
    taken = {entry.id.casefold() for entry in corpus.entries}
    if wish.id is not None:
        problem = id_problem(wish.id) or (f"the id '{wish.id}' is taken" if wish.id.casefold() in taken else None)
        if problem:
            raise InputError(str(path), problem, "choose another with --id")
        return wish.id
    id = proposed_id(path, plan)
    numbered = (f"{id}-{number}" for number in range(2, len(taken) + 3))
    return id if id.casefold() not in taken else next(name for name in numbered if name.casefold() not in taken)


def proposed_id(path: Path, plan: Plan) -> str:
    """Return a readable id: the file's name where it reads as words, else place and first year (闵行区-2023)."""
    stem = re.sub(r"[\W_]+", "-", path.stem, flags=re.ASCII).strip("-").lower()
    if re.search(r"[a-z]{4}", stem) and not re.search(r"\d{6}|[0-9a-f]{12}", stem) and id_problem(stem) is None:
        return stem
    year = plan.plan.period.start or (plan.plan.issued_on or "")[:4]
    words = re.sub(r"[\W_]+", "", plan.plan.place or "".join(plan.plan.issuers[:1]) or plan.plan.title)[:30]
    id = "-".join(str(part) for part in (words, year) if part)
    return id if id_problem(id) is None else "plan"


def _may_follow(plan: Plan, entries: Iterable[Entry]) -> Iterable[str]:
    """Yield the registered plans of the same place: any may be the predecessor, which only a person can say."""
    if plan.plan.place:
        yield from (entry.id for entry in entries if (entry.place or "").endswith(plan.plan.place))


def content_digest(results: Iterable[Result]) -> str:
    """Return the SHA-256 of a file's text without white space: the same in every encoding and line width."""
    texts: dict[str, str] = {}
    for result in results:  # the plans of a bundle share the carrier's blocks
        texts |= {block.id: block.text for block in result.document.blocks if block.kind != "furniture"}
    text = "".join("".join(text.split()) for text in texts.values())
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _held_content(corpus: Corpus, entry: Entry, extract: Extract) -> str:
    """Return the digest of a registered document that has none in the manifest; empty where it cannot be read now."""
    results = attempt(entry.file, extract, corpus.path(entry), entry.id)
    return "" if isinstance(results, Failure) else content_digest(results)


def _write(path: Path, corpus: Corpus, entry: Entry) -> None:
    """Copy the file, then append the entry: a run in between sees the old manifest and a file that it does not name."""
    target = corpus.path(entry)
    if target.exists():
        raise RefusedError(str(target), "a file of this name is there already", "choose another id with --id")
    try:
        replace_bytes(target, path.read_bytes(), synced=True, shared=True)
        given = corpus.manifest.read_text(encoding="utf-8-sig").rstrip("\n")
        fields = entry.model_dump(exclude_none=True, exclude_defaults=True)
        text = yaml.safe_dump([fields], allow_unicode=True, sort_keys=False, width=120)
        replace_text(corpus.manifest, f"{given}\n\n{text}".lstrip("\n"), synced=True)
    except OSError as error:
        raise InputError(
            str(target), f"it cannot be written ({error.strerror})", "free space or change the permissions"
        ) from error
