"""What the compressed streams of a PDF unpack to, asked before a library unpacks them."""

import zlib
from collections.abc import Iterable, Iterator

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
DENSE = 50
"""A stream that unpacks to so many times its size, and to more than a CHUNK, repeats itself; drawing commands of a page
are packed to a tenth of their size at most."""
PICTURE = lazy_pattern(rb"/(?:Image|XRef|ObjStm)(?![A-Za-z])")


def check_streams(file: str, data: bytes, limits: Limits) -> None:
    """Refuse a PDF with a stream that unpacks to more than ``limits.stream_bytes``."""
    most = limits.stream_bytes
    for stated, start, end in streams(data):
        layers = 2 if UNSTATED.search(stated) else len(PACKED.findall(stated))
        runs = RUNS if RUN_LENGTHS.search(stated) else 1
        # The streams of ordinary files are too small to unpack to so much: nothing is unpacked twice.
        if (end - start) * RATIO**layers * runs <= most:
            continue
        sizes = unpacked_sizes(data[start:end], layers) if layers else iter((end - start,))
        if any(size * runs > most for size in sizes):
            reason = f"a part of it unpacks to more than {most:,} bytes"
            raise UnreadableError(file, reason, "print it to a new PDF, or raise the limit if you trust it")


def has_dense_stream(data: bytes) -> bool:
    """Return whether a PDF has a stream that repeats itself so often that its pages should be counted first."""
    return any(
        any(size > max(CHUNK, (end - start) * DENSE) for size in unpacked_sizes(data[start:end], 1))
        for stated, start, end in streams(data)
        if (end - start) * RATIO > CHUNK and PACKED.search(stated) and not PICTURE.search(stated)
    )


def streams(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield the dictionary of each stream of a PDF, and where its bytes begin and end."""
    for found in STREAM.finditer(data):
        stated = data[max(0, found.start() - DICTIONARY) : found.start()]
        end = data.find(b"endstream", found.end())
        yield stated[stated.rfind(b"obj") + 1 :], found.end(), len(data) if end < 0 else end


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
