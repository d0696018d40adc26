"""The noun that a promised number counts."""

import re

from extractors.promise_words import CUT, LAST_VERB, LEAD

LONGEST = 30
"""Characters of a counted noun; longer ones are cut to their head."""
NO_NOUN = re.compile(r"[和与及以至到比超、并]|下属|所属")
JOINT = re.compile(r"(?:和|与|及|、|等)+$")
RANKED = re.compile(r".{1,4}?[级类型]")


def noun_behind(behind: str) -> str:
    """Return the counted noun at the head of the clause behind a number; empty where none stands there."""
    text = behind.removeprefix("的").removeprefix("为")
    cut = CUT.search(text)
    if cut:
        text = text[: cut.start()]
    text = JOINT.sub("", text)
    if len(text) > LONGEST and "的" in text:  # only the head of a noun with long attributes
        text = text[text.rindex("的") + 1 :]
    return "" if NO_NOUN.match(text) else text


def shortened(what: str) -> str | None:
    """Cut what stands before the last verb of a long phrase: 通过…培育科技企业 → 科技企业."""
    if len(what) <= LONGEST:
        return what
    match = LAST_VERB.match(what)
    return what[match.end() :] if match else None


def bare(words: str) -> str:
    """Remove the verbs and adverbs before a noun: 力争新增房源 → 房源."""
    match = LEAD.match(words)
    return words[match.end() :] if match else words


def names_in_turn(words: str) -> list[str]:
    """Split the names that several numbers belong to in turn: 国家级、省级企业 → 国家级企业, 省级企业."""
    names = [bare(name) for name in re.split("[、和与及]", words)]
    rank = RANKED.match(names[-1])
    return [name + names[-1][rank.end() :] if rank and RANKED.fullmatch(name) else name for name in names]
