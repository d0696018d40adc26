"""The number of things that a table's caption claims against the table of classes below it: 表3 …（20个细分赛道）."""

import re
from collections.abc import Iterator

from extractors.language.numerals import NUMERAL, chinese_number
from pipeline.audit.catalogue import finding
from schemas import Document, Evidence, Finding, Plan, Taxonomy

_CLAIM = re.compile(
    rf"(?P<number>\d{{1,3}}|{NUMERAL})(?:大|个|项|类|种|条)(?P<noun>[一-鿿]{{2,16}}?)(?=[（）()，、:：]|$)"
)


def check(plan: Plan, document: Document) -> Iterator[Finding]:
    """Yield taxonomy-count for each claim of a caption whose noun heads a column of its table."""
    for taxonomy in plan.taxonomies:
        title = "".join(taxonomy.title.split())
        for claim in _CLAIM.finditer(title):
            number = int(claim["number"]) if claim["number"].isdecimal() else chinese_number(claim["number"])
            listed = _counted_entries(taxonomy, claim["noun"])
            if number is not None and listed:
                yield finding(
                    "taxonomy-count",
                    "agrees" if number == len(listed) else "unexplained",
                    (*_caption(taxonomy, document, claim.group()), *listed),
                    (taxonomy.id,),
                    claim=claim.group(),
                    listed=len(listed),
                )


def _counted_entries(taxonomy: Taxonomy, noun: str) -> tuple[Evidence, ...]:
    """Return the entries that the noun counts: of the first column the highest names, of the last one the finest."""
    heads = [re.sub(rf"^(?:\d+|{NUMERAL})[大个项类种条]", "", "".join(label.split())) for label in taxonomy.columns]
    if not heads:
        return ()
    if _same(heads[0], noun):
        return tuple(taxon.evidence for taxon in taxonomy.taxa if not taxon.path)
    if _same(heads[-1], noun):
        above = {
            (*taxon.path[:depth], taxon.path[depth]) for taxon in taxonomy.taxa for depth in range(len(taxon.path))
        }
        return tuple(taxon.evidence for taxon in taxonomy.taxa if (*taxon.path, taxon.name) not in above)
    return ()


def _same(head: str, noun: str) -> bool:
    return len(head) >= 2 and (head in noun or noun in head)


def _caption(taxonomy: Taxonomy, document: Document, claim: str) -> Iterator[Evidence]:
    """Quote the caption that makes the claim; the table itself if it has no caption."""
    block = next(block for block in document.blocks if block.id == taxonomy.evidence.block)
    caption = block.table.caption_block if block.table else None
    for place in document.blocks:
        found = re.search(r"\s*".join(map(re.escape, claim)), place.text) if place.id == caption else None
        if found:
            yield place.evidence(*found.span(), "taxonomy-count")
            return
    yield taxonomy.evidence
