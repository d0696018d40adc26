"""The language of the command line: English, or Chinese by zh.yml, as --lang, GANGMU_LANG or the locale says.

Texts are written in English where they arise, and translated where they are shown: an error may come from another
process, and what is a message on the terminal is a value in a program that calls Gangmu.
"""

import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Literal, NamedTuple, get_args

Language = Literal["zh", "en"]
VARIABLE = "GANGMU_LANG"
_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Variables of the environment that set the language of messages, the strongest first."""


def language() -> Language:
    """Return the language to show: that of GANGMU_LANG, else that of the locale, else English."""
    chosen = os.environ.get(VARIABLE, "").lower()
    if chosen in get_args(Language):
        return "zh" if chosen == "zh" else "en"
    stated = next((value for name in _LOCALES if (value := os.environ.get(name))), "") or _system_locale()
    return "zh" if stated.lower().startswith(("zh", "chinese")) else "en"


def _system_locale() -> str:
    """Return the language of the user interface on Windows and macOS, which set no variable; "" if it is not known."""
    import locale

    return locale.getlocale()[0] or ""


def set_language(chosen: Language) -> None:
    """Show texts in this language, in worker processes too."""
    os.environ[VARIABLE] = chosen


class _Template(NamedTuple):
    """An English text with values as its fixed parts, one more than it has values, and its translation."""

    parts: tuple[str, ...]
    translation: str

    def values(self, text: str) -> list[str] | None:
        """Return the values in a text, each as short as possible; None if it is not of this template.

        A pattern with as many gaps could take time in a power of the length of a line that almost fits.
        """
        first, *inner, last = self.parts
        if not text.startswith(first) or not text.endswith(last) or len(text) < len(first) + len(last):
            return None
        found, place, end = [], len(first), len(text) - len(last)
        for part in inner:
            at = text.find(part, place, end)
            if at < 0:
                return None
            found.append(text[place:at])
            place = at + len(part)
        return [*found, text[place:end]]


@cache
def _catalogue() -> tuple[Mapping[str, str], tuple[_Template, ...]]:
    from extractors.packaged_yaml import read_packaged_yaml

    pairs: dict[str, str] = read_packaged_yaml(Path(__file__).with_name("zh.yml"))
    plain: dict[str, str] = {}
    templates: list[_Template] = []
    for english, chinese in pairs.items():
        parts = _fixed_parts(english)
        if len(parts) == 1:
            plain[parts[0]] = chinese.format()
        else:
            templates.append(_Template(parts, chinese))
    # the text with the longest fixed parts is the most specific: "{}: {}" would match nearly all
    return plain, tuple(sorted(templates, key=lambda one: -sum(map(len, one.parts))))


def _fixed_parts(text: str) -> tuple[str, ...]:
    parts = [""]
    for fixed, field, _, _ in Formatter().parse(text):
        parts[-1] += fixed
        if field is not None:
            parts.append("")
    return tuple(parts)


def translate(text: str) -> str:
    """Return a text in the language to show; a text that zh.yml does not have is returned unchanged."""
    return text if language() == "en" else in_chinese(text)


def in_chinese(text: str) -> str:
    """Return a text in Chinese, or unchanged if zh.yml does not have it."""
    if not text.strip():
        return text
    return _of_error(text) or _of_catalogue(text) or text


def _of_catalogue(text: str) -> str | None:
    plain, templates = _catalogue()
    if text in plain:
        return plain[text]
    for template in templates:
        values = template.values(text)
        if values is not None:
            return template.translation.format(*values)
    return None


def _of_error(text: str) -> str | None:
    """Translate the sentence of an error, which is “about: reason; remedy.”; None if it is none or a half is not known."""
    whole = text.removesuffix(".")
    for colon in re.finditer(": ", whole) if whole != text else ():
        for semicolon in re.finditer("; ", whole[colon.end() :]):
            reason, remedy = whole[colon.end() :][: semicolon.start()], whole[colon.end() :][semicolon.end() :]
            halves = _of_catalogue(reason), _of_catalogue(remedy)
            if halves[0] and halves[1]:
                return f"{whole[: colon.start()]}：{halves[0]}；{halves[1]}。"
    return None
