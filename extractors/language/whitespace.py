"""Text without white space, with the positions of its characters in the printed text."""

from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from extractors.language.full_width import CLOSING, FULL_WIDTH_DIGITS, OPENING, QUOTES
from extractors.language.patterns import lazy_pattern
from schemas import Block, Element, Evidence

_SAME = str.maketrans(
    {
        **dict.fromkeys(OPENING, "("),
        **dict.fromkeys(CLOSING, ")"),
        **dict.fromkeys("—–―‒−～~－﹣", "-"),
        **dict.fromkeys(QUOTES, ""),
        **{wide: str(value) for value, wide in enumerate(FULL_WIDTH_DIGITS)},
        ":": "：",
        ",": "，",
    }
)
_NO_BRACKETS = {ord("("): None, ord(")"): None}
_DASHES = lazy_pattern("--+")
_BLANK = lazy_pattern(r"\s+")
_NOT_BETWEEN_WORDS = lazy_pattern(r"(?<![A-Za-z])\s+|\s+(?![A-Za-z])")
_PRINTED = lazy_pattern(r"\S+")
_MARKS = lazy_pattern(r"[\s（）()《》“”\"—–-]+")


def without_blanks(text: str) -> str:
    """Remove all white space."""
    return "".join(text.split())


def without_marks(text: str) -> str:
    """Remove white space, brackets, quotes and dashes, to find a heading in text that may print it without them."""
    return _MARKS.sub("", text)


def squeeze_chinese(text: str) -> str:
    """Remove white space, except one blank between Latin words: 5G 基站 → 5G基站, but open source is unchanged."""
    words = text.split()
    return _BLANK.sub(" ", _NOT_BETWEEN_WORDS.sub("", text.strip())) if len(words) > 1 else "".join(words)


def key_with_places(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the form of ``key`` and, for each of its characters, the position in ``text``."""
    chars: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        folded = _SAME.get(ord(char), char)
        if folded and not folded.isspace() and not (folded == "-" and chars and chars[-1] == "-"):
            chars.append(folded)
            places.append(place)
    return "".join(chars), tuple(places)


def key(text: str) -> str:
    """Return a normalised form in which two printings of the same title are equal: one kind of bracket and dash, no quotes."""
    return _DASHES.sub("-", without_blanks(text).translate(_SAME))


def key_without_bracket_signs(text: str) -> str:
    """Return the form of ``key`` with what brackets hold, but no brackets: 支持政策（三十条） is that of 支持政策三十条 too."""
    return key(text).translate(_NO_BRACKETS)


@dataclass(frozen=True)
class SqueezedBlock:
    """A block and its text without white space."""

    block: Block
    text: str

    @cached_property
    def places(self) -> tuple[int, ...]:
        """``places[i]`` is the offset of ``text[i]`` in the block. Few lines are quoted, so most are never asked for it."""
        runs = (range(*match.span()) for match in _PRINTED.finditer(self.block.text))
        return tuple(chain.from_iterable(runs))

    def evidence(self, start: int, end: int, rule: str) -> Evidence:
        """Return the evidence for the printed characters of ``text[start:end]``."""
        return self.block.evidence(self.places[start], self.places[end - 1] + 1, rule)

    def element(self, start: int, end: int, rule: str, value: str | None = None) -> Element:
        """Return ``text[start:end]``, or the given normalised value, as an element of the document."""
        return Element(value=self.text[start:end] if value is None else value, evidence=self.evidence(start, end, rule))


def squeeze_block(block: Block) -> SqueezedBlock:
    """Return the text of a block without white space."""
    return SqueezedBlock(block, without_blanks(block.text))
