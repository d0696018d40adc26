"""Audit plans already in outputs/, whatever version wrote them, and store the findings in plan.json."""

from collections.abc import Sequence
from pathlib import Path

from pipeline.corpus.manifest import Corpus, Entry, read_corpus
from pipeline.errors import InputError
from pipeline.run.refine import acknowledge, add_audit_findings
from pipeline.store.built_from import MADE, read_made
from pipeline.store.commit import commit
from pipeline.store.digests import text_digest
from pipeline.store.results import Result, plan_folders, read_result
from pipeline.store.write import checked_json, write_results


def reaudit(ids: Sequence[str], corpus_dir: Path, outputs: Path) -> tuple[Result, ...]:
    """Audit the plans with these ids (none given: all) and return them; plan.json is rewritten if its findings change.

    If there is a corpus, its reasons for known findings are applied. InputError if an id is unknown.
    """
    there = [folder.name for folder in plan_folders(outputs)]
    for id in ids:
        if id not in there:
            raise InputError(str(outputs), f"there is no plan {id}", f"choose one of {'、'.join(there)}")
    corpus = read_corpus(corpus_dir) if (corpus_dir / "plans.yml").is_file() else Corpus(corpus_dir, ())
    entries = {entry.id: entry for entry in corpus.entries}
    return tuple(_one(read_result(outputs / id), entries, outputs) for id in ids or there)


def _one(result: Result, entries: dict[str, Entry], outputs: Path) -> Result:
    plan = add_audit_findings(result.plan, result.document)
    entry = entries.get(plan.plan.id.partition("--")[0])
    done = result._replace(plan=acknowledge(plan, entry) if entry else plan)
    if done != result:
        _write(done, outputs)
    return done


def _write(result: Result, outputs: Path) -> None:
    """Write plan.json, and its digest into the build record of its document if a run wrote one."""
    id = result.plan.plan.id
    document = id.partition("--")[0]
    made, name = read_made(outputs / document), f"{id}/plan.json"
    if name not in made.files:
        write_results([result], outputs)
        return
    text = checked_json(result.plan)
    record = made._replace(files={**made.files, name: text_digest(text)}).text()
    commit(outputs, document, {name: text, f"{document}/{MADE}": record}, ())
