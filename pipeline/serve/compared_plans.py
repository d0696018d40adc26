"""The comparisons whose pairs a person can judge: chosen from a list, which is searched where it is long."""

from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from pipeline.facts.record import STORE, is_of_this_code
from pipeline.facts.update import connect, open_facts
from pipeline.views.labels import plain
from schemas import Message

MOST = 100
"""Comparisons that the list has; of more, those that are searched for."""
_COMPARED = "FROM compared c JOIN plans o ON o.plan = c.old JOIN plans n ON n.plan = c.new"
_FOUND = f"""
SELECT c.new, o.title || ' → ' || n.title {_COMPARED} WHERE instr(lower(o.title || ' ' || n.title || ' ' || c.old || ' ' || c.new), ?)
ORDER BY c.old, c.new || '.json' LIMIT ?
"""
_FIRST = (
    f"SELECT c.old, c.new, o.title || ' → ' || n.title {_COMPARED} ORDER BY c.new <> ?, c.old, c.new || '.json' LIMIT 1"
)


class ComparisonChoice(NamedTuple):
    """A comparison, as the ids of the older and the newer plan, and others by the id of their newer plan.

    ``pair`` is None if no plans are compared. ``is_long``: there are more than the list has.
    """

    pair: tuple[str, str] | None
    choices: tuple[tuple[str, Message], ...]
    is_long: bool


def choose_comparison(outputs: Path, plan: str, words: str) -> ComparisonChoice:
    """Return the comparison with the newer plan ``plan``, else the first, and those whose plans have ``words`` in id or title."""
    facts = connect(outputs / STORE) if is_of_this_code(outputs) else open_facts(outputs)
    with closing(facts):
        first = facts.execute(_FIRST, (plan,)).fetchone()
        if first is None:
            return ComparisonChoice(None, (), False)
        old, new, name = first
        (total,) = facts.execute("SELECT count(*) FROM compared").fetchone()
        found = dict(facts.execute(_FOUND, (words.lower(), MOST)).fetchall())
    # the one that is shown stands in the list, whatever is searched for
    listed = found if new in found else {new: name, **found}
    return ComparisonChoice((old, new), tuple((id, plain(text)) for id, text in listed.items()), total > MOST)
