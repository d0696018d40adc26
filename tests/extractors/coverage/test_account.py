"""What was not understood is announced: unknown labels, lost deadlines, tables that became no table, cut numbers."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from extractors import extract
from extractors.coverage.cell_shapes import header_row, is_cell, is_row_of_cells, squeezed_rows
from extractors.coverage.clause_signs import unread_names
from extractors.coverage.doubts.number_split import alike_splits
from extractors.coverage.duties.role_signs import unread_roles
from schemas import Block, Plan

HEAD = "云溪市绿色发展实施方案（2026—2030年）\n\n一、总体要求\n\n坚持统筹推进。\n\n二、重点任务\n\n"


def plan_of(tmp_path: Path, body: str) -> Plan:
    path = tmp_path / "plan.txt"
    path.write_text(HEAD + body, encoding="utf-8")
    return extract(path)[0][0]


def announced(plan: Plan) -> str:
    assert plan.coverage is not None
    return "".join(passage.evidence.quote + passage.text for passage in plan.coverage.passages)


@pytest.mark.parametrize("label", ["挂包单位", "结对部门", "属地单位", "联络科室"])
def test_a_clause_with_an_unknown_label_is_announced(tmp_path: Path, label: str) -> None:
    plan = plan_of(tmp_path, f"1.开展河道清淤。（牵头单位：市水利局，{label}：沿河街镇）\n")
    assert "沿河街镇" in announced(plan) or "沿河街镇" in [duty.name for duty in plan.responsibilities]


def test_a_bracket_that_names_nobody_known_is_announced(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "1.开展河道清淤。（青溪理事组负责）\n")
    assert "青溪理事组" in announced(plan) or plan.responsibilities


@pytest.mark.parametrize(
    ("clause", "used", "unread"),
    [
        ("县妇联会同县财政局负责", ["县妇联"], ["县财政局"]),
        ("县水务局负责，县财政局协助", ["县财政局"], ["县水务局"]),
        ("县妇联会同县财政局负责", ["县妇联", "县财政局"], []),
        ("县妇联会同有关部门持续推进", ["县妇联"], []),
        ("县妇联会同青溪镇负责", ["县妇联"], ["青溪镇"]),
    ],
)
def test_a_body_beside_words_of_work_is_unread(clause: str, used: list[str], unread: list[str]) -> None:
    spans = [(clause.index(name), clause.index(name) + len(name)) for name in used]
    assert [clause[start:end] for start, end in unread_names(clause, 0, len(clause), spans)] == unread


def test_what_was_read_is_not_announced(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "1.开展河道清淤。（牵头单位：市水利局，配合单位：市财政局、市教育局）\n")
    assert len(plan.responsibilities) == 3
    assert announced(plan) == ""
    assert plan.coverage is not None
    assert plan.coverage.unread == 0


@pytest.mark.parametrize("text", ["≥95%", "1200 3000", "—", "以上 66.12", "预期性", "覆盖率 % 约束性"])
def test_cells_are_known_by_their_form(text: str) -> None:
    assert is_cell(text)


@pytest.mark.parametrize("text", ["一、总体要求", "云溪市人民政府", "约束性指标和预期性指标", "推进河道清淤。"])
def test_prose_is_no_cell(text: str) -> None:
    assert not is_cell(text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("东片区|1200万元|1300万元", True),
        ("泵站\t12\t15", True),
        ("甲方 乙方 疏浚渠道 水务口 财政口 下半年 改造泵站 水务口 住建口 上半年", True),
        ("一、总体要求\t3", False),
        ("建设 目标 是：疏浚渠道。", False),
        ("青 岚 县 水 利 局 文 件 汇 编", False),
    ],
)
def test_rows_of_cells_are_known_by_what_separates_them(text: str, row: bool) -> None:
    assert is_row_of_cells(text) is row


def test_header_words_in_a_row_open_a_table() -> None:
    assert header_row("附件任务分工表序号工作任务牵头单位配合单位1清淤") is not None
    assert header_row("明确工作任务、责任单位、完成时限，逐项落实。") is None


def test_rows_that_run_together_are_a_table() -> None:
    text = "1清淤长度公里1220预期性2绿地面积公顷3450约束性"
    assert squeezed_rows(text) == (0, len(text))


def test_only_one_alike_split_is_believed() -> None:
    assert alike_splits("12003000", 2) == (("1200", "3000"),)
    assert alike_splits("9.112", 2) == (("9.1", "12"),)
    assert len(alike_splits("1113", 2)) == 1
    assert alike_splits("100", 2) == ()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.integers(2, 9999), st.integers(2, 9999)), min_size=4, max_size=7),
    st.sampled_from(["", "≥"]),
    st.sampled_from(["%", ""]),
)
@example(rows=[(3957, 13), (1010, 13), (11, 10), (5199, 943)], sign="≥", percent="%")  # 清淤长|度≥3957%
@example(rows=[(12, 8), *[(2656, 4)] * 5], sign="≥", percent="%")  # 指标|名称2025年
@example(rows=[(9, 1383), (3, 9999), (8, 2), (6, 200), (2026, 21)], sign="≥", percent="%")  # 绿地面积≥3%|≥9
@example(rows=[(4, 1001), (3, 733), (608, 7525), (11, 5)], sign="", percent="")  # 41001
def test_no_number_is_cut(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, int]], sign: str, percent: str
) -> None:
    """In a table whose cells ran together, every value is one that was printed, or it carries doubt, or it is no fact."""
    names = ["清淤长度", "绿地面积", "道路亮灯率", "书屋数量", "托位数", "泊位数", "村道里程"]
    cells = [f"{n}{names[n - 1]}{sign}{a}{percent}{sign}{b}{percent}预期性" for n, (a, b) in enumerate(rows, 1)]
    text = HEAD + "专栏1主要指标序号指标名称2025年2030年属性" + "".join(cells) + "\n\n三、保障措施\n\n加强组织领导。\n"
    path = tmp_path_factory.mktemp("cut") / "plan.txt"
    path.write_text(text, encoding="utf-8")
    for indicator in extract(path)[0][0].indicators:
        assert not re.search(r"\d$|[≥≤]", indicator.name)
        printed = rows[names.index(indicator.name)] if indicator.name in names else ()
        for value in indicator.values:
            assert indicator.doubt is not None or value.value in printed


def test_a_deadline_on_its_own_line_is_read(tmp_path: Path) -> None:
    body = "1.开展河道清淤。\n\n牵头单位：市水利局\n\n完成时限：2027年9月底前\n\n2.整治山塘。\n"
    plan = plan_of(tmp_path, body)
    deadlines = [task.deadline.text for task in plan.tasks if task.deadline]
    assert deadlines == ["2027年9月底前"]
    assert announced(plan) == ""


def test_a_role_word_after_a_unit_of_another_role_is_announced(tmp_path: Path) -> None:
    clause = "（市林业局、市水利局牵头，会同市教育局负责，市财政局协助）"
    duties = plan_of(tmp_path, f"1.兴修水利。{clause}\n").responsibilities
    block = Block(id=duties[0].evidence.block, kind="paragraph", text=f"1.兴修水利。{clause}")
    assert not list(unread_roles(block, duties))
    passed_over = [duty.model_copy(update={"label": "协助"}) for duty in duties]
    found = [block.text[span.start : span.end] for span in unread_roles(block, passed_over)]
    assert found[0] == "市林业局、市水利局牵头"


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        (
            "疏浚渠道，2028年6月底前建成泵站主体。再修护岸，2029年底前全线贯通，验收移交。",
            ["2028年6月底前", "2029年底前"],
        ),
        ("疏浚渠道，年内启动护岸。配套工程三年内完成，2029年底前移交。", ["年内", "2029年底前"]),
        ("疏浚渠道。村集体可在2028年底前申领补助，费用缓至2028年6月底前缴清。", []),
        ("疏浚渠道。2019年底前建成的堤防，逐段排查。", []),
        ("疏浚渠道。2028年底前，堤防达标率达到90%，2029年6月底前提高到95%。", []),
    ],
)
def test_dates_that_are_no_deadline_of_their_task_are_announced(tmp_path: Path, text: str, dates: list[str]) -> None:
    plan = plan_of(tmp_path, f"1.兴修水利。{text}（责任单位：市水利局）\n")
    assert plan.tasks[0].deadline is None
    found = [passage for passage in plan.coverage.passages if passage.kind == "date"] if plan.coverage else []
    assert [passage.evidence.quote for passage in found] == dates


def test_a_number_that_counts_something_unheard_of_is_announced(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "1.开展河道清淤。2027年底前新增12艠浮桥、35艠护坡栏。\n")
    assert "12艠" in announced(plan)
    assert "35艠" in announced(plan)
    assert "2027" not in announced(plan)


def test_numbers_in_names_and_dates_are_no_quantities(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "1.引进企业。支持“百强300计划”，对接12345热线、5G应用和2.0版标准，2028年3月起推行。\n")
    assert announced(plan) == ""


def test_an_entry_with_a_mark_that_opens_nothing_is_announced(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "1.开展河道清淤。清理淤泥。\n\n[乙]整治河岸。清理岸线。\n\n第九节 护岸工程\n")
    entries = [*(heading.title for heading in plan.headings), *(task.title for task in plan.tasks)]
    assert "护岸工程" in announced(plan) or "护岸工程" in entries


@pytest.mark.parametrize(
    "header",
    [
        "单位 职责\n\n",
        "责任单位\n\n工作职责\n\n",
        "单位职责",
        "附件1成员单位职责分工表单位 职责",
        "工作任务 牵头单位\n\n",
    ],
)
def test_a_table_of_units_and_duties_is_read_or_announced(tmp_path: Path, header: str) -> None:
    rows = "市水利局负责疏浚河道，编制名录。市教育局 组织学校节水市财政局 落实资金"
    plan = plan_of(tmp_path, f"1.清淤。（牵头单位：市文旅局）\n\n{header}{rows}\n\n三、保障\n\n加强领导。\n")
    text = announced(plan)
    tasks = {task.id: task.text for task in plan.tasks}
    read = {(duty.name, tasks.get(duty.subject)) for duty in plan.responsibilities}
    assert "疏浚河道" in text or ("市水利局", "负责疏浚河道，编制名录。") in read
    assert "落实资金" in text or ("市财政局", "落实资金") in read
    assert "清淤" not in text
    assert "加强领导" not in text


@pytest.mark.parametrize("title", ["成员单位职责", "各单位工作分工表", "责任单位和任务"])
def test_a_title_that_names_units_and_duties_is_no_lost_table(tmp_path: Path, title: str) -> None:
    assert announced(plan_of(tmp_path, f"1.清淤。（牵头单位：市文旅局）\n\n{title}\n\n各单位要加强协作。\n")) == ""


def test_rows_that_run_together_without_header_are_announced(tmp_path: Path) -> None:
    rows = "护岸长度（公里）1218县水利局、云溪镇2清淤河段（条）3045县水利局、县城管局3闸站（座）610县水利局"
    plan = plan_of(tmp_path, f"1.开展河道清淤。\n\n具体如下：\n\n{rows}\n")
    assert plan.indicators or "3045" in announced(plan)


def test_figures_under_an_unknown_header_are_announced(tmp_path: Path) -> None:
    table = "序号\t指标名称\t单位\t2025年现状\t阿尔法数\n1\t护岸长度\t公里\t12\t18\n2\t清淤河段\t条\t30\t45\n"
    plan = plan_of(tmp_path, f"1.开展河道清淤。\n\n{table}")
    values = [value.raw for indicator in plan.indicators for value in indicator.values]
    assert "45" in values or "45" in announced(plan)


def test_a_clause_that_runs_over_a_paragraph_is_announced(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "1.开展河道清淤。（责任单位：市水利局、市青\n\n2 山管护站、市林业局）\n\n3.整治河岸。\n")
    read = [duty.name for duty in plan.responsibilities]
    assert "市林业局" in read or "市林业局" in announced(plan)


def test_a_quantity_torn_from_its_sentence_is_announced(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "1.开展河道清淤。确保岸线绿化率提高\n\n3.5%。\n\n2.整治河岸。清理岸线。\n")
    assert "3.5%" in announced(plan) or plan.commitments


def test_words_among_figures_of_a_pieced_table_are_doubtful(tmp_path: Path) -> None:
    cells = [
        "主要指标",
        "序号",
        "指标名称",
        "单位",
        "属性",
        "2025年现状",
        "2030年目标",
        "1",
        "护岸长度",
        "公里",
        "预期性",
        "12",
        "18",
        "2",
        "清淤河段",
        "条",
        "约束性",
        "30",
        "45",
        "3",
        "闸站",
        "座",
        "预期性",
        "6",
        "滨水空间",
    ]
    plan = plan_of(tmp_path, "1.开展河道清淤。\n\n" + "\n\n".join(cells) + "\n\n三、保障\n\n加强统筹。\n")
    strays = [i for i in plan.indicators if any("滨水空间" in value.raw for value in i.values)]
    assert all(indicator.doubt for indicator in strays)


def test_blanks_before_list_marks_break_a_short_text(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    marks = "（一）疏浚渠道。清淤。（市水利局负责）　\u00a0 （二）修补堤坝。加固。（市林业局负责）　\u00a0 （三）植树护岸。补种。（市农业农村局负责）"
    path.write_text(f"云溪市绿色发展实施方案\n\n一、主要任务　\u00a0 {marks}\n", encoding="utf-8")
    plan = extract(path)[0][0]
    assert [task.title for task in plan.tasks] == ["疏浚渠道", "修补堤坝", "植树护岸"]


def test_units_under_a_role_that_is_not_known_are_announced(tmp_path: Path) -> None:
    table = (
        "附件\n序号\t重点任务\t牵头单位\t挂帮单位\n1\t疏浚渠道\t市水利局\t市林业局\n2\t修补堤坝\t市水利局\t市教育局\n"
    )
    plan = plan_of(tmp_path, f"1.开展河道清淤。\n\n{table}")
    read = [duty.name for duty in plan.responsibilities]
    assert "市林业局" in read or "市林业局" in announced(plan)


def test_a_name_with_the_mark_of_a_note_is_doubtful(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "1.开展河道清淤。（牵头单位：市水利局1；配合单位：市林业局）\n")
    duties = {duty.name: duty.doubt for duty in plan.responsibilities}
    assert duties.get("市水利局1", True)
    assert duties["市林业局"] is None


def test_units_with_their_persons_in_one_column_leave_nothing_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = ("1,修复湿地,县林业局 李明,县水务局,2025年底", "2,整治水塘,县水务局 王强,县财政局,2026年底")
    head = "清源县湿地保护任务分工表\n序号,任务,责任单位及责任人,配合部门,时限\n"
    path.write_text(head + "\n".join(rows) + "\n", encoding="utf-8")
    ((plan, _),) = extract(path)
    assert [duty.name for duty in plan.responsibilities] == ["县林业局", "县水务局", "县水务局", "县财政局"]
    assert [extra.value for task in plan.tasks for extra in task.extras] == ["县林业局李明", "县水务局王强"]
    assert plan.coverage.passages == ()
