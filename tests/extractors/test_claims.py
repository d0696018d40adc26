"""What a sentence claims of its numbers."""

import pytest
import yaml

from extractors.language.number_claims import counts, scales, sums
from tests.support.paths import TESTS

CASES = yaml.safe_load((TESTS / "cases" / "claims.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", [c for c in CASES if "counts" in c], ids=lambda c: c["why"])
def test_counts(case):
    found = [[c.claimed, c.claimed in c.listed, c.open] for c in counts(case["text"])]
    assert found == case["counts"]


@pytest.mark.parametrize("case", [c for c in CASES if "sums" in c], ids=lambda c: c["why"])
def test_sums(case):
    found = [[s.total.value, *(part.value for part in s.parts)] for s in sums(case["text"])]
    assert found == case["sums"]


@pytest.mark.parametrize("case", [c for c in CASES if "scales" in c], ids=lambda c: c["why"])
def test_scales(case):
    assert [scale.least for scale in scales(case["text"])] == case["scales"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["why"])
def test_spans_quote_the_text(case):
    text = case["text"]
    for count in counts(text):
        assert text[count.span[0] : count.span[1]].find(text[slice(*count.claim)]) >= 0
    for found in sums(text):
        for amount in (found.total, *found.parts):
            assert text[slice(*amount.span)].endswith(amount.measure)
