"""What the audit must say of the founding documents: cases/audit_minhang.yml, written before the audit was."""

from functools import cache

import pytest
import yaml

from extractors import extract
from pipeline.audit import audit
from tests.support.paths import ROOT, TESTS

CASES = yaml.safe_load((TESTS / "cases" / "audit_minhang.yml").read_text(encoding="utf-8"))
PLANS = tuple(CASES["totals"])


def squeeze(text):
    return "".join(text.split())


@cache
def findings(plan_id):
    ((plan, document),) = extract(ROOT / "corpus" / "documents" / f"{plan_id}.txt", plan_id)
    return (*plan.findings, *audit(plan, document))


def answers(finding, case):
    quotes = [squeeze(side.quote) for side in finding.sides]
    return (
        (finding.code, finding.verdict) == (case["code"], case["verdict"])
        and case.get("subject", finding.subjects[0]) in finding.subjects
        and all(any(squeeze(wanted) in quote for quote in quotes) for wanted in case["quotes"])
        and all(word in finding.message.zh for word in case.get("says", ()))
    )


@pytest.mark.parametrize("case", CASES["findings"], ids=lambda c: f"{c['code']}: {c['why']}")
def test_an_expected_finding_is_said(case):
    assert [f for f in findings(case["plan"]) if answers(f, case)], [
        (f.verdict, f.subjects, f.message.zh) for f in findings(case["plan"]) if f.code == case["code"]
    ]


@pytest.mark.parametrize("plan_id", PLANS)
def test_no_more_is_said_than_expected(plan_id):
    counted = {code: sum(f.code == code for f in findings(plan_id)) for code in CASES["totals"][plan_id]}
    assert counted == CASES["totals"][plan_id]


@pytest.mark.parametrize("plan_id", PLANS)
def test_nothing_is_said_twice(plan_id):
    said = [(f.code, f.message.zh) for f in findings(plan_id)]
    assert len(said) == len(set(said))


@pytest.mark.parametrize("plan_id", PLANS)
def test_both_sides_are_quoted(plan_id):
    assert [f.message.zh for f in findings(plan_id) if not f.sides] == []
