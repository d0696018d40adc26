"""Numbers that stand side by side or below each other in a cell of a PDF are two numbers, not one."""

from pathlib import Path

import pytest

from extractors import extract
from extractors.readers import read_document
from tests.support.pdf_drawing import Drawing

HEAD = ("指标", "单位", "2025年", "2030年")


def saved(drawing: Drawing, folder: Path) -> Path:
    path = folder / "plan.pdf"
    path.write_bytes(drawing.bytes())
    return path


def table(folder: Path, *rows: tuple[str, ...], widths: tuple[float, ...] = (200, 80, 80, 80)) -> Path:
    drawing = Drawing()
    drawing.text(180, 50, "青岚县灌区发展规划（2026—2030年）", 16)
    drawing.text(60, 90, "主要指标")
    drawing.table(110, widths, [HEAD, *rows, ("灌溉水利用系数", "", "0.58", "0.62")])
    return saved(drawing, folder)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("4624 79.2", "4624 79.2"),
        ("9.5 9.9", "9.5 9.9"),
        ("打印于2026/7/24 15:33", "打印于2026/7/24 15:33"),
        ("12 345公顷", "12345公顷"),
        ("1 234 567公顷", "1234567公顷"),
        ("2 0 2 6年", "2026年"),
    ],
)
def test_a_blank_parts_numbers_but_no_groups_and_no_digits_set_apart(tmp_path: Path, line: str, text: str) -> None:
    drawing = Drawing()
    drawing.text(60, 90, line)
    (block,) = read_document(saved(drawing, tmp_path)).blocks
    assert block.text == text


def test_numbers_of_a_cell_stay_apart_and_their_row_is_unread_where_its_names_run_together(tmp_path: Path) -> None:
    path = table(tmp_path, ("灌溉面积渠道完好率", "万亩%", "46 79.2", "48 85.0"))
    ((plan, _),) = extract(path)
    assert [indicator.name for indicator in plan.indicators] == ["灌溉水利用系数"]
    assert any("46 79.2" in passage.evidence.quote for passage in plan.coverage.passages)


def test_a_number_on_a_line_of_its_own_does_not_go_on_one_above_it_that_left_room(tmp_path: Path) -> None:
    path = table(tmp_path, ("在册农户\n完好率", "万户\n%", "15772\n90.8", "16100\n93.0"))
    ((plan, _),) = extract(path)
    found = {i.name: [value.value for value in i.values] for i in plan.indicators}
    assert found["在册农户"] == [15772.0, 16100.0] and found["完好率"] == [90.8, 93.0]


def test_names_and_numbers_that_blanks_part_are_read_pair_by_pair(tmp_path: Path) -> None:
    path = table(tmp_path, ("灌溉服务　用水户数　渠道完好率", "万户%", "46 79.2", "48 85.0"))
    ((plan, _),) = extract(path)
    found = {i.name: (i.category, i.measure, [value.value for value in i.values]) for i in plan.indicators}
    assert found["用水户数"] == ("灌溉服务", "万户", [46.0, 48.0])
    assert found["渠道完好率"] == ("灌溉服务", "%", [79.2, 85.0])
