"""Cells that hold another cell too, and paragraphs in which rows of tasks end."""

import pytest

from extractors.coverage.cell_shapes import count_row_ends
from extractors.coverage.crowded_cells import cells_with_figures, holds_another
from extractors.coverage.quoted import Quoted
from extractors.coverage.table_cells import CellFate, unread_rows
from tests.extractors.coverage.test_touching_cells import run_together


@pytest.mark.parametrize(
    ("kind", "text", "crowded"),
    [
        ("attribute", "约束性", False),
        ("attribute", "预期性 7 口袋公园数量 个 12 15", True),
        ("value", "≥95%", False),
        ("value", "到2027年完成县里下达的任务", False),
        ("value", "12（其中：县级3）", False),
        ("value", "县城95%，乡镇80%", False),
        ("value", "340左右 公共阅览座位数 座 ≥120", True),
        ("deadline", "2027年6月底前", False),
        ("deadline", "持续推进 8 疏浚城区河道", True),
        ("deadline", "2027.06.30", False),
        ("deadline", "其中湿地修复12.515", True),
        ("category", "其中湿地修复12.518.25", True),
        ("category", "湿地修复12.518.2", True),
        ("category", "工业4.0", False),
        ("measure", "湿地12.55", True),
        ("indicator", "PM2.5年均浓度", False),
        ("indicator", "湿地修复≥50", True),
    ],
)
def test_a_narrow_cell_holds_one_cell(kind: str, text: str, crowded: bool) -> None:
    assert holds_another(kind, text) is crowded


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("疏浚城区河道，方便出行。县水利局、县住建局 2027年底前", 1),
        ("县水利局、县住建局2027年6月底4", 1),
        ("修缮公路。县交通局2027年底3改造泵站，提高效率。县水利局 持续推进", 2),
        ("修缮公路。由县交通局牵头，县财政局配合。", 0),
        ("修缮公路，方便群众出行。", 0),
        ("各镇人民政府，县政府各部门：", 0),
        ("县教育局", 0),
    ],
)
def test_rows_end_in_bodies_or_a_deadline(text: str, rows: int) -> None:
    assert count_row_ends(text) == rows


def test_a_word_with_a_figure_after_it_holds_two_cells_where_other_rows_print_the_word_alone() -> None:
    header = ["序号", "指标名称", "单位", "2025年目标", "2025年", "完成情况"]
    rows = [
        ["1", "河道达标率（干流/支流）", "%", "95", "96.2", "超额完成97.1%"],
        ["2", "泵站改造", "座", "12", "14", "超额完成"],
        ["3", "湿地面积", "公顷", "40", "41", "较上年增长3%"],
    ]
    assert list(cells_with_figures(run_together([header, *rows]))) == [(1, 5)]


def test_a_body_in_the_place_of_a_header_is_unread() -> None:
    block = run_together([["市水利局", "河道"], ["市住建局", "管网"]]).block
    nothing = Quoted({}, {}, {}, {}, {}, {}, {})
    assert "市水利局" in "".join(
        span.block.text[span.start : span.end] for span in unread_rows(block, CellFate(block, nothing))
    )


def test_a_part_beside_a_row_number_is_unread() -> None:
    header = ["类别", "序号", "指标名称", "单位", "2030年"]
    rows = [["水利", "1", "改造堤防", "公里", "30"], ["其中城区堤防", "2", "达标河段比例", "%", "90"]]
    block = run_together([header, *rows]).block
    quoted = {block.id: [(0, len(block.text))]}
    facts = Quoted(quoted, quoted, quoted, quoted, quoted, quoted, quoted)
    spans = [span.block.text[span.start : span.end] for span in unread_rows(block, CellFate(block, facts))]
    assert [text.split("\t")[0] for text in spans] == ["其中城区堤防"]
