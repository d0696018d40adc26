"""Find what prose says that units are: 市水利局为牵头单位，市财政局、市住建局为配合单位."""

from collections.abc import Iterator

from extractors.clauses.appointments import whole_part
from extractors.clauses.entrusted import NAMES, OPENS
from extractors.clauses.parts import Appointment, RoleUnits
from extractors.clauses.stated_rules import find_rules
from extractors.language.patterns import alternatives, lazy_pattern
from extractors.language.role_words import role_words
from extractors.lexicon import any_of

_NAMED_AS = lazy_pattern(
    rf"{OPENS}(?P<units>{NAMES})(?:均|都)?(?:为|是)"
    rf"(?P<label>(?P<stem>{alternatives(role_words('label'))})(?:{any_of('roles', 'noun')}))(?=[，,。；;\n]|$)"
)
"""市水利局为牵头单位."""
_MAY_NAME = lazy_pattern(rf"[为是](?:{alternatives(role_words('label'))})")


def named_as(text: str) -> Iterator[Appointment]:
    """Yield what units are: 市水利局为牵头单位，市财政局、市住建局为配合单位, those of one sentence together."""
    if not _MAY_NAME.search(text) or find_rules(text):
        return
    together: list[RoleUnits] = []
    end = 0
    for match in _NAMED_AS.finditer(text):
        part = whole_part(text, *match.span("units"), match["label"], role_words("label")[match["stem"]])
        if part is None:
            continue
        if together and text[end : match.start("units")].strip("，,；; "):
            yield Appointment(together[0].start, end, tuple(together))
            together = []
        together.append(part)
        end = match.end()
    if together:
        yield Appointment(together[0].start, end, tuple(together))
