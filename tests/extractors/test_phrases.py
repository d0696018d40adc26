"""Words of titles, sentences and quantities in lexicon/phrases.yml and quantities.yml: every example is read so."""

import pytest

from extractors.clauses.agents import STEPS
from extractors.clauses.charged import WORK as _WORK_OF_UNITS
from extractors.clauses.openings import MAY_NAME, NOMINAL
from extractors.commitments import words
from extractors.commitments.actors import MODEL, URGED
from extractors.commitments.ellipsis import PLACE_OF_PART, PROGRAMME, TOTAL
from extractors.commitments.incidental import GIVEN, SCORE, SCORED
from extractors.commitments.nouns import KIND, LISTED_KIND, LOCATED, PARTNER, QUALITY
from extractors.commitments.past_figures import AIMS, REPORTED
from extractors.commitments.section_titles import (
    CONDITIONS,
    LOOKING_AHEAD,
    LOOKING_BACK,
    LOOKING_BACK_ONLY,
    NEXT,
    REPORT,
)
from extractors.commitments.sentence import commitment_numbers
from extractors.commitments.titled import _COLON
from extractors.coverage.deadline_signs import BY_THEN
from extractors.coverage.duties.body_signs import WORKS
from extractors.coverage.duties.role_signs import PERSON
from extractors.language.column_words import ColumnMeaning
from extractors.language.deadlines import OPENING, STAGE, UNLABELLED
from extractors.language.number_claims import counts
from extractors.language.values import WORDED_VALUE, read_value
from extractors.lexicon import entries
from extractors.notice.titles import place
from extractors.outline.listed import LISTS
from extractors.outline.sections import section_of
from extractors.readers.table_decoder.borders import _WORD
from extractors.readers.table_decoder.header import _HINT
from extractors.readers.table_decoder.layout import _FIGURES, _OVER_QUARTERS, _TROUBLE
from extractors.readers.table_decoder.patterns import PERSONS
from extractors.splitting.heads import _PREAMBLE
from extractors.steps.commitments import CARD_KEY
from extractors.steps.duty_units import DUTY
from extractors.steps.indicators import ALTERED
from extractors.steps.references import _GENERAL, _TRIGGER
from extractors.steps.taxonomies import _WORK
from extractors.tables.indicator_rows import is_weight

PHRASES = {
    "reached": LOOKING_BACK,
    "ahead": LOOKING_AHEAD,
    "report": REPORT,
    "next": NEXT,
    "accomplished": LOOKING_BACK_ONLY,
    "papers": CONDITIONS,
    "granted": CONDITIONS,
    "terms": CONDITIONS,
    "general": _GENERAL,
    "work": _WORK,
    "duty": DUTY,
    "basis": _TRIGGER,
    "aim": _PREAMBLE,
    "listed": LISTS,
    "completed": UNLABELLED,
    "finished": BY_THEN,
    "ongoing": UNLABELLED,
    "extent": UNLABELLED,
    "issued": UNLABELLED,
    "season": UNLABELLED,
    "card": CARD_KEY,
    "header_sign": _HINT,
    "over_quarters": _OVER_QUARTERS,
    "sum": _FIGURES,
    "estimate": _FIGURES,
    "score": _FIGURES,
    "trouble": _TROUBLE,
    "area": _WORD,
    "surname": PERSONS,
    "stage": STAGE,
    "reaches": _COLON,
    "post": PERSON,
    "answers": PERSON,
    "charge": _WORK_OF_UNITS,
    "step": STEPS,
    "model": MODEL,
    "urges": URGED,
    "manner": _WORK_OF_UNITS,
    "nominal": NOMINAL,
    "may_name": MAY_NAME,
}
QUANTITIES = {
    "moves": words.FROM,
    "altered": ALTERED,
    "planned": AIMS,
    "reported": REPORTED,
    "dimension": KIND,
    "leads_up": words.VERB_END,
    "limit": QUALITY,
    "share_base": words.PART,
    "rule": words.RULES,
    "aimed": words.AIMED,
    "total": TOTAL,
    "located": LOCATED,
    "with_others": PARTNER,
    "part_place": PLACE_OF_PART,
    "place_of_work": words.PLACE_OF_WORK,
    "given": GIVEN,
    "score": SCORE,
    "scored": SCORED,
    "of_list": LISTED_KIND,
    "programme": PROGRAMME,
}


