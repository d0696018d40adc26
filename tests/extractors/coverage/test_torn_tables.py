"""Tables put together from pieces: text in the wrong cell gives no fact, and the row is announced."""

from pathlib import Path

import pytest

from extractors import extract
from extractors.coverage.doubts.cell_borders import cut_words, shifted_rows, torn_rows
from extractors.coverage.doubts.torn_names import TableNames, holds_two_names
from extractors.coverage.pieced_tables import PiecedTable
from schemas import Block, Cell, Plan, Table
from tests.extractors.coverage.test_account import HEAD, announced

TITLES = ("编制河湖名录", "疏浚城区河道", "改造老旧泵站", "新建口袋公园", "修复湿地岸线")


def table_of(rows: list[list[str]], how: str = "flattened") -> PiecedTable:
    """Build a table block: its first row is the header, an empty text is no cell."""
    text, cells = "", []
    for row, words in enumerate(rows):
        for column, word in enumerate(words):
            if word:
                cells.append(Cell(row=row, column=column, start=len(text), end=len(text) + len(word)))
                text += word + "\t"
    table = Table(rows=len(rows), columns=len(rows[0]), header_rows=1, cells=tuple(cells), how=how)
    return PiecedTable(Block(id="b1", kind="table", text=text, table=table))


def numbered(*changed: tuple[int, list[str]]) -> PiecedTable:
    rows = [[str(n), title, "市水利局", "2027年底前"] for n, title in enumerate(TITLES, 1)]
    for place, row in changed:
        rows[place - 1] = row
    return table_of([["序号", "工作任务", "责任单位", "完成时限"], *rows])


def test_whole_rows_fit_their_columns() -> None:
    assert numbered().misplaced_rows() == set()
    assert numbered().incomplete_rows() == set()


def test_a_list_in_the_column_of_deadlines_is_shifted() -> None:
    assert numbered((2, ["2", "疏浚城区", "河道", "市水利局、市城管局2027年底前"])).misplaced_rows() == {2}


def test_a_sentence_among_units_is_shifted() -> None:
    assert numbered((3, ["3", "改造老旧泵站", "市水利局、市住建的任务。局", "2027年"])).misplaced_rows() == {3}


def test_names_after_the_last_full_stop_of_a_text_are_another_cell() -> None:
    header = ["序号", "工作内容", "责任单位"]
    rows = [[str(n), f"{title}，年内完成。", "市水利局"] for n, title in enumerate(TITLES, 1)]
    assert table_of([header, *rows]).misplaced_rows() == set()
    rows[2][1] += "市城管局"
    assert table_of([header, *rows]).misplaced_rows() == {3}
    bare = [[number, f"先行试点。{title}", unit] for (number, _, unit), title in zip(rows, TITLES, strict=True)]
    assert table_of([header, *bare]).misplaced_rows() == set()


@pytest.mark.parametrize("marker", ["04", "6", "站"])
def test_a_number_out_of_turn_is_torn(marker: str) -> None:
    assert 4 in numbered((4, [marker, "新建口袋公园", "市水利局", "2027年"])).incomplete_rows()


def test_a_row_that_begins_with_a_comma_is_torn() -> None:
    torn = numbered((4, ["4", "新建口袋公园", "、市财政局", "2027年"]))
    assert torn.incomplete_rows() == {4}
    assert torn.before(4) == 3


def test_the_title_of_a_group_is_not_torn() -> None:
    rows = [[str(n), title, "市水利局", "2027年"] for n, title in enumerate(TITLES, 1)]
    rows.insert(2, ["", "（二）水源保护", "", ""])
    assert table_of([["序号", "工作任务", "责任单位", "完成时限"], *rows]).incomplete_rows() == set()


def test_values_without_a_name_are_torn() -> None:
    rows = [
        ["指标", "单位", "2025年", "2030年"],
        ["清淤长度", "公里", "12", "20"],
        ["绿地面积书屋数量", "公顷", "34", "50"],
    ]
    rows += [
        ["", "个", "5", "8"],
        ["托位数", "个", "700", "900"],
        ["泊位数", "个", "40", "60"],
        ["村道里程", "公里", "8", "9"],
    ]
    assert table_of(rows).incomplete_rows() == {3}


