"""Indicator tables and classifications, made by hand from grids."""

import pytest

from extractors import extract
from extractors.readers.base.grid_cell import GridCell
from extractors.readers.base.table import table_block
from extractors.readers.dump.read import read_lines
from extractors.splitting.part import Part
from extractors.steps.indicators import read_indicators
from extractors.steps.step import Known
from extractors.steps.taxonomies import is_taxonomy, read_taxonomies
from extractors.tables.indicator_rows import is_indicator_table
from extractors.tables.role_cells import RoleCell
from schemas import Block, Document, Indicator, PlanHeader, Source
from schemas.plan import Period

SOURCE = Source(file="made.txt", sha256="")


def table(*lines, id="t", caption=None, spans=None):
    """Make a table block from lines of cells; ``spans`` gives (rows, columns) by (row, column); None is no cell."""
    spans = spans or {}
    cells = [
        GridCell(row, column, text, *spans.get((row, column), (1, 1)))
        for row, line in enumerate(lines)
        for column, text in enumerate(line)
        if text is not None
    ]
    block = table_block(id, cells, "tabs")
    return block.model_copy(update={"table": block.table.model_copy(update={"caption": caption})})


def part(*blocks):
    document = Document(source=SOURCE, format="text", length=0, blocks=blocks)
    return Part(document, "p", (), blocks)


def known(start=None, end=None, issued=None):
    header = PlanHeader(
        id="p", title="", genre="", issued_on=issued, period=Period(start=start, end=end), source=SOURCE
    )
    return Known({PlanHeader: (header,)})


def read(*blocks, **period):
    return [fact for fact in read_indicators(part(*blocks), known(**period)) if isinstance(fact, Indicator)]


def figures(indicator):
    return [(value.year, value.kind, value.value, value.bound) for value in indicator.values]


HEAD = ("序号", "指标名称", "单位", "2020年", "2025年", "属性")


def test_plain_years_split_at_the_start_of_the_period():
    (row,) = read(table(HEAD, ("1", "绿地面积", "公顷", "80", "≥95", "约束性")), start=2021, end=2025)
    assert (row.id, row.name, row.measure, row.attribute) == ("p/indicator/1", "绿地面积", "公顷", "约束性")
    assert figures(row) == [(2020, "actual", 80, "exact"), (2025, "target", 95, "at_least")]


def test_without_a_period_a_gap_tells_the_base_year():
    (row,) = read(table(HEAD, ("1", "绿地面积", "公顷", "80", "95", "")))
    assert [value.kind for value in row.values] == ["actual", "target"]


def test_a_past_year_beside_typed_targets_is_actual():
    head = ("指标", "2022年", "2023年", "2025年目标值")
    (row,) = read(table(head, ("绿地面积（公顷）", "70", "80", "95")), start=2024, end=2025)
    assert [value.kind for value in row.values] == ["actual", "actual", "target"]


def test_without_a_period_a_year_before_what_is_called_a_target_is_actual():
    (row,) = read(table(("指标", "2024年", "2025年目标", "2027年目标"), ("绿地面积（公顷）", "70", "80", "95")))
    assert [value.kind for value in row.values] == ["actual", "target", "target"]


def test_a_target_without_year_takes_the_end_of_the_period():
    (row,) = read(table(("指标内容", "目标值"), ("事故起数", "下降20%")), start=2021, end=2025)
    assert figures(row) == [(2025, "target", 20, "exact")]
    assert (row.measure, row.values[0].raw) == ("%", "下降20%")


def test_kinds_that_the_header_names():
    head = ("指标", "2024年完成值", "2025年计划值", "2030年目标值", "年均增长")
    (row,) = read(table(head, ("产值（亿元）", "51", "60", "100左右", "12%")), start=2025, end=2030)
    assert figures(row) == [
        (2024, "actual", 51, "exact"),
        (2025, "plan", 60, "exact"),
        (2030, "target", 100, "about"),
        (None, "growth_rate", 12, "exact"),
    ]
    assert row.measure == "亿元"


