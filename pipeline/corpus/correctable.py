"""List the fields of a fact that a person may correct, and parse new values for them."""

import re
import types
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from extractors.language.numerals import printed_number
from pipeline.corpus.placed_facts import Fact, placed_facts
from pipeline.errors import InputError
from schemas import Commitment, Heading, Message, Plan, Responsibility, Task, Unit
from schemas.base import Model
from schemas.correction import Value

Kind = Literal["text", "integer", "number", "date", "year", "yes_no", "choice", "fact"]

FIXED = frozenset({"id", "evidence", "source", "clause", "bundle", "format"})
"""Fields that identify a fact or its place in the source: they cannot be corrected."""
MOST = 20_000
"""Maximum length of a value, in characters."""
NOT_PLAIN = Message(
    zh="超过 {most} 字，或含有不可打印的字符", en="more than {most} characters, or characters that cannot be printed"
)

_SUBJECTS = ("headings", "tasks", "indicators")
_REFERENCES: Mapping[tuple[type[Model], str], tuple[str, ...]] = {
    (Heading, "parent"): ("headings",),
    (Task, "parent"): ("tasks",),
    (Task, "details"): ("tasks",),
    (Task, "heading"): ("headings",),
    (Unit, "parent"): ("units",),
    (Responsibility, "subject"): _SUBJECTS,
    (Responsibility, "unit"): ("units",),
    (Commitment, "subject"): ("plan", *_SUBJECTS),
}
"""Fields that contain the id of another fact, and the lists that the fact may come from."""
_KINDS: Mapping[object, Kind] = {str: "text", int: "integer", float: "number", bool: "yes_no"}
_NAMES: Mapping[str, Kind] = {"issued_on": "date", "on": "date", "year": "year", "start": "year", "end": "year"}
_NEVER_EMPTY = frozenset({"title", "name", "raw", "marker"})
_WORDS = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}


class CorrectionError(InputError):
    """A correction that is refused, with a message in both languages. ``changed``: the value was changed meanwhile."""

    def __init__(
        self, about: str, reason: Message, remedy: str, *, changed: bool = False, current: "Value" = None
    ) -> None:
        """Store the message in both languages, and the current value if it was changed meanwhile."""
        super().__init__(about, reason.en, remedy)
        self.message = Message(zh=f"{about}：{reason.zh}。", en=str(self))
        self.changed = changed
        self.current = current

    @classmethod
    def of_change(cls, about: str, reason: Message, current: "Value" = None) -> "CorrectionError":
        """Return the refusal of a record because what the person saw was changed meanwhile, by somebody else or elsewhere."""
        return cls(about, reason, "reload and try again; nothing was saved", changed=True, current=current)


class Field(NamedTuple):
    """A field of a fact that a person may correct."""

    path: str
    """Name of the field in a correction record: ``title``, ``period.start``."""
    value: Value
    kind: Kind
    optional: bool
    """Whether the value may be None (not printed in the source)."""
    choices: tuple[str, ...] = ()


def fields_of(plan: Plan, target: str) -> tuple[Field, ...]:
    """Return the fields of a fact that a person may correct; CorrectionError if there is no such fact."""
    data = plan.model_dump()
    found = next(((model, fact) for id, model, fact in placed_facts(data) if id == target), None)
    if found is None:
        reason = Message(zh="计划中没有这一条", en="the plan has no such fact")
        raise CorrectionError(target, reason, "look up its id in plan.json")
    return tuple(_fields(*found, data, target))


def _fields(model: type[Model], fact: Fact, plan: Fact, target: str, above: str = "") -> Iterator[Field]:
    for name, info in model.model_fields.items():
        if name in FIXED:
            continue
        types_ = _types(info.annotation)
        inner = next((one for one in types_ if isinstance(one, type) and issubclass(one, Model)), None)
        value, path, optional = fact[name], f"{above}{name}", type(None) in types_
        if inner is not None:
            if value is not None:
                yield from _fields(inner, value, plan, target, f"{path}.")
        elif (model, name) in _REFERENCES:
            ids = _ids(plan, _REFERENCES[model, name])
            yield Field(path, value, "fact", optional, tuple(id for id in ids if id != target))
        elif choices := tuple(str(word) for one in types_ if get_origin(one) is Literal for word in get_args(one)):
            yield Field(path, value, "choice", optional, choices)
        elif kind := next((_KINDS[one] for one in types_ if one in _KINDS), None):
            yield Field(path, value, _NAMES.get(name, kind), optional)


def _types(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if get_origin(annotation) in (Union, types.UnionType) else (annotation,)


def _ids(plan: Fact, kinds: Iterable[str]) -> Iterator[str]:
    for kind in kinds:
        yield from (plan["plan"]["id"],) if kind == "plan" else (fact["id"] for fact in plan[kind])


def parse(field: Field, given: str | None) -> Value:
    """Parse what a person wrote into a value of the field; CorrectionError if it is not valid there."""
    text = "" if given is None else given.strip()
    if not text and (field.optional or field.kind == "text"):
        if not field.optional and field.path in _NEVER_EMPTY:
            raise CorrectionError(field.path, Message(zh="不能为空", en="it cannot be empty"), "enter a value")
        return None if field.optional else ""
    if len(text) > MOST or any(unicodedata.category(sign) in ("Cc", "Cs") and sign != "\n" for sign in text):
        raise CorrectionError(field.path, NOT_PLAIN.format(most=MOST), "write plain text")
    if field.kind == "text":
        value: Value = text
    elif any(unicodedata.category(sign) == "No" for sign in text):
        value = None  # NFKC would turn 10² into 102
    else:
        value = _parse_kind(field, unicodedata.normalize("NFKC", text))
    if value is None:
        expected = "、".join(field.choices[:12]) if field.kind == "choice" else field.kind
        reason = Message(zh=f"不能取“{text[:80]}”", en=f"{text[:80]!r} is not a valid value")
        raise CorrectionError(field.path, reason, f"expected: {expected}")
    return value


def _parse_kind(field: Field, text: str) -> Value:
    """Return the value, or None if the text is not of the field's kind."""
    match field.kind:
        case "integer" | "year":
            number = int(text) if re.fullmatch(r"[-+]?[0-9]{1,12}", text) else None
            return number if number is not None and (field.kind != "year" or 1900 <= number <= 2200) else None
        case "number":
            return printed_number(text) if re.fullmatch(r"[-+]?[0-9][0-9,.]*", text) else None
        case "date":
            return text if is_day(text) else None
        case "yes_no":
            return _WORDS.get(text.lower())
        case _:
            return text if text in field.choices else None


def is_day(text: str) -> bool:
    """Return whether a text is a date in the form 2024-05-01."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
