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


def found(folder: Path, *rows: tuple[str, ...]) -> dict[str, list[float | None]]:
    ((plan, _),) = extract(table(folder, *rows, widths=(230, 70, 70, 70)))
    return {i.name: [value.value for value in i.values] for i in plan.indicators if i.name != "灌溉水利用系数"}


STACKED = ("灌溉服务\n用水户数\n渠道完好率", "万户\n%", "46\n79.2", "48\n85.0")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("固定资产　投资增速", "%", "2.1", "2.5"), {"固定资产投资增速": [2.1, 2.5]}),
        (("失业率　（%）", "", "3.5 3.6", "4.0 4.1"), {}),
        (("新增床位　床位增速", "张%", "5 8.2", "6 9.5"), {"新增床位": [5.0, 6.0], "床位增速": [8.2, 9.5]}),
        (("垃圾收集率　处理率", "%%", "95 100", "98 100"), {"垃圾收集率": [95.0, 98.0], "处理率": [100.0, 100.0]}),
        (("投资增速　引进企业", "%家", "7.5% 12", "8.5% 15"), {"投资增速": [7.5, 8.5], "引进企业": [12.0, 15.0]}),
        (("货运周转量　客运周转量", "亿吨公里", "85 90.5", "90 95.5"), {}),
        (("垃圾收集率污水处理率", "", "85 90", ""), {}),
    ],
)
def test_rows_beside_one_whose_lines_are_several_indicators(
    tmp_path: Path, row: tuple[str, ...], expected: dict[str, list[float]]
) -> None:
    others = {"用水户数": [46.0, 48.0], "渠道完好率": [79.2, 85.0]}
    assert found(tmp_path, STACKED, row) == others | expected


def test_a_number_that_a_cell_breaks_behind_another_word_is_one(tmp_path: Path) -> None:
    drawing = Drawing()
    drawing.table(90, (60, 92), [("序号", "重点任务"), ("1", "闸门 改渠道到20\n26年底前建成")])
    (block,) = (b for b in read_document(saved(drawing, tmp_path)).blocks if b.table)
    assert "2026年底前" in block.text
