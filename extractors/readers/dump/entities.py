"""Entities of HTML that copies of web pages keep: 县水利局&nbsp;县财政局, 完好率&ge;95%."""

from html import unescape
from typing import NamedTuple

from extractors.language.patterns import lazy_pattern
from extractors.readers.base.cuts import Cuts, cut_out

ENTITY = lazy_pattern(
    r"&(?:\#\d{2,5}|\#[xX][0-9A-Fa-f]{2,5}|nbsp|emsp|ensp|thinsp|amp|lt|gt|quot|apos|[lr][ds]quo|middot|[mn]dash|hellip|"
    r"times|divide|plusmn|ge|le|deg|sup[23]|bull|permil|yen);"
)


class Printed(NamedTuple):
    """A text with the signs that its entities stand for, and where the rest of them was."""

    text: str
    cuts: Cuts


def print_entities(text: str) -> Printed:
    """Return a text with each entity printed; the text itself if it has none."""
    if "&" not in text:
        return Printed(text, Cuts())
    letters, rests = list(text), []
    for match in ENTITY.finditer(text):
        sign = unescape(match[0])
        if len(sign) == 1 and (sign.isprintable() or sign.isspace()) and sign not in "\r\n":
            letters[match.start()] = sign
            rests.append((match.start() + 1, match.end()))
    return Printed(*cut_out("".join(letters), rests)) if rests else Printed(text, Cuts())
