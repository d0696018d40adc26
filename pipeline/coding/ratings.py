"""From records to ratings: what each coder says of each fact, and what holds over all coders."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.coding.facts import CodableFact, FactFinder, codable_facts
from pipeline.corpus.code_records import CodeRecord, read_code_records
from pipeline.corpus.codebook import CodeEntry, code_names, read_codebook, variables
from pipeline.corpus.manifest import Corpus
from pipeline.store.codes import CodedFact, Codes, CodeState, Coding
from schemas import Plan


class Rating(NamedTuple):
    """One variable of one fact. ``said``: codes by coder; ``adjudicated``: what a person decided, None if nobody has."""

    fact: CodableFact
    variable: str
    said: dict[str, tuple[str, ...]]
    adjudicated: tuple[str, ...] | None = None

    @property
    def is_disputed(self) -> bool:
        """Whether coders disagree and nobody has decided."""
        return self.adjudicated is None and len(set(self.said.values())) > 1


class Ratings(NamedTuple):
    """All ratings in the order of the plans, and the records whose fact is no longer there or whose code is not known."""

    codebook: tuple[CodeEntry, ...]
    ratings: tuple[Rating, ...]
    lost: tuple[CodeRecord, ...]

    def by_block(self) -> dict[tuple[str, str], list[Rating]]:
        """Return the ratings by plan and block of the passage, in their order."""
        found: dict[tuple[str, str], list[Rating]] = {}
        for rating in self.ratings:
            found.setdefault((rating.fact.plan, rating.fact.evidence.block), []).append(rating)
        return found


def read_ratings(corpus: Corpus, plans: Iterable[Plan]) -> Ratings:
    """Read codebook and records of the corpus and join them with the facts."""
    codebook = read_codebook(corpus.codebook)
    if not codebook:
        return Ratings((), (), ())
    facts = [fact for plan in plans for fact in codable_facts(plan, codebook)]
    return join_ratings(codebook, facts, read_code_records(corpus.codes))


def join_ratings(
    codebook: tuple[CodeEntry, ...], facts: Sequence[CodableFact], records: Iterable[CodeRecord]
) -> Ratings:
    """Return the ratings of the facts; a later record of the same coder, fact and variable replaces an earlier one."""
    order = {name: {entry.code: n for n, entry in enumerate(codes)} for name, codes in variables(codebook).items()}
    finder = FactFinder(facts)
    said: dict[tuple[str, str], dict[str | None, tuple[str, ...]]] = {}
    lost: list[CodeRecord] = []
    for record in records:
        fact, known = finder.find(record.fact, record.quote), order.get(record.variable, {})
        if fact is None or not set(record.codes) <= known.keys():
            lost.append(record)
            continue
        codes = tuple(sorted(set(record.codes), key=known.__getitem__))
        said.setdefault((fact.id, record.variable), {})[record.coder] = codes
    ratings = tuple(
        Rating(fact, variable, {coder: by[coder] for coder in sorted(filter(None, by))}, by.get(None))
        for fact in facts
        for variable in order
        if (by := said.get((fact.id, variable))) is not None
    )
    return Ratings(codebook, ratings, tuple(lost))


def codes_in_force(rating: Rating) -> tuple[tuple[str, ...], CodeState]:
    """Return the codes that hold, and why: none if coders disagree and nobody has decided."""
    if rating.adjudicated is not None:
        return rating.adjudicated, "adjudicated"
    sets = set(rating.said.values())
    if len(sets) > 1:
        return (), "disputed"
    return sets.pop(), "agreed" if len(rating.said) > 1 else "single"


def codes_of(found: Ratings) -> Codes:
    """Return the ratings as the tables, the graph and Python show them."""
    names = code_names(found.codebook)
    facts: list[CodedFact] = []
    codings: list[Coding] = []
    for rating in found.ratings:
        codes, state = codes_in_force(rating)
        at = {"fact": rating.fact.id, "plan": rating.fact.plan, "kind": rating.fact.kind, "variable": rating.variable}
        shown = tuple(names[rating.variable, code] for code in codes)
        quote, coders = rating.fact.evidence.quote, tuple(rating.said)
        facts.append(CodedFact(**at, codes=codes, names=shown, state=state, coders=coders, quote=quote))
        codings += (Coding(**at, coder=coder, codes=said) for coder, said in rating.said.items())
    return Codes(facts=tuple(facts), codings=tuple(codings))
