"""Names of the bodies that issue documents; of several that sign together, printed with nothing between them."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from extractors.language.dates import DAY
from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import SqueezedBlock
from extractors.lexicon import any_of, entries
from schemas import Element

ISSUER = r"[\u4e00-\u9fff·（）()“”、—-]{2,40}"
_ALONE = lazy_pattern(ISSUER)
_BRACKETED = lazy_pattern(r"[（(][^（）()]*[）)]")
_GENERIC = lazy_pattern(
    r"(?:相关|有关|各级|责任|牵头|配合|成员)(?:部门|单位|机构|处室)|^(?:关于|加强|各|附|第|目录|一[是、]|会议)|了"
)
_PLACE = lazy_pattern(
    r"^(?:中共)?([\u4e00-\u9fff]{1,8}?(?:自治区|自治州|自治县|省|市|州(?!市)|盟|县|区|旗|镇|乡|街道))"
)
_BELOW_TITLE = lazy_pattern(
    rf"[（(](?:{DAY}|(?:19|20)\d\d年)?(?P<name>[\u4e00-\u9fff]{{4,40}}?)[，,]?(?:于?{DAY}|(?:19|20)\d\d年.{{0,8}}?)?"
    r"(?:印发|发布|公布|制定|修[订正]|批准|通过)?[）)]"
)
LONGEST = 120
"""Characters of bodies side by side; what is longer is prose."""
_NATIONAL = lazy_pattern(any_of("notice", "national"))
_JOINT = lazy_pattern(
    r"""
    (?P<party>(?:中共)?(?P<place>[一-鿿]{2,12}?)委(?:员会)?(?:办公[室厅])?)   # 中共某市委办公室
    (?P<government>(?P=place)人民政府(?:办公[室厅])?)                        # 某市人民政府办公室
    """,
    re.X,
)
"""Party and government of the same place, printed without a separator."""
_SEAL = lazy_pattern(r"[（(][^（）()]*代章?[）)]$")


@cache
def _suffixes() -> tuple[str, ...]:
    return tuple(entry["suffix"] for entry in entries("issuers"))


_SECTION = lazy_pattern(r"“[^“”]{2,12}”(?=中共|[一-鿿]{2,12}人民政府)")
"""The section of a site, printed before a title: “党政混合信息公开”中共某区委办公室."""


def is_issuer(text: str) -> bool:
    """Return whether the text is one name of an issuing body and nothing else."""
    name = _BRACKETED.sub("", text)
    return (
        3 <= len(name) <= 40
        and name.endswith(_suffixes())
        and _ALONE.fullmatch(text) is not None
        and not _GENERIC.search(name)
    )


def issuer_below_title(text: str) -> tuple[int, int] | None:
    """Return the span of the body that a line in brackets below a title names, with or without a date; None if it names none."""
    found = _BELOW_TITLE.fullmatch(text)
    return found.span("name") if found and is_issuer(found["name"]) else None


def names_side_by_side(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of two or more bodies that fill a text: of one place, which each name repeats, or of the nation.

    Empty if the text is one name, or no names at all.
    """
    return _of_the_nation(text) or _of_one_place(text)


def _names_of_list(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of bodies with 、 between them: 某县委办公室、某县人民政府办公室; empty without any."""
    cuts = [at for at, char in enumerate(text) if char == "、"]
    spans = tuple(zip((0, *(cut + 1 for cut in cuts)), (*cuts, len(text)), strict=True))
    return spans if cuts and all(is_issuer(text[left:right]) for left, right in spans) else ()


def _of_the_nation(text: str) -> tuple[tuple[int, int], ...]:
    spans = [found.span() for found in _NATIONAL.finditer(text)]
    edges = [0, *(end for _, end in spans)]
    joined = [start for start, _ in spans] == edges[:-1] and edges[-1] == len(text)
    return tuple(spans) if joined and len(spans) > 1 else ()


def _of_one_place(text: str) -> tuple[tuple[int, int], ...]:
    found = _PLACE.match(text) if len(text) <= LONGEST else None
    if not found:
        return ()
    place, cuts = found[1], [0]
    for at in range(len(place), len(text)):
        opens = text.startswith(place, at) and not text.endswith("中共", 0, at)
        if (opens or text.startswith("中共" + place, at)) and is_issuer(text[cuts[-1] : at]):
            cuts.append(at)
    spans = tuple(pairwise((*cuts, len(text))))
    return spans if len(spans) > 1 and all(is_issuer(text[left:right]) for left, right in spans) else ()


def bodies(line: SqueezedBlock, start: int, end: int, rule: str) -> Iterator[Element]:
    """Yield the names between start and end, without the note that another body sealed for it (代章).

    Names that share a line are separated by white space, by 、 or by nothing.
    """
    if seal := _SEAL.search(line.text, start, end):
        end = seal.start()
    if label := _SECTION.match(line.text, start, end):
        start = label.end()
    # White space is gone from the text, but shows as a jump in the positions of the characters.
    gaps = [at for at in range(start + 1, end) if line.places[at] - line.places[at - 1] > 1]
    edges = [start, *gaps, end]
    pieces, printed = list(pairwise(edges)), line.text[start:end]
    if joint := _JOINT.fullmatch(line.text, start, end):
        pieces = [joint.span("party"), joint.span("government")]
    elif not gaps and (several := _names_of_list(printed) or names_side_by_side(printed)):
        pieces = [(start + left, start + right) for left, right in several]
    if not all(is_issuer(line.text[left:right]) for left, right in pieces):
        pieces = [(start, end)]  # the white space was inside a name, as in justified lines
    for left, right in pieces:
        if is_issuer(line.text[left:right]):
            yield line.element(left, right, rule)
