"""The founding plans' promised numbers, as a reader finds them."""

import pytest
import yaml

from extractors import extract
from tests.support.paths import ROOT, TESTS

EXPECTED = yaml.safe_load((TESTS / "cases" / "founding_commitments.yml").read_text(encoding="utf-8"))
DOCUMENTS = ROOT / "corpus" / "documents"


def commitments(name):
    ((plan, document),) = extract(DOCUMENTS / f"{name}.txt")
    return plan, document


@pytest.mark.parametrize("name", EXPECTED)
def test_commitments_are_those_a_reader_finds(name):
    plan, _ = commitments(name)
    got = [
        [c.subject.split("/", 1)[1], c.what, c.value, c.upper, c.measure, c.bound, c.change, c.year, c.period]
        for c in plan.commitments
    ]
    assert got == EXPECTED[name]


def test_each_quotes_its_number_and_has_an_id_of_its_own():
    plan, document = commitments("minhang-2023")
    ids = [commitment.id for commitment in plan.commitments]
    assert len(set(ids)) == len(ids)
    for commitment in plan.commitments:
        evidence = commitment.evidence
        assert document.block(evidence.block).text[evidence.start : evidence.end] == evidence.quote
        assert f"{commitment.value:g}" in evidence.quote


def test_the_document_adds_up():
    plan, _ = commitments("minhang-2023")
    flats = [c.value for c in plan.commitments if c.what == "房源" and c.year is None]
    space = [c.value for c in plan.commitments if c.measure == "万方"]
    assert flats == [2848, 1070, 1778]
    assert flats[0] == sum(flats[1:])
    assert space[0] == sum(space[1:])
