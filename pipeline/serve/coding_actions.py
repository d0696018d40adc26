"""The actions of coding: what a coder says of a fact, what holds where coders disagree, and new codes of the codebook."""

from pydantic import Field as Limits

from pipeline.coding.facts import CodableFact, codable_facts
from pipeline.coding.save import save_records
from pipeline.corpus.code_records import CodeRecord
from pipeline.corpus.codebook import CodableKind, CodeEntry, append_code_entry, read_codebook
from pipeline.corpus.correctable import CorrectionError
from pipeline.corpus.lock import folder_lock
from pipeline.run.correct import line, today
from pipeline.serve.desk import Desk, DeskReply
from pipeline.store.results import plan_folder, read_plan
from schemas import Message
from schemas.base import Model

SEPARATORS = str.maketrans("，、；;\n", ",,,,,")
"""What people write between keywords and examples."""


class CodingForm(Model):
    """The codes of one coder for one variable of a fact. ``seen``: those that the page showed; None if it had none."""

    fact: str = Limits(max_length=500)
    variable: str = Limits(max_length=40)
    codes: tuple[str, ...] = Limits(max_length=100)
    seen: tuple[str, ...] | None
    coder: str = Limits(max_length=60)
    note: str = Limits("", max_length=2000)


class CodeForm(Model):
    """A decision between coders. ``codes``: separated by commas; empty if none applies."""

    fact: str = Limits(max_length=500)
    variable: str = Limits(max_length=40)
    codes: str = Limits("", max_length=1000)
    why: str
    by: str


class CodeEntryForm(Model):
    """A new code of the codebook. ``keywords``, ``examples``: separated by commas."""

    code: str = Limits(max_length=40)
    name: str = Limits(max_length=60)
    variable: str = Limits(max_length=40)
    definition: str = Limits(max_length=2000)
    examples: str = Limits("", max_length=2000)
    keywords: str = Limits("", max_length=2000)
    applies_to: tuple[CodableKind, ...] = ()


def save_coding(desk: Desk, form: CodingForm) -> DeskReply:
    """Save what a coder says; CorrectionError if the fact or a code does not exist, or the codes changed meanwhile.

    The report is not built again: a coder codes every few seconds. ``update`` does so when the coder wants it.
    """
    corpus = desk.corpus
    codebook = read_codebook(corpus.codebook)
    facts = _facts_of_plan(desk, codebook, form.fact)
    fact = _checked_fact(facts, codebook, form.fact, form.variable, form.codes)
    coder = line(form.coder, "coder")
    record = CodeRecord(
        fact=fact.id, quote=fact.evidence.quote, variable=form.variable, codes=form.codes, coder=coder,
        why=form.note.strip(), by=coder, on=today(),
    )  # fmt: skip
    save_records(corpus, codebook, facts, coder, [record], {(fact.id, form.variable): form.seen})
    return DeskReply(Message(zh="已保存。", en="Saved."), desk.rebuilder.state().version)


def decide_code(desk: Desk, form: CodeForm) -> DeskReply:
    """Save what holds where coders disagree; CorrectionError if the fact or a code does not exist."""
    corpus = desk.corpus
    codebook = read_codebook(corpus.codebook)
    facts = _facts_of_plan(desk, codebook, form.fact)
    codes = tuple(code for code in form.codes.split(",") if code)
    fact = _checked_fact(facts, codebook, form.fact, form.variable, codes)
    why, by = line(form.why, "why"), line(form.by, "by")
    quote = fact.evidence.quote
    record = CodeRecord(fact=fact.id, quote=quote, variable=form.variable, codes=codes, why=why, by=by, on=today())
    save_records(corpus, codebook, facts, None, [record])
    return DeskReply(Message(zh="已裁定。", en="Decided."), desk.rebuilder.ask())


def add_code(desk: Desk, form: CodeEntryForm) -> DeskReply:
    """Append a code to the codebook; InputError if its code or name is in use or not valid."""
    corpus = desk.corpus
    given = form.model_dump(exclude={"examples", "keywords"}) | {
        name: tuple(word.strip() for word in text.translate(SEPARATORS).split(",") if word.strip())
        for name, text in (("examples", form.examples), ("keywords", form.keywords))
    }
    # the lock is held from the check to the write, so that two new codes cannot take the same name
    with folder_lock(corpus.folder):
        append_code_entry(corpus.codebook, {name: value for name, value in given.items() if value})
    return DeskReply(Message(zh="已加入码本。", en="Added to the codebook."), desk.rebuilder.state().version)


def _facts_of_plan(desk: Desk, codebook: tuple[CodeEntry, ...], fact: str) -> tuple[CodableFact, ...]:
    """Return the facts of the plan that the id of a fact begins with: to read all plans takes seconds in a large corpus."""
    folder = plan_folder(desk.outputs, fact.partition("/")[0])
    return tuple(codable_facts(read_plan(folder), codebook)) if folder else ()


def _checked_fact(
    facts: tuple[CodableFact, ...], codebook: tuple[CodeEntry, ...], id: str, variable: str, codes: tuple[str, ...]
) -> CodableFact:
    """Return the fact; CorrectionError unless it and the codes exist and apply to each other."""
    fact = next((fact for fact in facts if fact.id == id), None)
    # the codebook may have changed since the page was loaded
    known = {entry.code for entry in codebook if fact and entry.variable == variable and fact.kind in entry.applies_to}
    if fact is None or not known or not set(codes) <= known:
        reason = Message(zh="没有这一条或这个编码", en="there is no such fact or code")
        raise CorrectionError(id, reason, "reload the page")
    return fact
