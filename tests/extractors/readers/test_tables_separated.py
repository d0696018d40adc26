"""Rows whose cells commas or semicolons separate, and tables in halves beside each other."""

from pathlib import Path

import pytest

from extractors import extract
from extractors.readers.base.grid_cell import GridCell
from extractors.readers.base.regions import text_of
from extractors.readers.base.sniff import plain_format
from extractors.readers.base.table import table_block
from extractors.readers.dump.read import read_lines
from tests.support.table_layouts import misplaced, read, rows_of

INSIDE = """\
一、目标
序号，重点任务，具体措施，责任单位
1，修补步道，清理积水，更换地砖，分段完工。，区水务局
2，开放操场，放学后开放，周末全天开放。，区教育局、区体育局
二、保障
"""
THOUSANDS = "序号,指标名称,单位,2025年,2030年\n1,藏书量,册,9,800,12,500\n2,书屋,个,20,31\n"
LEVELS = "指标；单位；目标值；；属性\n；；2026年；2027年；\n书屋；个；20；31；预期性\n步道；公里；48；61；约束性\n"
BARS = "序号｜重点任务｜责任单位｜完成时限\n1｜修补步道，清理积水｜区水务局｜6月底前\n2｜开放操场｜区教育局、区体育局｜12月底前\n"


@pytest.mark.parametrize(
    ("text", "header", "first", "last"),
    [
        (INSIDE, 1, "1|修补步道|清理积水，更换地砖，分段完工。|区水务局", "2|开放操场|放学后开放，周末全天开放。|区教育局、区体育局"),
        (THOUSANDS, 1, "1|藏书量|册|9,800|12,500", "2|书屋|个|20|31"),
        (LEVELS, 2, "书屋|个|20|31|预期性", "步道|公里|48|61|约束性"),
        (BARS, 1, "1|修补步道，清理积水|区水务局|6月底前", "2|开放操场|区教育局、区体育局|12月底前"),
    ],
    ids=["commas in a cell", "thousands", "two levels", "wide bars"],
)  # fmt: skip
def test_rows(text: str, header: int, first: str, last: str) -> None:
    lines, (region,) = read(text)
    rows = rows_of(lines, region)
    assert region.header_rows == header
    assert ("|".join(rows[header]), "|".join(rows[-1])) == (first, last)
    separators = {lines[index].text[at] for index, at in misplaced(lines, region)}
    assert separators <= set("，,；｜")


@pytest.mark.parametrize(
    "text",
    [
        "明确序号，重点任务，责任单位\n建立台账，按月通报，年底考核。\n加强宣传，注重实效，抓好落实。\n",
        "序号，指标，单位\n为实现目标，各部门分工，加强协作\n",
    ],
)
def test_sentences_with_commas_are_no_table(text: str) -> None:
    assert read(text)[1] == ()


def test_a_plan_with_a_comma_table_is_no_sheet() -> None:
    table = "指标,单位,2025年,2030年\n" + "书屋,个,20,31\n" * 8
    assert plain_format(table) == "csv"
    assert plain_format("行动方案\n" + table + "加强组织领导，抓好落实。\n") == "text"


def halves(*rows: str) -> list[GridCell]:
    """Return the cells of rows whose texts are separated by bars."""
    return [GridCell(row, column, text) for row, line in enumerate(rows) for column, text in enumerate(line.split("|"))]


def test_the_right_half_goes_below_the_left() -> None:
    rows = ("指标|单位|2027年|指标|单位|2027年", "书屋|个|20|步道|公里|48", "绿地|公顷|6|||")
    block = table_block("b1", halves(*rows), "grid")
    assert block.text == ("指标\t单位\t2027年\n指标\t单位\t2027年\n书屋\t个\t20\n绿地\t公顷\t6\n步道\t公里\t48")
    assert block.table is not None
    assert (block.table.rows, block.table.columns, block.table.header_rows) == (5, 3, 2)


def test_two_columns_of_one_name_are_no_halves() -> None:
    block = table_block("b1", halves("指标|目标|指标|完成", "书屋|20|步道|48"), "grid")
    assert block.table is not None
    assert block.table.columns == 4