def test_groups_pass_on_their_title_and_notes_are_no_group():
    rows = read(
        table(
            HEAD,
            ("一、城乡宜居", None, None, None, None, None),
            ("1", "绿地面积", "公顷", "80", "95", ""),
            ("二、产业兴旺", None, None, None, None, None),
            ("2", "产值比", "—", "1.5∶1", "2∶1", ""),
            ("注：产值为现价。", None, None, None, None, None),
            spans={(1, 0): (1, 6), (3, 0): (1, 6), (5, 0): (1, 6)},
        ),
        start=2021,
        end=2025,
    )
    assert [(row.name, row.category, row.measure) for row in rows] == [
        ("绿地面积", "城乡宜居", "公顷"),
        ("产值比", "产业兴旺", None),
    ]
    assert [value.raw for value in rows[1].values] == ["1.5∶1", "2∶1"]


def test_merged_and_empty_category_cells_reach_down_but_not_to_the_total():
    head = ("序号", "指标分类", "指标", "2025年目标值")
    lines = (("1", "引领", "实验室（家）", "5"), ("2", "", "平台（家）", "9"), ("合计", "", "", "14"))
    rows = read(table(head, *lines), start=2024, end=2025)
    assert [(row.name, row.category, row.total) for row in rows] == [
        ("实验室", "引领", False),
        ("平台", "引领", False),
        ("合计", None, True),
    ]
    merged = table(head, ("1", "引领", "实验室（家）", "5"), ("2", None, "平台（家）", "9"), spans={(1, 1): (2, 1)})
    assert [row.category for row in read(merged, start=2024, end=2025)] == ["引领", "引领"]


def test_the_caption_gives_the_measure_where_nothing_nearer_does():
    head = ("五大领域", "2024年基数", "2030年目标", "复合增长率")
    lines = (("空天（民机+卫星）", "51", "101", "12.0%"), ("海洋", "依托现有平台", "50 左右", "-"))
    rows = read(table(head, *lines, caption="表2 产业规模（单位：亿元）"), start=2025, end=2030)
    assert [(row.name, row.measure) for row in rows] == [("空天（民机+卫星）", "亿元"), ("海洋", "亿元")]
    assert figures(rows[1]) == [(2024, "baseline", None, "exact"), (2030, "target", 50, "about")]


def test_a_line_between_caption_and_table_gives_the_measure():
    line = Block(id="l", kind="paragraph", text="单位：万人")
    (row,) = read(line, table(("指标", "2025年"), ("在校生", "30")), start=2024, end=2025)
    assert row.measure == "万人"


def test_stacked_cells_are_several_indicators():
    head = ("指标", "单位", "2015年", "2020年")
    rows = read(
        table(
            head,
            ("高等教育\n在校生\n其中：研究生", "万人\n万人", "2826\n140", "3300\n200"),
            ("继续教育\n参加学习人数", "万人次", "166", "350"),
        ),
        start=2016,
        end=2020,
    )
    assert [(row.category, row.name, row.measure) for row in rows] == [
        ("高等教育", "在校生", "万人"),
        ("高等教育", "其中：研究生", "万人"),
        ("继续教育", "参加学习人数", "万人次"),
    ]
    assert figures(rows[1]) == [(2015, "actual", 140, "exact"), (2020, "target", 200, "exact")]
    assert rows[1].values[0].evidence.quote == "140"


def test_a_number_names_no_indicator():
    head = ("指标", "2025年", "2030年")
    rows = read(table(head, ("改造渠道（公里）", "12", "40"), ("15.0", "87.0", "90.0")), start=2024, end=2030)
    assert [row.name for row in rows] == ["改造渠道"]


def test_a_wrapped_name_is_one_name():
    (row,) = read(table(("指标", "2025年"), ("城镇新增\n就业人数（人）", "30")), start=2024, end=2025)
    assert row.name == "城镇新增就业人数"


