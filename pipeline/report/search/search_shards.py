"""Write the search index as scripts that a page loads on demand; pages opened from the file system cannot fetch data.

``head.js`` has the numbers, ``e<k>.js`` entries, ``p<k>.js`` the tokens of bucket k with the entries that contain them;
long buckets are split into p<k>.js, p<k>-1.js, p<k>-2.js ….
A list of entries is written as differences of their numbers: 2 × difference, plus 1 if the token is in the title, in digits
of five bits, lowest first, as characters of base64; the sixth bit means that another digit follows.
"""

import itertools
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase, digits

from pipeline.views.labels import pairs

SHARD = 100
"""Entries per script. Not more, because each of the best hits of a query may be in another script."""
_SCRIPT_BYTES = 200_000
"""Maximum size of a script of tokens, unless it has only one token."""
_MOST_BUCKETS = 4096
_DIGITS = f"{ascii_uppercase}{ascii_lowercase}{digits}+/".encode()
_KINDS = ("task", "safeguard", "annex", "indicator", "heading", "unit")


def _coded(rest: int) -> bytes:
    """Return a number in digits of five bits."""
    coded = bytearray()
    while rest > 31:
        coded.append(_DIGITS[rest & 31 | 32])
        rest >>= 5
    coded.append(_DIGITS[rest])
    return bytes(coded)


_CODED = tuple(map(_coded, range(1 << 12)))
"""Nearly all differences are small."""


class _Postings:
    """The entries of one token, encoded when they are added: lists of numbers would take several times the memory."""

    __slots__ = ("coded", "last")

    def __init__(self) -> None:
        self.coded, self.last = b"", 0

    def add(self, offset: int, flagged: list[int]) -> None:
        """Append entries of a part whose first entry has the number ``offset``."""
        added, last = b"", self.last - offset  # apart: to append to the long list each time would copy it
        for value in flagged:
            rest = value - 2 * last
            last = value >> 1
            added += _CODED[rest] if rest < len(_CODED) else _coded(rest)
        self.coded, self.last = self.coded + added, last + offset


class _Entries:
    """Numbers entries and writes them, ``SHARD`` to a script."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.total = folder, 0
        self.units: list[list[int]] = []
        """Ranges of entry numbers that are units: first, and first after them."""
        self._held: list[list[str]] = []

    def add(self, entry: list[str]) -> None:
        if entry[0] == "unit":
            if not self.units or self.units[-1][1] != self.total:
                self.units.append([self.total, self.total])
            self.units[-1][1] += 1
        self._held.append(entry)
        self.total += 1
        if len(self._held) == SHARD:
            self.flush()

    def flush(self) -> None:
        if self._held:
            _write_shard(self.folder, f"e{(self.total - 1) // SHARD}", _json(self._held))
            self._held.clear()


def write_search(parts: Iterable[str], folder: Path) -> None:
    """Write the index of all parts (``plan_part``, ``units_part``) into a new or empty folder.

    Parts are read one by one; entries are numbered in their order. Only the encoded lists stay in memory, about as much
    as all p<k>.js together.
    """
    folder.mkdir(parents=True, exist_ok=True)
    postings: dict[str, _Postings] = defaultdict(_Postings)
    entries = _Entries(folder)
    for part in parts:
        read = json.loads(part)
        for token, flagged in read["tokens"].items():
            postings[token].add(entries.total, flagged)
        for entry in read["entries"]:
            entries.add(entry)
    entries.flush()
    count, cuts = _write_buckets(postings, folder)
    kinds = pairs("fact")
    head = {
        "total": entries.total,
        "shard": SHARD,
        "buckets": count,
        "cuts": cuts,
        "units": entries.units,
        "kinds": {name: kinds[name] for name in _KINDS},
    }
    _write(folder / "head.js", f"window.GANGMU_SEARCH = {_json(head)};\n")


def _write_buckets(postings: Mapping[str, _Postings], folder: Path) -> tuple[int, dict[int, list[str]]]:
    """Write the tokens in buckets by the low bits of their first character.

    Return the number of buckets, and for each bucket with several scripts the first token of every script but the first.
    """
    sizes = {token: len(token.encode()) + len(found.coded) + 6 for token, found in sorted(postings.items())}
    count = 1
    while count < _MOST_BUCKETS and count * _SCRIPT_BYTES < sum(sizes.values()):
        count *= 2
    buckets: list[list[str]] = [[] for _ in range(count)]
    for token in sizes:
        # By the first character, so that all tokens that start with a given character are in one bucket.
        buckets[ord(token[0]) & count - 1].append(token)
    cuts: dict[int, list[str]] = {}
    for number, bucket in enumerate(buckets):
        pieces = _pieces(bucket, sizes)
        for name, tokens in zip(_names(number), pieces, strict=False):
            _write_shard(folder, name, _json({token: postings[token].coded.decode() for token in tokens}))
        if len(pieces) > 1:
            cuts[number] = [piece[0] for piece in pieces[1:]]
    return count, cuts


def _names(bucket: int) -> Iterator[str]:
    yield f"p{bucket}"
    yield from (f"p{bucket}-{further}" for further in itertools.count(1))


def _pieces(tokens: Sequence[str], sizes: Mapping[str, int]) -> list[list[str]]:
    """Split the tokens of a bucket, in order, so that no piece is larger than a script may be, unless it is one token."""
    pieces: list[list[str]] = [[]]
    full = 0
    for token in tokens:
        if pieces[-1] and full + sizes[token] > _SCRIPT_BYTES:
            pieces.append([])
            full = 0
        pieces[-1].append(token)
        full += sizes[token]
    return pieces


def _write_shard(folder: Path, name: str, content: str) -> None:
    _write(folder / f"{name}.js", f'GANGMU_SEARCH.take("{name}", {content});\n')


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
