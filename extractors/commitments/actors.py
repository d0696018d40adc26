"""Take off who does the work, named before it in the clause of a number: 市商务局新增限上企业, 各县区完成改厕."""

from extractors.commitments.words import LEAD, RATE_LEAD, VERB
from extractors.language.patterns import lazy_pattern
from extractors.lexicon import any_of
from extractors.units.names import last_character, parse

_TOGETHER = lazy_pattern(r"(?:共同|共|各|均|分别)?")
MODEL = lazy_pattern(rf"(?:{any_of('phrases', 'model')})[县市旗镇乡]$")
"""What is counted itself: 示范县创建数."""
_PLACE = lazy_pattern(r"[一-鿿]{1,4}?[县市旗镇乡]")
"""A place that does the work: 东山县建设高标准农田."""
_FINANCE = lazy_pattern(r"(?:[省市县区]?[各两三]级|[省市县区州旗])?财政")
URGED = lazy_pattern(rf"(?:{any_of('phrases', 'urges')})[一-鿿]{{1,8}}?(?={VERB})")
"""Whom the body makes do it: 督促市属企业处置资产."""
_TASK = lazy_pattern(r"(?:全年|年度|今年)?(?:目标任务|任务目标|目标|任务)[为是]?|[全本我各][省市区县州国旗镇]共")
_ORGANS = ("局", "委", "厅")
_SEPARATOR = "、"
_LEAST = 4
"""Characters of a quantity behind a department without a verb: 市发改委固定资产投资增长6%."""
LONGEST = 40


def without_actor(words: str, share: bool = False) -> str:
    """Remove who does the work from the words before a noun: 市商务局新增限上企业 → 新增限上企业.

    ``share``: the noun is a rate, so that only verbs of change follow.
    """
    lead = RATE_LEAD if share else LEAD
    department = 0
    for last in last_character().finditer(words, 1, LONGEST):
        at = last.end()
        begins = _start_of_work(words, at)
        if lead.match(words, begins) and (_are_actors(words[:at]) or (department and parse(words[:at]))):
            return words[begins:]  # 市公安局交警支队整治路段: an office of a department
        if len(words) - at >= _LEAST and is_department(words[:at]):
            department = department or at
    if department:
        return words[department:]
    for opening in (_PLACE, _FINANCE, _TASK):
        found = opening.match(words)
        if found is None or MODEL.search(words, 0, found.end()):
            continue
        begins = _start_of_work(words, found.end())
        if lead.match(words, begins):
            return words[begins:]
    return words


def _start_of_work(words: str, end: int) -> int:
    """Return where the work begins behind the name of who does it: 共, 督促市属企业 are none of it."""
    for between in (_TOGETHER, URGED):
        found = between.match(words, end)
        end = found.end() if found else end
    return end


def _are_actors(words: str) -> bool:
    return all(map(_is_body, words.split(_SEPARATOR)))


def _is_body(name: str) -> bool:
    """Return whether a name is that of a body that does work, not of what is built: 乡镇综合服务站, 乡镇卫生院."""
    parsed = parse(name)
    if parsed is None or parsed.subordinate:
        return False
    return parsed.kind not in ("public_institution", "university") or parsed.prefix in ("省", "市", "区", "县")


def is_department(name: str) -> bool:
    """Return whether a name is that of a department with a level, which counts nothing: 县商务局新增5家."""
    parsed = parse(name)
    return parsed is not None and parsed.kind == "department" and bool(parsed.prefix) and name[-1] in _ORGANS
