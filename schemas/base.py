"""Shared by all models: the base class Model, Message for texts in two languages, and the table that a notebook shows."""

from collections.abc import Iterable, Sequence
from typing import Any

from markupsafe import escape
from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler


class Model(BaseModel):
    """A frozen value: unknown fields and numbers that JSON cannot write (infinity, NaN) are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> Any:
        """Keep the fields in the order of their names, in which JSON is written: sorting it takes longer than writing it."""
        schema = handler(source)
        inner: Any = schema
        while inner and inner["type"] != "model-fields":  # validators of the whole model stand around its fields
            inner = inner.get("schema")
        if inner:
            inner["fields"] = dict(sorted(inner["fields"].items()))
        return schema

    def as_declared(self, **options: Any) -> dict[str, Any]:
        """Return model_dump() with the fields in the order of their declaration, for records that people read."""
        dumped = self.model_dump(**options)
        return {name: dumped[name] for name in type(self).model_fields if name in dumped}


class Message(Model):
    """A text in Chinese and English. Pages hold both and show one of them."""

    zh: str
    en: str

    def format(self, **values: object) -> "Message":
        """Fill the {placeholders} of both texts; a value that is a Message itself contributes its text in each language.

        KeyError if a value is missing.
        """
        zh = {name: value.zh if isinstance(value, Message) else value for name, value in values.items()}
        en = {name: value.en if isinstance(value, Message) else value for name, value in values.items()}
        return Message(zh=self.zh.format_map(zh), en=self.en.format_map(en))


def html_table(columns: Sequence[str], rows: Iterable[Sequence[object]], caption: str) -> str:
    """Return a table as HTML, everything escaped but cells that are Markup; None is an empty cell."""
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    cells = ("".join(f"<td>{escape('' if cell is None else cell)}</td>" for cell in row) for row in rows)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