@pytest.mark.parametrize("entry", entries("sections"), ids=lambda entry: f"{entry['section']} {entry['examples'][0]}")
def test_section(entry: dict) -> None:
    assert {section_of(example) for example in entry["examples"]} == {entry["section"]}


@pytest.mark.parametrize(
    "title", ["总结推广先进经验", "优化申报程序", "压减申请材料", "问题整改", "强化任务落实情况督查", "不再新增排污口"]
)
def test_a_title_that_names_work_is_no_context(title: str) -> None:
    assert section_of(title) is None


@pytest.mark.parametrize("entry", entries("phrases"), ids=lambda entry: f"{entry['kind']} {entry['words'][0]}")
def test_phrase(entry: dict) -> None:
    for example in entry["examples"]:
        assert any(word in example for word in entry["words"])
        if entry["kind"] == "drafting":
            assert not _TRIGGER.search(example.partition("《")[0])
        elif entry["kind"] == "consolidated":
            assert not LOOKING_BACK.search(example)
        elif entry["kind"] == "dated_attribute":
            assert not OPENING.match(example)
        elif entry["kind"] == "of_body":
            assert WORKS.match(example, 4) is None
        elif entry["kind"] == "no_place":
            assert place((), example) is None
        else:
            assert PHRASES[entry["kind"]].search(example)
    for example in entry.get("not", ()):
        assert not PHRASES[entry["kind"]].search(example)


@pytest.mark.parametrize("entry", entries("value_words"), ids=lambda entry: f"{entry['kind']} {entry['words'][0]}")
def test_value_in_words(entry: dict) -> None:
    for example in entry["examples"]:
        whole = WORDED_VALUE.fullmatch(example)
        assert whole is not None
        assert (example.startswith if entry["kind"] == "begins" else example.endswith)(tuple(entry["words"]))


@pytest.mark.parametrize("entry", entries("quantities"), ids=lambda entry: entry["kind"])
def test_quantity(entry: dict) -> None:
    for example in entry["examples"]:
        assert any(word in example for word in entry["words"])
        if entry["kind"] == "shortened":
            assert [number.measure for number in commitment_numbers(example)] == ["天"]
        elif entry["kind"] == "counter":
            assert [count.counter for count in counts(example)] == [word for word in entry["words"] if word in example]
        elif entry["kind"] == "change":
            value = read_value(example)
            assert value is not None
            assert value.value is not None
        elif entry["kind"] == "unmeasured":
            assert [number.measure for number in commitment_numbers(example)] == [""]
        elif entry["kind"] in ("base", "lifetime", "founding", "size"):
            assert len(list(commitment_numbers(example))) == 1
        elif entry["kind"] == "grown":
            assert [number.what for number in commitment_numbers(example)] == ["产值"]
        elif entry["kind"] == "recipient":
            assert [number.what for number in commitment_numbers(example)] in (["居民"], ["旅行社"])
        elif entry["kind"] in ("obeyed", "no_measure"):
            assert not list(commitment_numbers(example))
        elif entry["kind"] == "no_noun":  # the clause before may say what is counted
            assert not any(number.what.endswith(tuple(entry["words"])) for number in commitment_numbers(example))
        elif entry["kind"] == "remaining":
            assert len(list(commitment_numbers(example))) == 1
        elif entry["kind"] == "weight":
            assert is_weight(ColumnMeaning("other", example))
        elif entry["kind"] == "shared":
            assert [number.what for number in commitment_numbers(f"建设{example}3个")] == [example]
        elif entry["kind"] == "makes":
            assert [(number.what, number.value) for number in commitment_numbers(example)] == [("公园", 5.0)]
        elif entry["kind"] == "aspect":
            assert not list(commitment_numbers(example))
        elif entry["kind"] == "sent":
            assert [number.what for number in commitment_numbers(f"选派12名{example}")] == [example[:2]]
        elif entry["kind"] == "raised":
            assert [number.value for number in commitment_numbers(f"{example}300万元")] == [300.0]
        elif entry["kind"] == "grant":
            assert not list(commitment_numbers(f"给予{example}300万元"))
        elif entry["kind"] == "leads_up":
            assert QUANTITIES["leads_up"].search(example.rstrip("家企业").rstrip("0123456789"))
        else:
            assert QUANTITIES[entry["kind"]].search(example)
