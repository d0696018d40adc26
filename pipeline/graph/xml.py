"""Format nodes and edges as XML, fast: one template for all with the same attributes, and escaping only if needed.

A graph of a million edges takes minutes if every value is escaped and every attribute formatted separately.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

Value = str | int | float | bool
Attributes = Mapping[str, Value]
Shape = tuple[tuple[str, ...], tuple[type, ...]]
"""Names and types of the attributes of a node or edge, in their order."""

_TYPES = {str: "string", bool: "boolean", int: "long", float: "double"}
_SIGN = re.compile('[&<>"\r\n\t]')
"""Characters that are escaped in attributes; in elements only the first three and the carriage return are."""


def shape_of(data: Attributes) -> Shape:
    """Return the shape of a node's or edge's attributes."""
    return tuple(data), tuple(map(type, data.values()))


def shapes_of(all_data: Iterable[Attributes]) -> tuple[Shape, ...]:
    """Return the distinct shapes in order of appearance; there are few, however large the graph is."""
    return tuple(dict.fromkeys(map(shape_of, all_data)))


def types_of(shapes: Iterable[Shape]) -> dict[str, str]:
    """Return the names of the attributes in order of appearance, with a type that fits all their values."""
    found: dict[str, str] = {}
    for names, types in shapes:
        for name, type_ in zip(names, types, strict=True):
            own = _TYPES[type_]
            if found.setdefault(name, own) != own:
                found[name] = "double" if {found[name], own} == {"long", "double"} else "string"
    return found


class Form(NamedTuple):
    """The nodes or edges of one shape."""

    template: str
    """With ``%s`` for the values in the tag, then for each attribute."""
    truths: tuple[int, ...]
    """Indexes of the boolean values, which XML writes in lower case."""
    escape: Callable[[str], str]
    """Escapes a value that contains markup characters."""

    @classmethod
    def of(cls, template: str, shape: Shape, escape: Callable[[str], str]) -> "Form":
        """Return the form of a shape."""
        return cls(template, tuple(at for at, type_ in enumerate(shape[1]) if type_ is bool), escape)

    def fill(self, tag: tuple[str, ...], data: Attributes) -> str:
        """Return the text of one node or edge; ``tag`` are the values in its tag."""
        values = list(map(str, data.values()))
        for at in self.truths:
            values[at] = values[at].lower()
        # One search over all values is faster than one per value, and most need no escaping.
        if _SIGN.search("".join((*tag, *values))):
            return self.template % (*map(in_attribute, tag), *map(self.escape, values))
        return self.template % (*tag, *values)


class Forms:
    """The forms of all nodes, or of all edges, of a file."""

    def __init__(self, template: Callable[[tuple[str, ...]], str], escape: Callable[[str], str]) -> None:
        """Take a function that returns the template for a sequence of names, and one that escapes a value."""
        self._template, self._escape = template, escape
        self._forms: dict[Shape, Form] = {}

    def fill(self, tag: tuple[str, ...], data: Attributes) -> str:
        """Return the text of one node or edge; ``tag`` are the values in its tag."""
        shape = shape_of(data)
        form = self._forms.get(shape)
        if form is None:
            form = self._forms[shape] = Form.of(self._template(shape[0]), shape, self._escape)
        return form.fill(tag, data)


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
