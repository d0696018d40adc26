"""The streams of a PDF, each found and unpacked once; and what they unpack to, asked before a library unpacks them."""

import zlib
from collections.abc import Iterable, Iterator
from functools import cached_property
from math import inf
from typing import NamedTuple

from extractors.errors import UnreadableError
from extractors.language.patterns import lazy_pattern
from extractors.readers.base.limits import Limits

RATIO = 1_032
"""Deflate makes nothing smaller than by this factor."""
RUNS = 64
"""Run lengths make nothing smaller than by this factor: two bytes stand for 128."""
STREAM = lazy_pattern(rb"stream(?<!endstream)\r?\n")  # looking behind first would take ten times as long
PACKED = lazy_pattern(rb"/(?:FlateDecode|Fl|LZWDecode|LZW)(?![A-Za-z])")
RUN_LENGTHS = lazy_pattern(rb"/(?:RunLengthDecode|RL)(?![A-Za-z])")
UNSTATED = lazy_pattern(rb"/Filter\s*\[?\s*\d+\s+\d+\s+R|#")
"""Filters that are stated elsewhere, or in escaped letters."""
DICTIONARY = 2_000
"""Bytes before a stream in which its dictionary begins."""
CHUNK = 1 << 20
PIECE = 1 << 17
"""Bytes that are packed or unpacked at once where only their number counts: they stay near the processor."""
DENSE = 50
"""A stream that unpacks to so many times its size, and to more than a CHUNK, repeats itself; drawing commands of a page
are packed to a tenth of their size at most."""
PICTURE = lazy_pattern(rb"/(?:Image|XRef|ObjStm)(?![A-Za-z])")


class Inflated(NamedTuple):
    """What a deflated stream unpacks to."""

    size: int
    """Bytes, up to where it is damaged."""
    is_whole: bool
    """Whether it ends, and its check sum is right."""
    is_changed: bool
    """Whether some of its bytes are none of a deflated stream, or the check sum is wrong."""


class Stream:
    """A stream of a PDF file; what is packed in it is unpacked when first asked for."""

    def __init__(self, data: bytes, stated: bytes, start: int, end: int) -> None:
        self._data = data
        self.stated = stated
        """Its dictionary."""
        self.start, self.end = start, end
        """Where its bytes begin and end in the file."""

    @property
    def length(self) -> int:
        """Bytes in the file."""
        return self.end - self.start

    @property
    def content(self) -> bytes:
        """Its bytes as they are in the file."""
        return self._data[self.start : self.end]

    @cached_property
    def inflated(self) -> Inflated:
        """What the bytes unpack to as far as they are deflated, in the memory of a piece."""
        return measured(self.content)

    def measure(self, most: int) -> int:
        """Return how many bytes it unpacks to as far as it is deflated, or a number above ``most``."""
        found = measured(self.content, most=most)
        if found.size <= most:
            self.inflated = found
        return found.size

    def inflate(self, most: int) -> tuple[bytes, int]:
        """Return what the bytes unpack to, and how many of them that takes; empty for more than ``most``, and for damage."""
        inflater = zlib.decompressobj()
        try:
            unpacked = inflater.decompress(self.content, most)
        except zlib.error:
            return b"", 0
        if not inflater.eof:
            return b"", 0
        self.inflated = Inflated(len(unpacked), True, False)
        return unpacked, self.length - len(inflater.unused_data)


class PdfBytes:
    """A PDF file as it is on disk, with its streams."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    @cached_property
    def streams(self) -> tuple[Stream, ...]:
        """All streams, in the order of the file."""
        return tuple(_streams(self.data))

    @cached_property
    def is_encrypted(self) -> bool:
        """Whether its streams may be encrypted, and say nothing then."""
        return b"/Encrypt" in self.data


def check_streams(file: str, pdf: PdfBytes, limits: Limits) -> None:
    """Refuse a PDF with a stream that unpacks to more than ``limits.stream_bytes``."""
    most = limits.stream_bytes
    for stream in pdf.streams:
        layers = 2 if UNSTATED.search(stream.stated) else len(PACKED.findall(stream.stated))
        runs = RUNS if RUN_LENGTHS.search(stream.stated) else 1
        # The streams of ordinary files are too small to unpack to so much: nothing is unpacked twice.
        if stream.length * RATIO**layers * runs <= most:
            continue
        sizes: Iterable[int] = (stream.length,)
        if layers == 1:
            sizes = (stream.measure(most // runs),)
        elif layers:
            sizes = unpacked_sizes(stream.content, layers)
        if any(size * runs > most for size in sizes):
            reason = f"a part of it unpacks to more than {most:,} bytes"
            raise UnreadableError(file, reason, "print it to a new PDF, or raise the limit if you trust it")


def has_dense_stream(pdf: PdfBytes) -> bool:
    """Return whether a PDF has a stream that repeats itself so often that its pages should be counted first."""
    return any(
        stream.inflated.size > max(CHUNK, stream.length * DENSE)
        for stream in pdf.streams
        if stream.length * RATIO > CHUNK and PACKED.search(stream.stated) and not PICTURE.search(stream.stated)
    )


def _streams(data: bytes) -> Iterator[Stream]:
    for found in STREAM.finditer(data):
        stated = data[max(0, found.start() - DICTIONARY) : found.start()]
        end = data.find(b"endstream", found.end())
        yield Stream(data, stated[stated.rfind(b"obj") + 1 :], found.end(), len(data) if end < 0 else end)


def measured(packed: bytes, check_sum: bool = True, most: float = inf) -> Inflated:
    """Return what a deflated stream unpacks to, in the memory of a piece.

    ``check_sum``: whether it has one, and a header. ``most``: the bytes after which it is given up.
    """
    inflater = zlib.decompressobj(zlib.MAX_WBITS if check_sum else -zlib.MAX_WBITS)
    size = 0
    try:
        for at in range(0, len(packed), PIECE):
            rest = packed[at : at + PIECE]
            while rest and not inflater.eof and size <= most:
                size += len(inflater.decompress(rest, PIECE))
                rest = inflater.unconsumed_tail
        while not inflater.eof and size <= most and (last := inflater.decompress(b"", PIECE)):
            size += len(last)
    except zlib.error:
        return Inflated(size, False, True)
    return Inflated(size, inflater.eof, False)


def unpacked_sizes(packed: bytes, layers: int) -> Iterator[int]:
    """Yield the growing size of what a deflated stream unpacks to, in the memory of a chunk a layer.

    What was deflated less often than ``layers`` times, or is damaged, ends without an error.
    """
    sizes = [0] * layers
    chunks: Iterable[bytes] = (packed[at : at + CHUNK] for at in range(0, len(packed), CHUNK))
    for layer in range(layers):
        chunks = _inflate(chunks, sizes, layer)
    for _ in chunks:
        yield max(sizes)


def _inflate(chunks: Iterable[bytes], sizes: list[int], layer: int) -> Iterator[bytes]:
    inflater = zlib.decompressobj()
    deflated = True
    for given in chunks:
        rest = given if deflated else b""
        while rest and not inflater.eof:
            try:
                chunk = inflater.decompress(rest, CHUNK)
            except zlib.error:
                deflated = False
                break
            rest = inflater.unconsumed_tail
            sizes[layer] += len(chunk)
            yield chunk
        yield b""  # the layers below grow on where this one has ended
