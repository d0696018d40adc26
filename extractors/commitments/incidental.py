"""Numbers that prose does not commit to: references, past figures, prices, duties, qualifications."""

import re

from extractors.commitments import words
from extractors.commitments.nouns import noun_after
from extractors.commitments.numbers import NumberInClause
from extractors.language.values import bound_of


def is_incidental(number: NumberInClause, text: str, end: int, past: int, reward: int) -> bool:
    """Return whether a number is no commitment: a reference, a past figure, a price, a duty or a qualification.

    ``end``: of its sentence. ``past``, ``reward``: where words begin that make later numbers past figures or prices.
    """
    token, before = number.match, number.before
    if token["measure"] == "年" or (words.KNOWN.search(before) and not token["before"]):
        return True
    if past < token.start() or words.DONE.search(before) or words.DUTY.search(words.REACH.sub("", before)):
        return True
    if token["measure"] == "次" and noun_after(number.rest):
        return True
    if number.kind in ("money", "share") and (reward < token.start() or words.PRICE.search(before)):
        return True
    if number.kind == "time":
        lasting = bound_of(token["before"], words.after(token)) == "at_least" and words.DURATION.search(before)
        return not (lasting or words.SHORTENED.search(before + token["before"]))
    if token["after"] and number.rest.startswith("的") and token["measure"] in words.CAPACITIES:  # 100人以上的企业
        return True
    limit = min(end, token.end() + words.LONGEST_CLAUSE)
    clause = words.CLAUSE_END.search(text, token.end(), limit)
    rest = text[token.end() : clause.start() if clause else limit]
    if token["before"] and rest[:1] == "、" and "的" in rest:  # 人数超过30人、井深超过800米的矿山
        return True
    if number.kind in ("area", "length", "volume") and words.SUMMED.search(before):
        return False  # 累计完成50万平方米以上厂房更新
    qualifies = number.rest.startswith("的") or (token["after"] and number.rest)
    return bool(qualifies and number.kind in words.QUALIFIED)


def is_base(text: str, start: int, number: int) -> bool:
    """Return whether another number is reached from the one at ``number``: 由2020年的65%提高至80%. ``start``: of its sentence."""
    opened = max(text.rfind(word, max(start, number - 10), number) for word in "由从")
    found = words.FROM.match(text, opened) if opened >= 0 else None
    return found is not None and found.start("number") == number


def is_quantity(token: re.Match[str]) -> bool:
    """Return whether a token is a number that may be promised; an age (6岁以下儿童) belongs to the noun."""
    return bool(token["number"]) and not token["measure"].endswith("岁")
