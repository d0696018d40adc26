"""Find what a share is of, where the words after it or the clause before it say so."""

from extractors.commitments import words
from extractors.commitments.nouns import KIND, LONGEST, noun_after, without_lead
from extractors.commitments.numbers import NumberInClause, start_of_clause
from extractors.language.whitespace import squeeze_chinese


def share_of(number: NumberInClause, noun: str) -> str | None:
    """Return what the words after a share say it is of; None if they do not. ``noun``: the one before it, or empty."""
    rest, led = number.rest, not noun or words.VERB_END.search(number.before)
    if noun and (required := words.REQUIRED.match(rest)):
        return noun + required[0]  # 建成区75%以上面积达到海绵城市建设要求
    counted = noun_after(rest)
    if counted and number.before.endswith("覆盖"):  # 试点覆盖50%以上行政村
        return f"{noun or '覆盖'}{counted}"
    if led and words.ONLINE.fullmatch(rest):
        return rest
    if not noun and words.RATE_AFTER.fullmatch(rest):
        return rest
    reaches = words.OF_ALL.match(rest) if not noun or words.SCOPE.fullmatch(noun) else None
    return reaches["what"] if reaches else None  # 全省80%以上的敬老院达到二级标准


def with_share(noun: str) -> str:
    """Return the name of a share that a verb ends: 道地药材占70% is the share 道地药材占比."""
    return f"{noun}比" if noun.endswith("占") else noun


def quantity_before(text: str, start: int, number: NumberInClause) -> str | None:
    """Return the quantity whose change the clause before sets out: 提升普及率，到2027年达到95%. ``start``: of the sentence."""
    comma = words.AFTER_COMMA.search(text, max(start, number.start - 8), number.start)
    if comma is None:
        return None
    clause = squeeze_chinese(text[start_of_clause(text, start, comma.start()) : comma.start()])
    noun = without_lead(clause, share=True)
    named = noun != clause and KIND.search(noun) and len(noun) <= LONGEST
    return noun if named and not any(char.isdigit() for char in noun) else None
