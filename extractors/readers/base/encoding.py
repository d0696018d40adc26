"""Bytes to characters: byte order mark, then what the file declares, then what decodes."""

import codecs
import re
from itertools import islice
from typing import NamedTuple

from extractors.by_identity import kept_by_identity
from extractors.errors import UnreadableError
from extractors.language.patterns import lazy_pattern
from extractors.readers.base.cuts import Cuts, cut_out
from extractors.readers.base.lines import line_prefixes
from extractors.readers.base.lookalikes import invisible_spans, replace_lookalikes, show_dashes

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = lazy_pattern(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.I)
SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "hz-gb-2312": "hz", "x-gbk": "gb18030"}
"""Pages declare the narrow name but use characters of the wide set."""
DECLARABLE = frozenset(
    {
        "ascii",
        "utf-8",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-32-le",
        "utf-32-be",
        "gb2312",
        "gbk",
        "gb18030",
    }
    | {"hz", "big5", "big5hkscs", "cp950", "iso8859-1", "iso8859-15", "cp1252"}
)
"""Encodings that a file may declare, as Python names them: Chinese, Unicode, Latin. Others decode anything to nonsense
(cp037, punycode), raise whatever they are given (undefined), or give no text (hex)."""
COMMON = lazy_pattern("[的和一是在了有中为业发政府工作市区国务院、，。：；]")


PERMISSIVE = frozenset({"gb18030", "big5", "utf-16-le", "utf-16-be"})
"""Encodings in which nearly all bytes are some character, so that decoding alone proves nothing."""
LEAST, SHORT = 0.02, 200
"""Least share of COMMON among a text's wide characters; a text with fewer than SHORT of them may lack any."""

_WIDE = lazy_pattern(r"[^\x00-\x7f]{1,100}")
STRETCHES = 500
"""Stretches of characters beyond ASCII."""
WRONG = (
    ("latin-1", "utf-8"), ("cp1252", "utf-8"), ("gb18030", "utf-8"), ("latin-1", "gb18030"), ("cp1252", "gb18030"),
)  # fmt: skip
"""The encoding in which text is read by mistake, and the right one."""
NOTHING_LEFT = lazy_pattern("\ufffd|锟斤拷|烫烫|屯屯")
"""What is printed for bytes that were no characters."""
LIKELIER = 5
"""Times as many of the characters any Chinese text is full of must be in the text if it is decoded again."""


def known_encoding(declared: str) -> str | None:
    """Return the name of a declared encoding as it is decoded, the wide set for a narrow one; None if it is not known."""
    name = SUPERSETS.get(declared.lower(), declared.lower())
    try:
        return name if codecs.lookup(name).name in DECLARABLE else None
    except (LookupError, ValueError):  # ValueError: a name with a zero byte
        return None


class Decoded(NamedTuple):
    """The characters of a file and the name of the encoding that gave them."""

    text: str
    encoding: str
    cuts: Cuts = Cuts()
    """Where characters were left out that print nothing, or stand in front of every line."""


@kept_by_identity(1)  # the reader of a format decodes again what its format was told from
def decode(data: bytes) -> Decoded | None:
    """Decode a file; None if it is not text in any known encoding.

    What decodes overrules a wrong declaration; a few broken bytes become U+FFFD. Look-alikes (⽂ for 文, ２ for 2) are
    replaced, one character with one; what prints nothing is left out, and what stands in front of every line.
    """
    found = _decode_first(data)
    if found is None:
        return None
    whole = show_dashes(found.text)
    text, cuts = cut_out(whole, sorted((*invisible_spans(whole), *line_prefixes(whole))))
    return found._replace(text=replace_lookalikes(text), cuts=cuts)


def _decode_first(data: bytes) -> Decoded | None:
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(name, "replace"), name)
    names = _candidates(data)
    for name in names:
        if name in PERMISSIVE:
            continue
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        return Decoded(text, name) if "\x00" not in text[:4096] else None
    return _likeliest_decoding(data, [name for name in names if name in PERMISSIVE]) or _decode_with_replacements(data)


def _likeliest_decoding(data: bytes, names: list[str]) -> Decoded | None:
    """Return the reading that holds most of the characters any Chinese text is full of; the first of equals."""
    best, most = None, -1.0
    for name in names:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        head = text[:20_000]
        wide = sum(1 for char in head if char > "\x7f")
        share = len(COMMON.findall(head)) / (wide or 1)
        likely = share >= LEAST or (wide < SHORT and not (name.startswith("utf-16") and _is_mostly_ascii(head)))
        if share > most and "\x00" not in head and likely:
            best, most = Decoded(text, name), share
    return best


def _is_mostly_ascii(wide: str) -> bool:
    """Return whether most characters are two letters of ASCII that were taken for one of UTF-16: 格 is ``<h``."""
    pairs = (char.encode("utf-16-le", "replace") for char in wide)
    return sum(all(0x20 <= byte < 0x7F for byte in pair) for pair in pairs) > len(wide) / 2


def _candidates(data: bytes) -> list[str]:
    for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if data[first:200:2].count(0) > 60:
            return [name]
    declared = DECLARED.search(data[:4096])
    names = ["utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be"]
    known = known_encoding(declared.group(1).decode("ascii")) if declared else None
    if known:
        names.insert(0, known)
        if names[0] in {"gb18030", "big5"} and _is_utf8(data):
            names.insert(0, "utf-8")
    return names


def _is_utf8(data: bytes) -> bool:
    """Bytes that are valid UTF-8 with characters beyond ASCII are hardly ever anything else."""
    try:
        return not data.decode("utf-8").isascii()
    except UnicodeDecodeError:
        return False


def _decode_with_replacements(data: bytes) -> Decoded | None:
    best, share = Decoded("", ""), 0.02
    for name in ("utf-8", "gb18030"):
        text = data.decode(name, "replace")
        bad = text.count("\ufffd") / len(text)
        if bad < share and COMMON.search(text):
            best, share = Decoded(text, name), bad
    return best if best.text and b"\x00" not in data[:4096] else None


def check_legible(file: str, data: bytes, decoded: Decoded) -> None:
    """Raise UnreadableError if the text of a file is garbled: what is read from it would be nonsense."""
    if _is_usual(_wide_characters(decoded.text)):
        return
    head = _wide_characters(data.decode(decoded.encoding, "replace"))  # with what prints nothing
    common = len(COMMON.findall(head))
    garbled = 2 * sum(len(match[0]) for match in NOTHING_LEFT.finditer(head)) > len(head)
    for name, right in WRONG:
        restored = head.encode(name, "replace").decode(right, "replace")
        found = len(COMMON.findall(restored))
        garbled |= found > LIKELIER * common and found >= LEAST * sum(1 for char in restored if char > "\x7f")
    if garbled:
        raise UnreadableError(
            file,
            "its Chinese characters are garbled: they were decoded in a wrong encoding before it was saved",
            "save it again as UTF-8 from the original",
        )


def _wide_characters(text: str) -> str:
    return "".join(match[0] for match in islice(_WIDE.finditer(text), STRETCHES))


def _is_usual(wide: str) -> bool:
    """Return whether wide characters hold those that any Chinese text is full of, or are too few to tell."""
    return len(wide) < SHORT or len(COMMON.findall(wide)) >= LEAST * len(wide)