def test_the_caption_between_two_tables_with_tabs_is_no_cell() -> None:
    text = "表1 指标\n序号\t指标\t2027年\n1\t古桥\t5\n2\t水圳\t40\n附件：任务分工表\n序号\t任务\t牵头单位\n1\t修缮古桥\t区文旅局\n"
    blocks, _ = read_lines(text)
    assert [block.text for block in blocks] == [
        "表1指标",
        "序号\t指标\t2027年\n1\t古桥\t5\n2\t水圳\t40",
        "附件：任务分工表",
        "序号\t任务\t牵头单位\n1\t修缮古桥\t区文旅局",
    ]


@pytest.mark.parametrize("mark", [",", "\t"])
def test_a_lead_reaches_down_to_rows_that_name_supporting_units_alone(mark: str) -> None:
    rows = [
        "序号,重点任务,牵头单位,配合单位",
        "1,修缮步道,区水务局,区财政局",
        "2,清理河道,,区民政局",
        "3,开放操场,区教育局,",
    ]
    lines, (region,) = read("\n".join(row.replace(",", mark) for row in rows))
    spans = {text_of(lines, cell.pieces): cell.row_span for cell in region.cells if cell.column == 2}
    assert spans == {"牵头单位": 1, "区水务局": 2, "区教育局": 1}


@pytest.mark.parametrize(
    "rows",
    [
        [
            ("序号", "目标任务", "一季度", "二季度", "三季度", "四季度", "责任单位"),
            ("1", "增设候车亭", "选址", "开工4座", "建成4座", "建成9座", "区交通局"),
            ("2", "改造书屋", "设计", "施工", "开放2间", "开放6间", "区文旅局"),
            ("3", "整修步道", "勘察", "施工", "完成1段", "完成3段", "区住建局"),
        ],
        [
            ("街道（镇）", "候车亭（座）", "步道（公里）", "投资额（万元）"),
            ("东溪镇", "4", "1.2", "86"),
            ("柳林街道", "6", "—", "140"),
            ("北桥街道", "2", "0.8", "55"),
        ],
    ],
)
def test_rows_of_as_many_words_as_the_header_are_a_table(rows: list[tuple[str, ...]]) -> None:
    lines, (region,) = read("\n".join(" ".join(row) for row in rows))
    assert rows_of(lines, region) == [list(row) for row in rows]


def test_lines_of_as_many_words_are_no_table_without_a_header_or_figures() -> None:
    names = ["组 长 副组长", "赵明远 周文 李岚", "王小溪 陈松 何静", "孙立 吴青 郑禾", "冯远 蒋南 韩川"]
    assert read("\n".join(names))[1] == ()


def test_rows_of_figures_that_no_column_is_known_for_are_unread(tmp_path: Path) -> None:
    path = tmp_path / "made.txt"
    rows = "街道 候车亭（座） 步道（公里）\n东溪镇 4 1.2\n柳林街道 6 2.5\n北桥街道 2 0.8\n"
    path.write_text(
        "东溪区便民设施行动方案\n一、总体要求\n改善街区环境。\n附件 建设任务分解表\n" + rows, encoding="utf-8"
    )
    ((plan, _),) = extract(path)
    assert plan.coverage is not None
    lost = "\n".join(passage.text or passage.evidence.quote for passage in plan.coverage.passages)
    assert all(row.split()[0] in lost for row in rows.split("\n")[1:4])


def test_lines_may_end_inside_the_cells_of_rows_with_tabs() -> None:
    lines, (region,) = read(
        "序号\t项目名称\t建设内容\t总投资（万元）\t2026年\n计划投资（万元）\t责任单位\n"
        "1\t改造老街\n骑楼\t修缮沿街立面，更换\n雨水管。\t4821\t900\t县住建局、县\n城管局\n"
        "2\t新建社区游泳馆\t建设标准泳池一座。\t1302\t420\t县体育局\n"
        "3\t修复北溪湿地\t清理淤泥，\n补植芦苇。\t9021\t3000\t县林业局、县水\n利局/县审\n计局\n二、保障措施\n"
    )
    assert rows_of(lines, region) == [
        ["序号", "项目名称", "建设内容", "总投资（万元）", "2026年计划投资（万元）", "责任单位"],
        ["1", "改造老街骑楼", "修缮沿街立面，更换雨水管。", "4821", "900", "县住建局、县城管局"],
        ["2", "新建社区游泳馆", "建设标准泳池一座。", "1302", "420", "县体育局"],
        ["3", "修复北溪湿地", "清理淤泥，补植芦苇。", "9021", "3000", "县林业局、县水利局/县审计局"],
    ]


