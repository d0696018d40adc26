"""The page on which one coder codes facts, blind to the others unless wanted otherwise."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, get_args

from pipeline.coding.facts import CodableFact, codable_facts, proposed_codes
from pipeline.coding.ratings import Rating, join_ratings
from pipeline.coding.sheet import coding_sample
from pipeline.corpus.code_records import coder_file, read_code_records
from pipeline.corpus.codebook import CodableKind, CodeEntry, code_names, code_text, read_codebook, variables
from pipeline.corpus.manifest import Corpus
from pipeline.serve.pairs_view import PassageInContext, passage_of
from pipeline.serve.query import Query, first, list_page, number
from pipeline.views.indexed_plan import IndexedPlan
from pipeline.views.labels import label
from schemas import Message


class CodingWish(NamedTuple):
    """What a coder chose. ``size``: facts to draw, None for all; ``others``: show what the other coders said."""

    coder: str
    plan: str = ""
    size: int | None = None
    seed: int = 1
    only_open: bool = False
    proposals: bool = False
    others: bool = False
    page: int = 1


def coding_wish(query: Query) -> CodingWish:
    """Return the wish that the address of the page contains; numbers that are none are left out."""
    flags = {name: name in query for name in ("only_open", "proposals", "others")}
    size, seed, page = number(query, "size") or None, number(query, "seed"), number(query, "page")
    return CodingWish(
        first(query, "coder").strip()[:60],
        first(query, "plan"),
        size,
        1 if seed is None else seed,
        page=page or 1,
        **flags,
    )


@dataclass(frozen=True, slots=True)
class CodeChoice:
    code: str
    name: str
    definition: str
    is_chosen: bool
    is_proposed: bool


@dataclass(frozen=True, slots=True)
class VariableView:
    """A variable of a fact. ``seen``: the coder's codes as JSON, null if there are none yet; ``others``: (coder, codes)."""

    variable: str
    choices: tuple[CodeChoice, ...]
    none_chosen: bool
    seen: str
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FactToCode:
    id: str
    kind: Message
    passage: PassageInContext
    variables: tuple[VariableView, ...]


@dataclass(frozen=True, slots=True)
class CodingView:
    """One page of the facts. ``done``: facts of which the coder has coded all variables, out of ``total``."""

    wish: CodingWish
    facts: tuple[FactToCode, ...]
    done: int
    total: int
    pages: int


def coding_view(corpus: Corpus, books: Mapping[str, IndexedPlan], wish: CodingWish) -> CodingView:
    """Return the facts that a coder is to code; InputError if the name cannot be that of a coder."""
    coder_file(corpus.codes, wish.coder)  # refuses a name that could not be saved, before anything is coded
    codebook = read_codebook(corpus.codebook)
    chosen_books = (book for id, book in books.items() if wish.plan in ("", id))
    facts = [fact for book in chosen_books for fact in codable_facts(book.plan, codebook)]
    ratings = join_ratings(codebook, facts, read_code_records(corpus.codes)).ratings
    by_place = {(one.fact.id, one.variable): one for one in ratings}
    chosen = coding_sample(facts, wish.size, wish.seed)
    asked = {kind: _variables(kind, codebook) for kind in get_args(CodableKind)}
    open_facts = [fact for fact in chosen if not _is_coded(fact, asked[fact.kind], by_place, wish.coder)]
    # drawn before the coded facts are left out: the sample must not change with every coding
    shown = open_facts if wish.only_open else chosen
    here = list_page(shown, wish.page)
    views = tuple(_fact_view(fact, books[fact.plan], codebook, by_place, wish) for fact in here.items)
    return CodingView(wish._replace(page=here.page), views, len(chosen) - len(open_facts), len(chosen), here.pages)


_Ratings = Mapping[tuple[str, str], Rating]


def _variables(kind: CodableKind, codebook: tuple[CodeEntry, ...]) -> dict[str, tuple[CodeEntry, ...]]:
    """Return the codes that apply to this kind of fact, by variable."""
    return variables(tuple(entry for entry in codebook if kind in entry.applies_to))


def _is_coded(fact: CodableFact, names: Iterable[str], ratings: _Ratings, coder: str) -> bool:
    """Return whether the coder has said something of all these variables."""
    found = (ratings.get((fact.id, name)) for name in names)
    return all(rating is not None and coder in rating.said for rating in found)


def _fact_view(
    fact: CodableFact, book: IndexedPlan, codebook: tuple[CodeEntry, ...], ratings: _Ratings, wish: CodingWish
) -> FactToCode:
    proposed = {(entry.variable, entry.code) for entry in proposed_codes(fact, codebook)} if wish.proposals else set()
    names, views = code_names(codebook), []
    for name, codes in _variables(fact.kind, codebook).items():
        rating = ratings.get((fact.id, name))
        said = rating.said if rating else {}
        # () is the statement that no code applies, None that this coder has said nothing yet
        own = said.get(wish.coder)
        choices = tuple(
            CodeChoice(c.code, c.name, c.definition, c.code in (own or ()), (name, c.code) in proposed) for c in codes
        )
        others = ((coder, code_text(names, name, one)) for coder, one in said.items() if coder != wish.coder)
        shown = tuple(others) if wish.others else ()
        views.append(VariableView(name, choices, own == (), json.dumps(own, ensure_ascii=False), shown))
    kind = label(f"edit_added.{fact.kind}")
    return FactToCode(fact.id, kind, passage_of(book, fact.evidence, fact.text), tuple(views))
