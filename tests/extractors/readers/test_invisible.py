"""Characters that print nothing are in no text, whatever the format; places in the file stay."""

from pathlib import Path

import pytest

from extractors.readers import read_bytes
from extractors.readers.base.encoding import decode
from extractors.readers.base.limits import Limits
from schemas import Document

LINES = ["某区古桥修缮实施方案", "一、重点任务", "（一）修缮古桥。修缮3座。（牵头单位：区文旅局）"]
INVISIBLE = ["\u200b", "\u00ad", "\u2060", "\ufeff", "\u200e", "\ufe0f", "\x1b[1m", "\x07"]


def read(name: str, text: str) -> Document:
    return read_bytes(Path(name), text.encode(), Limits())


@pytest.mark.parametrize("sign", INVISIBLE, ids=ascii)
def test_invisible_characters_are_left_out(sign: str) -> None:
    text = "\n".join(LINES).replace("文旅", f"文{sign}旅").replace("3座", f"3{sign}座")
    document = read("a.txt", text)
    assert [block.text for block in document.blocks] == LINES
    block = document.blocks[-1]
    for start, end, raw in ((s, s + n, r) for s, n, r in block.segments):
        assert text[raw : raw + end - start] == block.text[start:end]
    assert sum(length for _, length, _ in block.segments) == len(block.text)
    assert [
        block.text for block in read("a.html", "".join(f"<p>{line}</p>" for line in text.split("\n"))).blocks
    ] == LINES


def test_places_of_csv_count_what_was_left_out() -> None:
    text = "序号,牵头单\u200b位\n1,区文\u00ad旅局\n"
    block = read("a.csv", text).blocks[0]
    assert block.text == "序号\t牵头单位\n1\t区文旅局"
    assert ["".join(text[left:right] for left, right in block.raw(c.start, c.end)) for c in block.table.cells] == [  # type: ignore[union-attr]
        "序号",
        "牵头单位",
        "1",
        "区文旅局",
    ]


def test_line_ends_and_tabs_stay() -> None:
    decoded = decode("甲\t乙\x0b丙\x85丁\r\n".encode())
    assert decoded is not None
    assert decoded.text == "甲\t乙\x0b丙\x85丁\r\n"
