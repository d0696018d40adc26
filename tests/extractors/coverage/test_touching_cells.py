"""Cells that touch in the source: a border that was guessed wrong gives no fact, and the row is announced."""

import pytest

from extractors.coverage.doubts.cell_borders import cut_words, shifted_rows, torn_rows
from extractors.coverage.doubts.torn_names import TableNames
from extractors.coverage.doubts.touching_cells import misread_rows
from extractors.coverage.loose_cells import loose_cells
from extractors.coverage.pieced_tables import PiecedTable
from schemas import Block, Cell, Table
from tests.extractors.coverage.test_torn_tables import table_of

INDICATORS = ["序号", "指标名称", "单位", "2025年实际值", "2030年目标值"]
TASKS = ["任务类别", "序号", "工作任务", "责任单位"]


def run_together(rows: list[list[str]], header_rows: int = 1, how: str = "run-together") -> PiecedTable:
    """Build a table whose filled cells follow each other in the file with nothing between them.

    A cell breaks at each “|” into lines, with a character between them in the file.
    """
    text, raw = "", 0
    cells: list[Cell] = []
    segments: list[tuple[int, int, int]] = []
    for row, words in enumerate(rows):
        for column, word in enumerate(words):
            if word:
                start = len(text)
                for line in word.split("|"):
                    segments.append((len(text), len(line), raw))
                    text, raw = text + line, raw + len(line) + 1
                raw -= how == "run-together"
                cells.append(Cell(row=row, column=column, start=start, end=len(text)))
                text += "\t"
    table = Table(rows=len(rows), columns=len(rows[0]), header_rows=header_rows, cells=tuple(cells), how=how)
    return PiecedTable(Block(id="b1", kind="table", text=text, table=table, segments=tuple(segments)))


def test_borders_between_digits_and_words_are_no_guess() -> None:
    rows = [["1", "新建泵站", "座", "8", "12"], ["2", "疏浚河道", "公里", "21.5", "30.2"]]
    assert not set(misread_rows(run_together([INDICATORS, *rows])))


def test_a_name_that_begins_with_its_row_number_again_took_the_digit_of_a_value() -> None:
    rows = [["1", "新建泵站", "座", "65", "657"], ["2", "2疏浚河道", "公里", "21.5", "30.2"]]
    assert set(misread_rows(run_together([INDICATORS, *rows]))) == {1, 2}


def test_a_name_with_its_own_number_is_whole_where_no_digit_comes_before() -> None:
    header = [*INDICATORS, "属性"]
    rows = [["1", "新建泵站", "座", "65", "657", "预期性"], ["2", "2小时急救圈覆盖率", "%", "80", "95", "预期性"]]
    assert not set(misread_rows(run_together([header, *rows])))


def test_the_second_line_of_a_header_is_no_column() -> None:
    header = [["序号", "指标名称", "单位", "2025年", "实际值"], ["", "", "", "", "2030年目标值"]]
    rows = [["1", "新建泵站", "座", "8", "12"], ["2", "疏浚河道", "公里", "21.5", "30.2"]]
    assert set(misread_rows(run_together([*header, *rows], header_rows=2))) == {2, 3}


def test_the_words_of_a_value_are_no_category() -> None:
    header = ["类别", "指标名称", "单位", "2025年实际值", "2030年目标值"]
    rows = [
        ["防洪", "新建泵站", "座", "8", "12"],
        ["水质", "疏浚河道", "公里", "按上级要求", "30"],
        ["按上级要求", "湿地面积", "公顷", "41", "29"],
    ]
    assert {2, 3} <= set(misread_rows(run_together([header, *rows])))


def test_the_border_between_the_words_of_two_rows_is_a_guess() -> None:
    header = ["指标名称", "单位", "2025年目标值"]
    rows = [["新建泵站", "座", "8"], ["疏浚河道", "公里", "按上级要求城区"], ["湿地面积", "公顷", "41"]]
    assert set(misread_rows(run_together([header, *rows]))) == {2, 3}


@pytest.mark.parametrize(
    ("value", "category", "doubtful"),
    [
        ("完成市下达", "指标水质", {2, 3}),  # either 完成市下达|指标水质 or 完成市下达指标|水质
        ("完成市下达指标", "水质", set()),
        ("依据上级要求", "确定水质", {2, 3}),
        ("1.5", "水质", set()),
    ],
)
def test_where_cells_are_wrapped_a_line_break_after_words_is_no_border(
    value: str, category: str, doubtful: set[int]
) -> None:
    rows = [
        ["类别", "指标名称", "单位", "2025年目标值"],
        ["防洪", "新建排涝|泵站", "座", "8"],
        ["", "疏浚河道", "公里", value],
        [category, "湿地面积", "公顷", "41"],
    ]
    assert set(misread_rows(run_together(rows, how="flattened"))) == doubtful