@pytest.mark.parametrize("name", ["市财政局市教育局", "区城管局区绿化市容局", "管委会高新区管委会"])
def test_two_names_in_one_are_known(name: str) -> None:
    assert holds_two_names(name)


@pytest.mark.parametrize(
    "name", ["国家税务总局云溪市税务局", "市公安局交通警察支队", "各县（市、区）人民政府", "市城市投资集团"]
)
def test_one_name_is_one(name: str) -> None:
    assert not holds_two_names(name)


def test_the_end_of_the_cell_before_is_no_part_of_a_name() -> None:
    names = TableNames(
        ["市水利局", "市城管局", "市财政局", "市教育局", "市司法局", "系市民政局", "云溪市民政局"], "云溪市水系规划"
    )
    assert names.rest_before("系市民政局", adjacent=True) == 1
    assert names.rest_before("云溪市民政局", adjacent=True) == 0
    assert names.rest_before("城市管理局", adjacent=True) == 0
    assert names.rest_before("系市民政局", adjacent=False) == 0


def test_rows_left_beside_a_table_are_announced(tmp_path: Path) -> None:
    rows = [f"{n}\n{title}\n市水利局\n市财政局、市教育局" for n, title in enumerate(TITLES, 1)]
    plan = plan_of(
        tmp_path,
        "附件 任务分工表\n序号\n工作任务\n牵头单位\n配合单位\n"
        + "\n".join(rows)
        + "\n6\n整治黑臭水\n体 市城管局市司法局、\n市民政局\n",
    )
    named = {duty.name for duty in plan.responsibilities}
    assert all(name in named or name in announced(plan) for name in ("市城管局", "市司法局", "市民政局"))


def plan_of(tmp_path: Path, body: str) -> Plan:
    path = tmp_path / "plan.txt"
    path.write_text(HEAD.replace("\n\n", "\n") + body, encoding="utf-8")
    return extract(path)[0][0]


INDICATORS = [["指标", "单位", "2025年", "2030年"], ["清淤长度", "公里", "12", "20"], ["绿地面积", "公顷", "34", "50"]]
INDICATORS += [["书屋数量", "个", "5", "8"], ["托位数量", "张", "700", "900"], ["水质达标率", "%", "稳步提升", "95"]]


@pytest.mark.parametrize(
    "row",
    [
        ["步道里程", "公里", "≥103.", "26"],
        ["步道里程", "公里", "93左", "120"],
        ["步道里程", "公里", "8", "131河道管理中心"],
        ["步道里程公里", "—", "8", "9"],
        ["步道里程", "公里", "稳步", "提升"],
    ],
)
def test_a_value_cut_at_the_wrong_place_makes_its_row_doubtful(row: list[str]) -> None:
    table = table_of([*INDICATORS, row])
    assert {*shifted_rows(table), *cut_words(table)} == {6}


def test_rows_cut_at_the_right_place_are_not_doubtful() -> None:
    table = table_of([*INDICATORS, ["步道里程", "公里", "90左右", "120以上"]])
    assert {*shifted_rows(table), *cut_words(table), *torn_rows(table)} == set()


def test_a_name_does_not_begin_with_the_bound_of_the_value_before_it() -> None:
    assert set(torn_rows(table_of([*INDICATORS, ["以上步道里程", "公里", "8", "9"]]))) == {6}


@pytest.mark.parametrize(
    ("value", "shifted"),
    [("30公里左右", False), ("1500万人次以上", False), ("2029年底建成", False), ("30森林覆盖率", True)],
)
def test_words_after_a_number_are_another_cell_unless_they_measure_or_date_it(value: str, shifted: bool) -> None:
    rows = [["1", "步道", "20", "25"], ["2", "灯具", "30", value], ["3", "书屋", "40", "52"]]
    table = table_of([["序号", "指标", "2026年", "2029年"], *rows])
    assert list(shifted_rows(table)) == ([2] if shifted else [])
