"""A sample of a table is read on from where a shorter one ended: the longer one is as if it was read at once."""

import pytest

from extractors.readers.base.lines import TextLine
from extractors.readers.table_decoder.candidates import Candidates
from extractors.readers.table_decoder.header import find_headers
from extractors.readers.table_decoder.reading import decoder_of, openers
from extractors.readers.table_decoder.stream import Stream, is_joined, stream
from extractors.readers.table_decoder.weights import from_header

HEADER = ("序号", "重点任务", "工作内容", "责任单位")
ROWS = [
    (f"{number}", f"{what}行动", f"推进{what}设施更新，建成{number * 3}处示范点并投入使用。", f"县{who}局、县财政局")
    for number, (what, who) in enumerate(
        [("供水", "水利"), ("供热", "住建"), ("养老", "民政"), ("托育", "卫健"), ("绿化", "林业"), ("停车", "交通")], 1
    )
]


def _stream(separator: str) -> Stream:
    cells = separator.join([*HEADER, *(cell for row in ROWS for cell in row)]) + "\n以上任务由各单位按期完成。"
    return stream([TextLine(line, 0, 0, False) for line in cells.split("\n")])


@pytest.mark.parametrize("separator", ["\n", " ", ""])
@pytest.mark.parametrize("wrapped", [True, False])
def test_reading_on_is_reading_at_once(separator: str, wrapped: bool) -> None:
    whole = _stream(separator)
    (layouts, *_) = find_headers(whole)
    limit = len(whole.text)
    ends = []
    for layout in layouts:
        candidates = Candidates(whole, is_joined(whole, layout.end), openers(whole.text))
        weights = from_header([1, 1], wrapped, whole.breaks[layout.end + 1 : limit])
        resumed = decoder_of(whole, layout, weights, candidates)
        for near in (*range(layout.end + 20, limit, 37), limit):
            fresh = decoder_of(whole, layout, weights, candidates).read(near)
            assert resumed.read(near, limit) == fresh
            assert resumed.read(near, limit) == fresh  # asked again, it is where it was
        ends.append(fresh)
    assert any(ends)
