"""Results that the newer plan's sentences report for numbers of the older one: 2025年，从业人员达到5.8万人.

They look back, so that the plan commits to none of them; but a target that they answer is not one that nobody mentions.
"""

import re
from collections.abc import Iterator, Sequence

from extractors.language.five_year_plans import ORDINAL, years
from extractors.language.number_claims import Amount, amounts
from pipeline.audit.numbers import plain
from pipeline.audit.sentences import TextPassage, text_passages
from pipeline.compare.conversion import factor
from pipeline.compare.verdicts.quantities import Quantity
from schemas import Document, Plan

LEAST = 2
"""Letters of a name that is looked for."""
_SENTENCE = re.compile(r"[^。；！？]+")
_YEAR = re.compile(rf"(20\d\d)年|[“‘](?P<plan>{ORDINAL})[”’](?:规划)?(?:期间|时期|以来|末)")
_BETWEEN = re.compile(
    r"(?:总?(?:数量?|额|量|规模|面积|人次))?(?:已|约|累计|共计?|总计|合计|达到?|为|超过|突破|近|至|到|有|(?:提高|提升|增加|增长|扩大|下降|降低|压减)[至到])*"
)
"""What may be printed between a name and its result."""
_BEFORE = re.compile(
    r"(?:^|[，,、：:（(）)的]|[全本我][国省市区县]|累计|建成|达到|实现|完成|培育|新增|新建|净增|增加|\d[^\d，]{1,3})$"
)
"""What may be printed before a name that says the same as alone: 贫困农户 are not all 农户."""
_ADDED = re.compile(r"(?:新增|新建|净增|增加)[^，,]{0,6}$")


def prose_results(targets: Sequence[Quantity], new: Plan, document: Document) -> dict[Quantity, Quantity]:
    """Return the results in the newer plan's sentences by target of the older one, of the same year, scope and measure.

    A number that a commitment of the newer plan quotes is no result. Of several for one target the first counts.
    """
    sentences = [
        (place, sentence.start(), sentence.group())
        for place in text_passages(new, document)
        for sentence in _SENTENCE.finditer(place.text)
        if _YEAR.search(sentence.group())
    ]
    quoted = {(said.evidence.block, said.evidence.start) for said in new.commitments}
    found = {}
    for target in targets:
        results = (one for sentence in sentences for one in _results(target, new.plan.id, *sentence))
        first = next((one for one in results if (one.evidence.block, one.evidence.start) not in quoted), None)
        if first:
            found[target] = first
    return found


def _results(target: Quantity, plan: str, place: TextPassage, offset: int, sentence: str) -> Iterator[Quantity]:
    if target.year is None or not target.measure or len(target.name) < LEAST or target.name not in sentence:
        return
    for amount in amounts(sentence):
        start = _name_of(target.name, sentence, amount)
        if start is None or not _is_whole_name(target, sentence, start):
            continue
        first, end = min(start, amount.span[0]), max(start + len(target.name), amount.span[1])
        if (
            factor(amount.measure, target.measure) is None
            or _year_before(sentence, amount.span[0]) != target.year
            or bool(_ADDED.search(sentence, 0, first)) != target.increase
        ):
            continue
        yield target._replace(
            id=place.subjects[0] if place.subjects else plan,
            measure=amount.measure,
            low=amount.value,
            high=amount.value,
            bound="exact",
            kind="reported",
            prose=True,
            raw=f"{plain(amount.value)}{amount.measure}",
            evidence=place.evidence(offset + first, offset + end, "verdict.prose"),
        )


def _name_of(name: str, sentence: str, amount: Amount) -> int | None:
    """Return where the name begins that an amount counts: close before it, or directly after it (120座保鲜库)."""
    before = sentence.rfind(name, 0, amount.span[0])
    if before >= 0 and _BETWEEN.fullmatch(sentence, before + len(name), amount.span[0]):
        return before
    end = amount.span[1] + len(name)
    whole = sentence.startswith(name, amount.span[1]) and not sentence[end : end + 1].isalpha()  # not 120座保鲜库房
    return amount.span[1] if whole else None


def _is_whole_name(target: Quantity, sentence: str, start: int) -> bool:
    """Return whether no qualifier stands before a name, or the same two letters as in the older plan (带动农户)."""
    before, name, _ = target.evidence.quote.partition(target.name)
    alike = bool(name) and len(before) > 1 and sentence[:start].endswith(before[-2:])
    return alike or bool(_BEFORE.search(sentence, 0, start))


def _year_before(sentence: str, at: int) -> int | None:
    """Return the last year, or the last year of the five-year plan, that a sentence prints before a place."""
    year = None
    for found in _YEAR.finditer(sentence, 0, at):
        year = years(found["plan"])[1] if found["plan"] else int(found[1])
    return year
