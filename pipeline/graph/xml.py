"""Nodes and edges as XML: all that have the same attributes fill one template, and only odd characters cost more."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

Value = str | int | float | bool
Attributes = Mapping[str, Value]
Shape = tuple[tuple[str, ...], tuple[type, ...]]
"""Names and types of the attributes of a node or edge, in their order."""
Record = tuple[tuple[str, ...], Attributes]
"""A node or edge: what stands in its tag, and its attributes."""

_TYPES = {str: "string", bool: "boolean", int: "long", float: "double"}
_SIGN = re.compile('[&<>"\r\n\t]')
"""What is written otherwise within an attribute; within an element only the first three and the carriage return."""


def shape_of(data: Attributes) -> Shape:
    """Return the shape of a node's or edge's attributes."""
    return tuple(data), tuple(map(type, data.values()))


def shapes_of(all_data: Iterable[Attributes]) -> tuple[Shape, ...]:
    """Return the shapes that occur, in their first order: a handful, however large the graph."""
    return tuple(dict.fromkeys(map(shape_of, all_data)))


def types_of(shapes: Iterable[Shape]) -> dict[str, str]:
    """Return the attributes' names in their first order, with the type that holds all their values."""
    found: dict[str, str] = {}
    for names, types in shapes:
        for name, type_ in zip(names, types, strict=True):
            told = _TYPES[type_]
            if found.setdefault(name, told) != told:
                found[name] = "double" if {found[name], told} == {"long", "double"} else "string"
    return found


class Form(NamedTuple):
    """The nodes or edges of one shape."""

    template: str
    """With ``%s`` for what stands in the tag, then for each value."""
    truths: tuple[int, ...]
    """Which of the values are true or false."""
    escape: Callable[[str], str]
    """How a value is written that holds a sign of markup."""

    @classmethod
    def of(cls, template: str, shape: Shape, escape: Callable[[str], str]) -> "Form":
        """Return the form of a shape."""
        return cls(template, tuple(at for at, type_ in enumerate(shape[1]) if type_ is bool), escape)

    def fill(self, tag: tuple[str, ...], data: Attributes) -> str:
        """Return the text of one node or edge: ``tag`` is what stands in its tag."""
        values = list(map(str, data.values()))
        for at in self.truths:
            values[at] = values[at].lower()
        if _SIGN.search("".join((*tag, *values))):
            return self.template % (*map(in_attribute, tag), *map(self.escape, values))
        return self.template % (*tag, *values)


def records(
    items: Iterable[Record],
    template: Callable[[tuple[str, ...]], str],
    escape: Callable[[str], str],
) -> Iterator[str]:
    """Yield the text of each node or edge; ``template`` makes that of a sequence of names."""
    forms: dict[Shape, Form] = {}
    for tag, data in items:
        shape = shape_of(data)
        form = forms.get(shape)
        if form is None:
            form = forms[shape] = Form.of(template(shape[0]), shape, escape)
        yield form.fill(tag, data)


def in_element(text: str) -> str:
    """Write text between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def in_attribute(text: str) -> str:
    """Write text between double quotes within a tag."""
    text = in_element(text).replace('"', "&quot;")
    return text.replace("\n", "&#10;").replace("\t", "&#09;")


def in_template(text: str) -> str:
    """Write a name into a template."""
    return in_attribute(text).replace("%", "%%")
