"""What stands between extraction and plan.json: a person's corrections, the audit, a person's reasons."""

from pipeline.audit import audit
from pipeline.corpus import Corpus, Entry
from pipeline.corrections import apply_corrections, read_corrections
from pipeline.results import Result
from schemas import Document, Finding, Plan


def refine(result: Result, corpus: Corpus, entry: Entry) -> Result:
    """Return the plan corrected, then audited, then with the reasons that the manifest gives for known findings."""
    plan = apply_corrections(result.plan, read_corrections(corpus.corrections(result.plan.plan.id)))
    return result._replace(plan=acknowledge(audited(plan, result.document), entry))


def audited(plan: Plan, document: Document) -> Plan:
    """Return the plan with what the audit finds in it, behind what extraction found."""
    found = audit(plan, document)
    return plan.model_copy(update={"findings": (*plan.findings, *found)}) if found else plan


def acknowledge(plan: Plan, entry: Entry) -> Plan:
    """Return the plan with ``acknowledged`` set on the findings that a person has looked at."""
    reasons = {(known.code, known.subject): known.why for known in entry.known_findings}
    if not reasons:
        return plan
    findings = tuple(
        finding.model_copy(update={"acknowledged": _reason(finding, reasons)}) for finding in plan.findings
    )
    return plan.model_copy(update={"findings": findings})


def _reason(finding: Finding, reasons: dict[tuple[str, str], str]) -> str | None:
    named = (reasons.get((finding.code, subject)) for subject in finding.subjects)
    return next((why for why in named if why is not None), finding.acknowledged)