def test_ids_follow_printed_numbers_and_restart_by_table():
    head = ("序号", "指标", "2025年目标值")
    first = table(head, ("1", "甲（家）", "1"), ("2", "乙（家）", "2"), ("", "其中：丙（家）", "1"))
    other_years = table(("序号", "指标", "2030年目标值"), ("3", "丁（家）", "4"), id="u")
    restarts = table(head, ("1", "戊（家）", "5"), id="v")
    rows = read(first, other_years, restarts, start=2024, end=2030)
    assert [row.id.removeprefix("p/indicator/") for row in rows] == ["1", "2", "2.1", "3", "t2.1"]


def test_responsible_units_of_an_indicator():
    head = ("指标", "2025年", "牵头单位", "责任单位")
    block = table(head, ("产值（亿元）", "10", "区经委", "区科委、甲公司"), ("平台（家）", "2", "区科委", "—"))
    cells = [fact for fact in read_indicators(part(block), known(2024, 2025)) if isinstance(fact, RoleCell)]
    assert [(c.subject, c.label, c.role, block.text[c.start : c.end]) for c in cells] == [
        ("p/indicator/1", "牵头单位", "lead", "区经委"),
        ("p/indicator/1", "责任单位", "responsible", "区科委、甲公司"),
        ("p/indicator/2", "牵头单位", "lead", "区科委"),
    ]


@pytest.mark.parametrize(
    ("lines", "expect"),
    [
        ((("重点任务", "责任单位"), ("建设园区", "区科委")), False),
        ((("重点任务", "目标值", "责任单位"), ("建设园区", "建成并投用", "区科委")), False),
        ((("重点任务", "2025年目标值", "责任单位"), ("新建园区", "3个", "区科委")), True),
    ],
)
def test_what_is_an_indicator_table(lines, expect):
    assert is_indicator_table(table(*lines)) is expect


def test_a_classification_becomes_a_tree():
    block = table(
        ("重点领域", "", "细分赛道"),
        ("空天", "民机", "机载"),
        ("", "", "动力"),
        ("", "卫星", "发射"),
        ("能源", "储能", ""),
    )
    (taxonomy,) = read_taxonomies(part(block), known())
    assert [(taxon.path, taxon.name) for taxon in taxonomy.taxa] == [
        ((), "空天"),
        (("空天",), "民机"),
        (("空天", "民机"), "机载"),
        (("空天", "民机"), "动力"),
        (("空天",), "卫星"),
        (("空天", "卫星"), "发射"),
        ((), "能源"),
        (("能源",), "储能"),
    ]
    assert taxonomy.columns == ("重点领域", "细分赛道")


@pytest.mark.parametrize(
    "lines",
    [
        (("任务类别", "重点任务", "责任单位"), ("甲", "乙", "区科委"), ("", "丙", "区经委"), ("丁", "戊", "区科委")),
        (("领域", "2025年"), ("甲", "1"), ("", "2"), ("乙", "3")),
        (("领域", "赛道"), ("甲", "乙"), ("丙", "丁"), ("戊", "己")),
    ],
)
def test_what_is_no_classification(lines):
    assert not is_taxonomy(table(*lines))


def test_row_numbers_fused_into_names_count_up() -> None:
    header = ("类别", "指标", "单位", "2025年")
    fused = table(
        header, ("出行", "1公交分担率", "%", "40"), ("", "2 充电桩", "个", "50"), ("家园", "3加装电梯", "台", "9")
    )
    found = read_indicators(part(fused), known())
    assert [(i.marker, i.name) for i in found if hasattr(i, "marker")] == [
        ("1", "公交分担率"),
        ("2", "充电桩"),
        ("3", "加装电梯"),
    ]


def test_numbers_that_do_not_count_up_belong_to_names() -> None:
    header = ("类别", "指标", "单位", "2025年")
    named = table(header, ("就医", "15分钟就医圈覆盖率", "%", "90"), ("出行", "30分钟通勤圈覆盖率", "%", "80"))
    found = read_indicators(part(named), known())
    assert [i.name for i in found if hasattr(i, "marker")] == ["15分钟就医圈覆盖率", "30分钟通勤圈覆盖率"]


COMPLETED = ("序号", "指标名称", "单位", "“十四五”目标值", "2025年", "完成情况")


