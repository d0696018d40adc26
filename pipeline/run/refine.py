"""Refine an extracted plan: apply the authority file and the corrections, audit it, add reasons for known findings."""

from pipeline.audit import audit
from pipeline.corpus.authority import read_authority
from pipeline.corpus.corrections import apply_records, read_records
from pipeline.corpus.manifest import Corpus, Entry
from pipeline.corpus.units import apply_authority
from pipeline.store.results import Result
from schemas import Document, Finding, Plan


def refine(result: Result, corpus: Corpus, entry: Entry) -> Result:
    """Return the plan with units resolved, corrections applied, audit findings, and reasons for known findings."""
    resolved = apply_authority(result.plan, read_authority(corpus.authority))
    plan = apply_records(resolved, result.document, read_records(corpus.corrections(result.plan.plan.id)))
    return result._replace(plan=acknowledge(add_audit_findings(plan, result.document), entry))


def audit_result(result: Result) -> Result:
    """Return the plan of a file without a corpus with the findings that a run reports."""
    return result._replace(plan=add_audit_findings(result.plan, result.document))


def add_audit_findings(plan: Plan, document: Document) -> Plan:
    """Return the plan with the audit's findings added after those of extraction."""
    found = audit(plan, document)
    return plan.model_copy(update={"findings": (*plan.findings, *found)}) if found else plan


def acknowledge(plan: Plan, entry: Entry) -> Plan:
    """Return the plan with ``acknowledged`` set on the findings that a person has reviewed."""
    reasons = {(known.code, known.subject): known.why for known in entry.known_findings}
    if not reasons:
        return plan
    findings = tuple(
        finding.model_copy(update={"acknowledged": _reason(finding, reasons)}) for finding in plan.findings
    )
    return plan.model_copy(update={"findings": findings})


def _reason(finding: Finding, reasons: dict[tuple[str, str], str]) -> str | None:
    known = (reasons.get((finding.code, subject)) for subject in finding.subjects)
    return next((why for why in known if why is not None), finding.acknowledged)