def test_rows_that_lack_their_last_cells_are_rows_of_their_own() -> None:
    lines, (region,) = read(
        "序号\t工作任务\t责任单位\t备注\n1\t清理水渠\n2\t改造书屋\t县文旅局\n3\t修补步道\t县住建局\t续建\n二、保障措施\n"
    )
    assert [row[:2] for row in rows_of(lines, region)[1:]] == [["1", "清理水渠"], ["2", "改造书屋"], ["3", "修补步道"]]


def test_work_on_schools_heads_no_table_of_its_own() -> None:
    lines, (region,) = read(
        "序号\t工作任务\t责任单位\t完成时限\n1\t疏浚河道\t县水利局\t2026年\n2\t建设学校\t县教育局\t2027年\n3\t支持园区\t县工信局\t2026年\n"
    )
    assert [row[1] for row in rows_of(lines, region)] == ["工作任务", "疏浚河道", "建设学校", "支持园区"]


TABBED = "重点任务\t具体举措\t牵头单位\t完成时限\n"


def test_a_row_whose_cells_are_broken_twice_is_one_row() -> None:
    lines, (region,) = read(
        TABBED + "改造老街\t更换雨水管，增设路灯，\n铺设步道。\t县住建局、\n县城管局\t2026年底\n"
        "新建泵站\t新建两座泵站，改造三座\n泵站。\t县水利局、县财\n政局\t持续推进\n"
        "修复湿地\t建观鸟步道。\t县林业局\t2027年底\n"
    )
    assert rows_of(lines, region)[1:] == [
        ["改造老街", "更换雨水管，增设路灯，铺设步道。", "县住建局、县城管局", "2026年底"],
        ["新建泵站", "新建两座泵站，改造三座泵站。", "县水利局、县财政局", "持续推进"],
        ["修复湿地", "建观鸟步道。", "县林业局", "2027年底"],
    ]


def test_short_rows_below_each_other_stay_rows() -> None:
    lines, (region,) = read(
        TABBED + "改造老街\t更换雨水管。\n新建泵站\t新建两座。\n修复湿地\t建观鸟步道。\t县林业局\t2027年底\n"
    )
    assert [row[:2] for row in rows_of(lines, region)[1:]] == [
        ["改造老街", "更换雨水管。"],
        ["新建泵站", "新建两座。"],
        ["修复湿地", "建观鸟步道。"],
    ]


@pytest.mark.parametrize(
    ("last", "row"),
    [
        ("完成时限", "改造老街\t更换雨水管。\t县住建局\t2026年底"),
        ("责任单位", "改造老街\t更换雨水管。\t2026年底\t县住建局、县城管局"),
        ("2027年目标", "改造老街\t更换雨水管。\t县住建局\t95.5"),
    ],
)
def test_a_line_without_tabs_is_no_rest_of_a_whole_cell(last: str, row: str) -> None:
    head = TABBED if last == "完成时限" else f"重点任务\t具体举措\t牵头单位\t{last}\n"
    lines, (region,) = read(f"{head}{row}\n城乡基础设施\n{row}\n")
    assert rows_of(lines, region)[1:] == [row.split("\t"), ["城乡基础设施", "", "", ""], row.split("\t")]
    assert region.close_rows == (2, 3)


def test_a_line_without_tabs_may_end_the_list_above_it() -> None:
    lines, (region,) = read(
        "重点任务\t牵头单位\t配合单位\n改造老街\t县住建局\t县城管局、\n县文旅局\n新建泵站\t县水利局\t县财政局\n县林业局\n修复湿地\t县林业局\t县水利局\n"
    )
    assert [row[2] for row in rows_of(lines, region)[1:]] == ["县城管局、县文旅局", "县财政局县林业局", "县水利局"]
