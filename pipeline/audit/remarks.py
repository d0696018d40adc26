"""What the reader of the source met and a person should know."""

from collections.abc import Iterator

from pipeline.audit.catalogue import catalogue
from schemas import Document, Finding, Message, Plan


def check(plan: Plan, document: Document) -> Iterator[Finding]:
    """Yield the reader's remarks as findings; KeyError for a code that the catalogue lacks."""
    blocks = {block.id: block for block in document.blocks}
    for remark in document.remarks:
        block = blocks.get(remark.block or "")
        yield Finding(
            code=remark.code,
            severity=catalogue()[remark.code].severity,
            verdict="unexplained",
            sides=(block.evidence(0, len(block.text), remark.code),) if block else (),
            message=Message(zh=remark.zh, en=remark.en),
        )
