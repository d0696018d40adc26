"""docs/findings.md, written from the catalogue: ``python -m pipeline.audit.page > docs/findings.md``."""

import sys
from collections.abc import Iterator

from pipeline.audit.catalogue import CatalogueEntry, catalogue

VERDICTS = (
    ("agrees", "一致", "Both sides say the same."),
    ("rounding", "舍入之内", "They differ by no more than the printed places leave open."),
    ("approximate", "约数", "They differ by no more than 左右, 以上 and the like leave open."),
    ("scope", "口径或有不同", "The two sides may not mean the same thing."),
    ("unexplained", "未见解释", "The text gives no reason for the difference. Neither side is called wrong."),
)
SEVERITIES = (
    ("info", "Confirmed, or explained."),
    ("notice", "Worth a look."),
    ("warning", "A reader may be misled."),
)


def page() -> str:
    """Return the page as Markdown."""
    return "\n".join([*_head(), *(line for entry in catalogue().values() for line in _entry(entry))]) + "\n"


def _head() -> Iterator[str]:
    yield "# Findings"
    yield ""
    yield "What `gangmu audit` can say. Written from `pipeline/audit/catalogue.yml`; a test keeps the two equal."
    yield ""
    yield "A finding has a code, a severity, a verdict, the passages of both sides, and a sentence in two languages."
    yield ""
    yield "| verdict | | meaning |"
    yield "| --- | --- | --- |"
    yield from (f"| `{verdict}` | {zh} | {en} |" for verdict, zh, en in VERDICTS)
    yield ""
    yield "| severity | meaning |"
    yield "| --- | --- |"
    yield from (f"| `{severity}` | {en} |" for severity, en in SEVERITIES)
    yield ""
    yield "What agrees, or differs by rounding alone, is `info` whatever the code."


def _entry(entry: CatalogueEntry) -> Iterator[str]:
    yield ""
    yield f"## {entry.code}"
    yield ""
    yield f"**{entry.zh}** · {entry.en} · `{entry.severity}`"
    yield ""
    yield entry.about_zh
    yield ""
    yield entry.about_en
    if entry.says_zh:
        yield ""
        yield f"> {entry.says_zh}"
        yield ">"
        yield f"> {entry.says_en}"


if __name__ == "__main__":
    sys.stdout.write(page())