@pytest.mark.parametrize(("caption", "whole"), [("专栏1主要指标类别", False), ("专栏1主要指标", True)])
def test_names_hold_the_categories_where_the_caption_took_their_header(caption: str, whole: bool) -> None:
    table = run_together([["指标名称", "单位", "2025年"], ["防洪新建泵站", "座", "8"], ["疏浚河道", "公里", "9"]])
    found = misread_rows(PiecedTable(captioned(table.block, caption)))
    assert set(found) == (set() if whole else {1, 2})


def captioned(block: Block, caption: str) -> Block:
    assert block.table is not None
    return block.model_copy(update={"table": block.table.model_copy(update={"caption": caption})})


def test_a_dash_after_a_measure_is_the_first_value() -> None:
    rows = [
        ["1", "新建泵站", "座", "8", "12"],
        ["2", "疏浚河道公里", "—", "33", "27"],
        ["3", "投入产出比", "—", "2", "3"],
    ]
    assert set(misread_rows(run_together([INDICATORS, *rows]))) == {2}


def test_a_value_with_the_heading_after_the_table_is_too_long() -> None:
    rows = [["1", "新建泵站", "座", "8", "12"], ["2", "疏浚河道", "公里", "9", "按上级要求三、重点任务"]]
    assert set(misread_rows(run_together([INDICATORS, *rows]))) == {2}


def test_words_cut_short_leave_their_rest_to_the_next_row() -> None:
    header = ["指标名称", "单位", "2025年目标值", "2027年目标值"]
    rows = [
        ["新建泵站", "座", "按上级要求确定", "按上级要求"],
        ["确定疏浚河道", "公里", "9", "12"],
        ["湿地面积", "公顷", "41", "按上级要求确定"],
    ]
    assert set(cut_words(table_of([header, *rows]))) == {1, 2}


def test_a_bound_among_the_categories_belongs_to_the_row_before() -> None:
    header = ["类别", "指标名称", "单位", "2025年实际值"]
    rows = [["防洪", "新建泵站", "座", "8"], ["左右", "疏浚河道", "公里", "9"], ["水质", "湿地面积", "公顷", "41"]]
    assert set(torn_rows(table_of([header, *rows]))) == {2}


def test_a_name_broken_before_the_beginning_of_another_is_two() -> None:
    known = ["市水利局", "市教育局", "市财政局", "市民政局", "市审计局"]
    names = TableNames([*known, "区市园林局"], "")
    assert names.rest_before("区市园林局", adjacent=False, broken=1) == 1
    assert names.rest_before("区市园林局", adjacent=False) == 0


def test_a_value_with_the_beginning_of_the_next_is_no_number() -> None:
    rows = [["1", "新建泵站", "座", "≥82.2≤108.", "5"], ["2", "疏浚河道", "公里", "21.5", "30.2"]]
    assert set(shifted_rows(table_of([INDICATORS, *rows]))) == {1}


def test_a_name_alone_below_a_line_as_wide_as_its_column_is_the_second_line() -> None:
    rows = [
        ["亿元产值安全事故死", "人", "0.1", "0.05"],
        ["亡率", "", "", ""],
        ["新建泵站", "座", "8", "12"],
        ["疏浚河道", "公里", "9", "10"],
    ]
    assert set(torn_rows(table_of([INDICATORS[1:], *rows], how="aligned"))) == {2}
    groups = [["新建泵站", "座", "8", "12"], ["水质改善", "", "", ""], ["城镇污水集中收集处理率", "%", "8", "12"]]
    assert not set(torn_rows(table_of([INDICATORS[1:], *groups], how="aligned")))


@pytest.mark.parametrize(("before", "lacks"), [("改造老旧泵站市", True), ("改造老旧泵站", False)])
def test_a_name_whose_beginning_is_in_the_cell_before_lacks_it(before: str, lacks: bool) -> None:
    assert TableNames(["市水利局", "水利局"], "").lacks_beginning("水利局", before) is lacks


def test_rows_after_a_table_that_go_on_with_its_numbers_are_announced() -> None:
    rows = [["（一）治水行动", "1", "疏浚河道", "市水利局"], ["（二）绿化行动", "2", "新建公园", "市园林局"]]
    table = run_together([TASKS, *rows]).block
    after = ["（三）修路行动", "3", "改造桥梁", "市交通局、市住建局", "四、保障措施"]
    blocks = [table, *(Block(id=f"b{n}", kind="paragraph", text=text) for n, text in enumerate(after, 2))]
    found = [span.block.text for span in loose_cells(blocks, lambda _: False)]
    assert found == after[:-1]
