"""Split the list of bodies that a notice is sent or copied to, one element per body as printed."""

from collections.abc import Iterator

from extractors.language.patterns import lazy_pattern
from extractors.language.whitespace import SqueezedBlock
from extractors.lexicon import any_of
from extractors.notice.lines import RECEIVER
from schemas import Element

_SEPARATOR = lazy_pattern(r"[，,；;、]")
_BRACKETED = lazy_pattern(r"[（(〈〔][^（）()〈〉〔〕]*[）)〉〕]")
_KIND = f"(?:{any_of('notice', 'class')})"
_BARE = lazy_pattern(rf"各{_KIND}{{1,3}}$")
"""各委, 各市州: a class word after 各, which may share the ending of a later one (各委、办、局; 各市州、县市区人民政府)."""
_CLASS = lazy_pattern(rf"^{_KIND}{{1,3}}$")
_COMPLETE = lazy_pattern(rf"{RECEIVER}(?:[（(〈〔][^（）()]*[）)〉〕])?$")
_PLACE = lazy_pattern(rf"(?:^|各)(?:{any_of('notice', 'place_class')})$")
_OWN = lazy_pattern(r"[省市州县区](?:有关|相关|级|直|属|委|政府)")
_CLOSED = lazy_pattern(r"^[^各]*(?:人民)?政府|管委会")


def receivers(line: SqueezedBlock, start: int, end: int, rule: str) -> Iterator[Element]:
    """Yield the bodies in ``line.text[start:end]``; 各委、办、局 and 各市、县（区）人民政府 are one body each."""
    masked = _BRACKETED.sub(lambda found: "_" * len(found.group()), line.text[:end])
    marks = [found.start() for found in _SEPARATOR.finditer(masked, start)]
    edges = [start, *(mark + 1 for mark in marks), end + 1]
    opened = start
    for index, edge in enumerate(edges[1:], 1):
        piece, rest = (
            line.text[opened : edge - 1],
            masked[edge : edges[index + 1] - 1] if index + 1 < len(edges) else "",
        )
        if rest and masked[edge - 1] == "、" and _continues(piece, rest):
            continue
        if piece:
            yield line.element(opened, edge - 1, rule)
        opened = edge


def _continues(piece: str, rest: str) -> bool:
    """Return whether the text after 、 belongs to the body that starts in ``piece``."""
    if rest.startswith(("各", "有关")):
        return False
    if piece in ("中央", "省", "市", "县", "区") or (piece.endswith("部门") and rest in ("单位", "企业", "机构")):
        return True  # 中央、省驻某市有关单位; 有关部门、单位
    last = piece.rsplit("、", 1)[-1]
    if "各" in piece and _PLACE.search(last):  # 各省、自治区、直辖市人民政府 share one ending
        return not _OWN.match(rest)
    if not _COMPLETE.search(piece):
        return True  # 兵团商务、教育、民政主管部门
    if _BARE.search(piece):
        return bool(_CLASS.match(rest) or _CLOSED.match(rest))
    listed = "各" in piece and "、" in piece and bool(_CLASS.match(last))  # 各区、镇、办事处
    return listed and bool(_CLASS.match(rest) or _CLOSED.match(rest) or rest.endswith("办事处"))