def test_words_of_completion_are_a_note_and_figures_are_values() -> None:
    words = table(
        COMPLETED,
        ("1", "充电桩", "个", "300", "320", "超额完成"),
        ("2", "公厕", "座", "40", "40", "完成，2024年起不再统计"),
    )
    numbers = table(("指标名称", "单位", "目标值", "完成情况"), ("充电桩", "个", "300", "320"))
    rows = read(words, start=2026, end=2030)
    assert figures(rows[0]) == [(2025, "target", 300, "exact"), (2025, "actual", 320, "exact")]
    assert [row.note for row in rows] == ["超额完成", "完成，2024年起不再统计"]
    assert [value.value for value in read(numbers)[0].values] == [300, 320]


@pytest.mark.parametrize(
    "header",
    [
        "比2020年增长", "较2020年提高", "较上年变化", "2025年比2020年增减", "同比", "增减幅度", "是否完成", "进展评价",
        "评估结果", "达标情况",
    ],
)  # fmt: skip
def test_change_and_judgement_are_no_value_of_a_year(header: str) -> None:
    (row,) = read(table(("指标名称", "2020年", "2025年", header), ("林地面积", "80", "95", "15")), start=2021, end=2025)
    assert figures(row) == [(2020, "actual", 80, "exact"), (2025, "target", 95, "exact")]


@pytest.mark.parametrize(
    "header", ["年均增速〔累计〕", "年均增长/累计", "2026—2030年年均增长", "五年年均增长", "“十五五”年均增长[累计]"]
)
def test_growth_over_the_period_is_a_rate(header: str) -> None:
    (row,) = read(table(("指标名称", "2025年", "2030年", header), ("游客量", "80", "95", "3.5")), start=2026, end=2030)
    assert figures(row)[2] == (None, "growth_rate", 3.5, "exact")


def test_a_part_counts_in_the_measure_of_the_whole() -> None:
    header = ("序号", "板块", "指标名称", "单位", "2030年")
    rows = read(
        table(
            header,
            ("1", "水利", "改造堤防", "公里", "30"),
            ("", "其中", "城区堤防", "", "8"),
            ("2", "", "达标河段比例", "%", "90"),
        ),
        start=2026,
        end=2030,
    )
    assert [(row.name, row.measure, row.category) for row in rows] == [
        ("改造堤防", "公里", "水利"),
        ("其中城区堤防", "公里", "水利"),
        ("达标河段比例", "%", "水利"),
    ]


FIGURES = "其中城区堤防18.2512.5"


@pytest.mark.parametrize("text", [FIGURES, "其中城区堤防", "城区堤防≥12"])
def test_the_rest_of_another_row_is_no_category(text: str) -> None:
    header = ("板块", "序号", "指标名称", "单位", "2025年", "2030年")
    rows = (("水利", "1", "改造堤防", "公里", "24", "30"), (text, "2", "达标河段比例", "%", "80", "90"))
    below = ("", "3", "修复湿地", "公顷", "5", "9")
    found = read(table(header, *rows, below), start=2026, end=2030)
    assert [(row.name, row.category) for row in found] == [
        ("改造堤防", "水利"),
        ("达标河段比例", "水利"),
        ("修复湿地", "水利"),
    ]


def test_a_name_or_a_measure_with_the_figures_of_a_row_is_not_read() -> None:
    header = ("序号", "指标名称", "单位", "2025年", "2030年")
    rows = (("1", FIGURES, "公里", "24", "30"), ("2", "修复湿地", "公顷12.55", "5", "9"))
    assert [(row.name, row.measure) for row in read(table(header, *rows), start=2026, end=2030)] == [("修复湿地", None)]


