"""Find the direction in which a number changes its quantity."""

from extractors.commitments import words
from extractors.commitments.nouns import LONGEST, without_lead
from extractors.commitments.numbers import CommitmentNumber, NumberInClause


def change_of(text: str, number: NumberInClause, last: CommitmentNumber | None) -> words.Change | None:
    """Return the direction of a number's change; None if it is the level reached (提高到…).

    ``last``: the commitment before it, whose direction a joined number shares.
    """
    if words.LEVEL.search(number.before) or number.match["before"].startswith("达"):  # 提升到80%, 增长55%、达到5万亿元
        return None
    before = words.RENEWAL.sub("", number.before)
    before = words.UPGRADE.sub("", before) if number.kind == "count" else before
    noun = without_lead(before)
    ends = (words.REACH.search(before), words.VERB_END.search(before))
    around = before.removesuffix(noun) if noun else before
    if found := words.CHANGE.findall(around + "".join(end[0] for end in ends if end)):
        return words.CHANGES[found[-1]]
    between = text[last.end : number.match.start()] if last else "。"
    return last.change if last and len(between) <= LONGEST and not set("，；,;") & set(between) else None
