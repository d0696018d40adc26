"""Entities of HTML in text files: they print a sign, and places in the file are kept."""

from pathlib import Path

import pytest

from extractors import extract
from extractors.readers import read_bytes
from extractors.readers.base.limits import Limits

HEAD = "青岚县古桥修缮方案\n\n一、重点任务\n\n"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("1.修桥三座，完好率&ge;95&#37;。", "1.修桥三座，完好率≥95%。"),
        ("1.修缮&ldquo;青岚桥&rdquo;，R&D投入&lt;5万元。", "1.修缮“青岚桥”，R&D投入<5万元。"),
        ("1.桥面长30m&sup2;，A&B;C公司。", "1.桥面长30m²，A&B;C公司。"),
    ],
)
def test_an_entity_is_printed_as_its_sign(written: str, printed: str) -> None:
    text = f"{HEAD}{written}\n\n2.护桥。\n"
    document = read_bytes(Path("plan.txt"), text.encode(), Limits())
    assert [block.text for block in document.blocks][2:] == [printed, "2.护桥。"]
    for block in document.blocks:
        for at, length, raw in block.segments:
            here, there = block.text[at : at + length], text[raw : raw + length]
            assert all(a == b or b == "&" for a, b in zip(here, there, strict=True))


def test_blanks_between_names_separate_them(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(f"{HEAD}1.修缮古桥。\n\n责任单位：县文旅局&nbsp;&nbsp;县交通局\n", encoding="utf-8")
    plan, _ = extract(path)[0]
    assert [row.name for row in plan.responsibilities] == ["县文旅局", "县交通局"]
