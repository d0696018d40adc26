"""Generate docs/findings.md from the catalogue: ``python -m pipeline.audit.page > docs/findings.md``."""

import sys
from collections.abc import Iterator

from pipeline.audit.catalogue import CatalogueEntry, catalogue

VERDICTS = (
    ("agrees", "一致", "Both sides agree."),
    ("rounding", "舍入误差之内", "They differ by no more than rounding of the printed numbers explains."),
    ("approximate", "约数", "They differ by no more than 左右, 以上 or a similar word allows."),
    ("scope", "口径可能不同", "The two sides may not mean the same thing."),
    (
        "unexplained",
        "原文未作说明",
        "The text gives no reason for the difference. The audit does not say which side is wrong.",
    ),
)
SEVERITIES = (
    ("info", "Confirmed or explained."),
    ("notice", "Worth checking."),
    ("warning", "May mislead a reader."),
)


def page() -> str:
    """Return the page as Markdown."""
    return "\n".join([*_head(), *(line for entry in catalogue().values() for line in _entry(entry))]) + "\n"


def _head() -> Iterator[str]:
    yield "# Findings"
    yield ""
    yield "All findings of `gangmu audit`. Generated from `pipeline/audit/catalogue.yml`; a test checks that the two agree."
    yield ""
    yield "A finding has a code, a severity, a verdict, the passages of both sides, and a sentence in Chinese and English."
    yield ""
    yield "| verdict | | meaning |"
    yield "| --- | --- | --- |"
    yield from (f"| `{verdict}` | {zh} | {en} |" for verdict, zh, en in VERDICTS)
    yield ""
    yield "| severity | meaning |"
    yield "| --- | --- |"
    yield from (f"| `{severity}` | {en} |" for severity, en in SEVERITIES)
    yield ""
    yield "A finding that agrees, or differs only by rounding, has severity `info`, whatever its code."


def _entry(entry: CatalogueEntry) -> Iterator[str]:
    yield ""
    yield f"## {entry.code}"
    yield ""
    yield f"**{entry.title.zh}** · {entry.title.en} · `{entry.severity}`"
    yield ""
    yield entry.about.zh
    yield ""
    yield entry.about.en
    if entry.says:
        yield ""
        yield f"> {entry.says.zh}"
        yield ">"
        yield f"> {entry.says.en}"


if __name__ == "__main__":
    sys.stdout.write(page())
