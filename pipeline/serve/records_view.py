"""All records of the corpus in the words of the page: what each is about and what it says, without ids where there are names."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.corpus.codebook import code_names, code_text, read_codebook
from pipeline.corpus.corrections import ALIGNED
from pipeline.corpus.manifest import Corpus
from pipeline.corpus.placed_facts import Fact
from pipeline.corpus.sample_records import StoredSample, read_sample, sample_names
from pipeline.run.undo import filed_records
from pipeline.serve.facts_view import fact_text, field_name, form_value
from pipeline.serve.sample_view import kind_name
from pipeline.views.indexed_plan import IndexedPlan
from pipeline.views.labels import label
from schemas import Message


def record_names(book: IndexedPlan, facts: Mapping[str, Fact]) -> dict[str, str]:
    """Return the title of a plan and the texts of its facts by id."""
    texts = {id: text for id, fact in facts.items() if (text := fact_text(fact)[:60])}
    return texts | {book.plan.plan.id: book.name}


@dataclass(frozen=True, slots=True)
class RecordLine:
    key: str
    what: Message
    about: str
    said: str
    why: str
    by: str
    on: str
    in_force: bool


def record_lines(corpus: Corpus, names: Mapping[str, str]) -> tuple[RecordLine, ...]:
    """Return all records that can be undone, file by file, the latest of each file first. ``names``: of plans and facts."""
    codes = code_names(read_codebook(corpus.codebook))
    samples = {name: read_sample(corpus.samples, name) for name in sample_names(corpus.samples)}
    lines = []
    for path, record in filed_records(corpus):
        entry = record.entry
        # what was undone is shown at the record itself
        if record.is_undo:
            continue
        kind = next((name for name in _KINDS if name in entry), "correct")
        about = _about(entry, names, samples.get(path.stem) if kind == "item" else None)
        what = label(f"edit_record.{entry['decide'] if kind == 'decide' else kind}")
        why, by, on = (str(entry.get(name) or "") for name in ("why", "by", "on"))
        said = _statement(kind, entry, codes, names)
        lines.append(RecordLine(record.key, what, about, said, why, by, on, record.in_force))
    return tuple(reversed(lines))


_KINDS = ("add", "delete", "decide", "verdict", "variable", "item")
"""The field that says what kind of record an entry is; a correction has none of them."""


def _about(entry: Mapping[str, Any], names: Mapping[str, str], sample: StoredSample | None) -> str:
    """Return what a record is about: the name of its fact, plan or units; an id only if nothing has it any more."""
    if sample:
        item = sample.facts.get(entry["item"]) or sample.passages.get(entry["item"])
        return item.text[:60] if item else str(entry["item"])
    if "units" in entry:
        # the id of a unit ends in its name
        return " · ".join(id.rpartition("/")[2] for id in entry["units"])
    id = next((str(entry[name]) for name in ("target", "delete", "fact", "plan", "id") if entry.get(name)), "")
    return names.get(id, id)


def _statement(
    kind: str, entry: Mapping[str, Any], codes: Mapping[tuple[str, str], str], names: Mapping[str, str]
) -> str:
    """Return what a record says, in the words of the page."""
    match kind:
        case "item":
            return verdict_text(entry)
        case "add" | "delete":
            return str(entry.get("quote") or "")
        case "decide":
            return names.get(str(entry.get("to")), str(entry.get("to") or entry.get("code") or ""))
        case "variable":
            return f"{entry['variable']}：{code_text(codes, entry['variable'], entry.get('codes', ()))}"
        case "verdict":
            return label(f"edit.{entry['verdict']}").zh
        case _:
            field = str(entry.get("field"))
            if field.startswith(ALIGNED):
                other = field.removeprefix(ALIGNED)
                said = label("edit.said_one" if entry.get("now") else "edit.said_two").zh
                return f"{names.get(other, other)}：{said}"
            was, now = (form_value(entry.get(name)) for name in ("was", "now"))
            return f"{field_name(field).zh}：{was} → {now}"


def verdict_text(entry: Mapping[str, Any]) -> str:
    """Return what a verdict on a sample says, in Chinese as the records of the desk do."""
    if entry.get("right") is not None:
        return label("edit.right" if entry["right"] else "edit.wrong").zh
    missing = (f"{label('edit.missing_one').zh}{kind_name(kind).zh} {n}" for kind, n in entry["missing"].items())
    return "、".join(missing) or label("edit.none_missing").zh