def test_a_part_in_a_flattened_table_is_a_row_without_a_number() -> None:
    header = ("板块", "序号", "指标名称", "属性", "单位", "2025年现状", "2030年目标")
    rows = (
        ("水利", "1", "改造堤防", "约束性", "公里", "24.75", "30"),
        ("其中 城区堤防", "8.46", "12.5"),
        ("2", "达标河段比例", "约束性", "%", "81.46", "90"),
        ("3", "修复湿地", "预期性", "公顷", "5", "9"),
        ("公园", "4", "新建公园", "预期性", "座", "7", "12"),
    )
    text = (
        "表1 主要指标\n" + "\n\n".join(cell for row in (header, *rows) for cell in row) + "\n\n以上指标每年公布一次。\n"
    )
    blocks, _ = read_lines(text)
    (found_table,) = (block for block in blocks if block.kind == "table")
    found = [
        (row.name, row.category, row.measure, [value.value for value in row.values])
        for row in read(found_table, start=2026, end=2030)
    ]
    assert found[:3] == [
        ("改造堤防", "水利", "公里", [24.75, 30.0]),
        ("其中城区堤防", "水利", "公里", [8.46, 12.5]),
        ("达标河段比例", "水利", "%", [81.46, 90.0]),
    ]
    assert [category for _, category, _, _ in found[3:]] == ["水利", "公园"]


def test_a_share_of_the_whole_takes_no_measure_from_it() -> None:
    header = ("指标名称", "单位", "2030年")
    rows = read(table(header, ("改造堤防", "公里", "30"), ("其中：生态堤防占比", "", "8")), start=2026, end=2030)
    assert rows[1].measure is None


def test_a_bracket_that_names_two_bodies_stays_in_the_name() -> None:
    (row,) = read(table(("指标名称", "单位", "2030年"), ("达标率（小区/学校）", "%", "95")), start=2026, end=2030)
    assert (row.name, row.measure) == ("达标率（小区/学校）", "%")


def test_names_under_no_header_word_beside_their_category() -> None:
    header = ("指标", "", "2020年", "2025年", "年均/累计", "属性")
    rows = read(
        table(
            header,
            ("经济发展", "1.生产总值增长（%）", "2.3", "-", "6左右", "预期性"),
            ("", "2.城镇化率（%）", "60", "65", "〔5〕", "预期性"),
            ("民生福祉", "3.调查失业率（%）", "5.2", "<5.5", "-", "预期性"),
        ),
        start=2021,
        end=2025,
    )
    assert [(row.category, row.name, row.measure) for row in rows] == [
        ("经济发展", "生产总值增长", "%"),
        ("经济发展", "城镇化率", "%"),
        ("民生福祉", "调查失业率", "%"),
    ]
    assert figures(rows[1]) == [
        (2020, "actual", 60, "exact"),
        (2025, "target", 65, "exact"),
        (None, "growth_rate", 5, "exact"),
    ]


def test_years_below_a_header_belong_to_it() -> None:
    block = table(
        ("序号", "指标名称", "单位", "现状值", "目标值", None, "牵头部门"),
        ("", "", "", "2025年", "2027年", "2030年", ""),
        ("1", "绿道长度", "公里", "100", "150", "200", "市园林局"),
        spans={(0, 4): (1, 2)},
    )
    (row,) = read(block, start=2026, end=2030)
    assert figures(row) == [
        (2025, "actual", 100, "exact"),
        (2027, "target", 150, "exact"),
        (2030, "target", 200, "exact"),
    ]


def test_an_estimate_of_a_past_year_is_its_value() -> None:
    (row,) = read(table(("指标名称", "2025年预计", "2026年目标"), ("充电桩", "12", "15")), start=2026, end=2030)
    assert figures(row) == [(2025, "actual", 12, "exact"), (2026, "target", 15, "exact")]


def test_what_a_row_counts_in_an_assessment_is_its_note(tmp_path):
    path = tmp_path / "plan.txt"
    rows = "序号\t考核指标\t权重（%）\t2026年目标值\t考核单位\t备注\n1\t林道里程\t40\t35公里\t县林业局\t含支线\n2\t巡林率\t60\t≥95%\t县林业局\t\n"
    path.write_text(f"砚湖县2026年度护林考核指标\n\n{rows}", encoding="utf-8")
    ((plan, _),) = extract(path)
    assert [indicator.note for indicator in plan.indicators] == ["含支线；权重（%）：40", "权重（%）：60"]
    assert [indicator.values[0].value for indicator in plan.indicators] == [35, 95]
    assert not plan.coverage.passages
