"""Role words (牵头, 责任, 配合 …) by the place where they are used; lexicon/roles.yml lists each of them once."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Literal

from extractors.language.patterns import alternatives, lazy_pattern
from extractors.lexicon import entries, words_of
from schemas.responsibility import Role

Place = Literal["label", "verb", "with", "header"]
SIGNS = frozenset("★☆▲△●○◎◆◇■□√✓✔*＊※〇◯")
"""What a cell below a unit may hold in place of a role; ticks and circles are printed as several characters."""
ALIKE = str.maketrans("✓✔＊〇◯", "√√*○○")
"""The same signs in one form each."""


@cache
def role_words(place: Place) -> Mapping[str, Role]:
    """Return {word: role} of the words used at a place; for labels and headers also compounds such as 牵头落实."""
    return {
        word + tail: entry["role"]
        for entry in entries("roles")
        if entry["kind"] == "word" and place in entry["as"]
        for word in entry["words"]
        for tail in _tails(entry, place)
    }


def _tails(entry: Mapping[str, Any], place: Place) -> Iterable[str]:
    """Return what can follow the words of an entry at a place; "" if they can be used alone."""
    if place == "label":
        return entry.get("label_nouns") or ("", *entry.get("then", ()))
    return ("", *entry.get("then", ()), *entry.get("header_then", ())) if place == "header" else ("",)


@cache
def object_nouns() -> Mapping[str, tuple[str, ...]]:
    """Return {noun: role words} of the nouns that also name whom the work is for; they name who does it only after these words."""
    found = (entry for entry in entries("roles") if entry["kind"] == "object")
    return {noun: tuple(entry["after"]) for entry in found for noun in entry["words"]}


@cache
def header_pattern(role: Role) -> re.Pattern[str]:
    """Return a pattern for the headers of columns with units of a role, without white space: 市级牵头单位, 责任单位（部门）.

    What is built or supported is none: 建设学校, though 责任学校 is one.
    """
    words = [word for word, of in role_words("header").items() if of == role]
    objects = object_nouns()
    nouns = [noun for noun in words_of("roles", "noun") if noun not in objects]
    named = [word + noun for noun, after in objects.items() for word in words if word.startswith(after)]
    body = rf"(?:{alternatives(words)})(?:{alternatives(nouns)})" + (rf"|{alternatives(named)}" if named else "")
    ways = [rf"(?:{alternatives(words_of('roles', 'before'))})*(?:{body})(?:(?:及|和|[/／、])部门)?"]
    if alone := alternatives(_alone(role)):
        before = alternatives(w for e in entries("roles") if role in e.get("roles", ()) for w in e["words"])
        ways.append(rf"(?:{before})*(?:{alone})")
    return lazy_pattern(rf"(?:{'|'.join(ways)})(?:（.{{1,10}}）)?")


def _alone(role: Role) -> Iterable[str]:
    """Return the words that are a header without a noun, with those that can follow them."""
    for entry in entries("roles"):
        if entry["kind"] == "word" and entry["role"] == role and "header" in entry["as"] and entry.get("alone"):
            yield from (word + tail for word in entry["words"] for tail in _tails(entry, "header"))


def sign_of(text: str) -> str | None:
    """Return the sign that a cell holds and nothing else, in its one form; None if it holds another text."""
    bare = text.strip()
    return bare.translate(ALIKE) if len(bare) == 1 and bare in SIGNS else None


def is_other_role(text: str, role: Role) -> bool:
    """Return whether a text is the word or the header of another role: 配合, 配合单位 in 牵头（配合）单位."""
    others = {other for other in role_words("label").values() if other != role}
    return role_words("label").get(text) in others or any(header_pattern(other).fullmatch(text) for other in others)
