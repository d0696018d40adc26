"""Shared by all models: the base class Model, and Message for texts in two languages."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A frozen value: unknown fields and numbers that JSON cannot write (infinity, NaN) are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


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
