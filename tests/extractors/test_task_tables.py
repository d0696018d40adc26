"""What the rows of a task table mean: titles beside contents, titles over several rows."""

from pathlib import Path

import pytest

from extractors import extract
from schemas import Plan

HEAD = "<p>青禾县乡村道路提升实施方案</p><p>一、总体要求</p><p>坚持建管并重。</p><p>附件 重点任务分工表</p>"


def plan_of(rows: list[list[str]], tmp_path: Path, last: str = "") -> Plan:
    cells = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    path = tmp_path / "plan.html"
    path.write_text(f"<html><body>{HEAD}<table>{cells}{last}</table></body></html>", encoding="utf-8")
    return extract(path)[0][0]


HEADER = ["序号", "重点任务", "具体措施", "牵头单位", "完成时限"]
ROWS = [
    ["1", "改造窄路", "拓宽路面三十公里，设置错车道。", "县交通运输局", "2026年6月底前"],
    ["2", "整治危桥", "完成危桥改造五座。", "县公路中心", "2026年12月底前"],
    ["3", "完善标志", "补设警示标志。", "县公安局", "2027年6月底前"],
]


def test_a_title_beside_its_content_is_one_task(tmp_path: Path) -> None:
    plan = plan_of([HEADER, *ROWS], tmp_path)
    assert [(task.marker, task.title, task.text) for task in plan.tasks] == [(row[0], row[1], row[2]) for row in ROWS]
    assert [task.deadline and task.deadline.text for task in plan.tasks] == [row[4] for row in ROWS]
    assert [(r.name, r.role) for r in plan.responsibilities] == [(row[3], "lead") for row in ROWS]
    assert plan.tasks[0].evidence.quote.split() == ["改造窄路", "拓宽路面三十公里，设置错车道。"]
    assert not [heading for heading in plan.headings if heading.title == "改造窄路"]


def test_a_row_without_content_is_named_by_its_title(tmp_path: Path) -> None:
    rows = [*ROWS[:2], ["3", "完善标志", "", "县公安局", ""]]
    assert [task.text for task in plan_of([HEADER, *rows], tmp_path).tasks][-1] == "完善标志"


@pytest.mark.parametrize("title", ["道路", ""])
def test_a_title_printed_for_several_rows_is_a_heading(title: str, tmp_path: Path) -> None:
    rows = [["1", "道路", *ROWS[0][2:]], ["2", title, *ROWS[1][2:]], ["3", "标志", *ROWS[2][2:]]]
    plan = plan_of([HEADER, *rows], tmp_path)
    assert [task.title for task in plan.tasks] == ["拓宽路面三十公里，设置错车道", "完成危桥改造五座", "补设警示标志"]
    assert {"道路", "标志"} <= {heading.title for heading in plan.headings}


def test_a_title_that_returns_further_down_is_a_title(tmp_path: Path) -> None:
    rows = [*ROWS, ["4", "改造窄路", "拓宽路面五公里。", "县公路中心", "2027年12月底前"]]
    titles = [task.title for task in plan_of([HEADER, *rows], tmp_path).tasks]
    assert titles == ["改造窄路", "整治危桥", "完善标志", "改造窄路"]


CARD = ("任务名称", "工作内容", "牵头单位", "完成时限")


@pytest.mark.parametrize("form", ["one below the other", "two beside each other", "a table each"])
def test_cards_of_keys_and_values_are_tasks(form: str, tmp_path: Path) -> None:
    cards = [list(zip(CARD, row[1:], strict=True)) for row in ROWS]
    if form == "two beside each other":
        tables = [[row for card in cards for row in ([*card[0], *card[1]], [*card[2], *card[3]])]]
    elif form == "one below the other":
        tables = [[list(pair) for card in cards for pair in card]]
    else:
        tables = [[list(pair) for pair in card] for card in cards]
    html = "".join(
        "<table>" + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows) + "</table>"
        for rows in tables
    )
    path = tmp_path / "plan.html"
    path.write_text(f"<html><body>{HEAD}{html}</body></html>", encoding="utf-8")
    ((plan, document),) = extract(path)
    assert [(task.title, task.text) for task in plan.tasks] == [(row[1], row[2]) for row in ROWS]
    assert [task.deadline and task.deadline.text for task in plan.tasks] == [row[4] for row in ROWS]
    assert [(r.name, r.role) for r in plan.responsibilities] == [(row[3], "lead") for row in ROWS]
    assert plan.coverage.unread == 0
    printed = [block.table for block in document.blocks if block.table]
    assert [table.rows for table in printed] == [len(rows) for rows in tables]


DUTIES = [["县水利局", "清理河道；监测水质。"], ["县财政局", "安排管护经费。"]]


@pytest.mark.parametrize(
    "header",
    [
        ["部门", "职责"], ["单位", "工作职责"], ["成员单位", "职责分工"], ["部门（单位）", "主要职责"], ["责任单位", "职责任务"],
        ["责任部门", "任务分工"], ["部门", "工作任务"], ["单位名称", "职责与任务"], ["牵头单位", "职责内容"],
    ],
)  # fmt: skip
def test_the_unit_of_a_row_answers_for_its_duty(header: list[str], tmp_path: Path) -> None:
    plan = plan_of([header, *DUTIES], tmp_path)
    assert [task.text for task in plan.tasks] == [row[1] for row in DUTIES]
    assert [(r.name, r.label) for r in plan.responsibilities] == [(row[0], header[0]) for row in DUTIES]


def test_a_project_is_the_task_and_its_investment_a_fact_of_it(tmp_path: Path) -> None:
    rows = [
        ["序号", "项目名称", "建设内容", "总投资（万元）", "建设年限", "责任单位", "包保领导"],
        ["一", "水利项目", "", "5000", "", "", ""],
        ["1", "南河堤防加固", "加固堤防六公里。", "3000", "2026—2027年", "县水利局", "周某"],
        ["2", "东湖清淤", "清淤十万方。", "2000", "2026年", "县水利局", "吴某"],
        ["合计", "", "", "5000", "", "", ""],
    ]
    plan = plan_of(rows, tmp_path)
    assert [(task.title, task.text) for task in plan.tasks] == [
        ("南河堤防加固", "加固堤防六公里。"),
        ("东湖清淤", "清淤十万方。"),
    ]
    assert [task.deadline and task.deadline.text for task in plan.tasks] == ["2026—2027年", "2026年"]
    assert [(extra.key, extra.value) for extra in plan.tasks[0].extras] == [
        ("总投资（万元）", "3000"),
        ("包保领导", "周某"),
    ]
    assert {task.heading for task in plan.tasks} == {h.id for h in plan.headings if h.title == "水利项目"}


def test_no_work_is_named_by_its_dates(tmp_path: Path) -> None:
    rows = [["序号", "点位", "建设单位", "通车日程"], ["1", "南河桥", "县公路中心", "2026年10月至2027年3月"]]
    plan = plan_of([*rows, ["2", "东湖路", "县交通运输局", "2026年9月至2026年12月"]], tmp_path)
    assert [task.title for task in plan.tasks] == ["南河桥", "东湖路"]


@pytest.mark.parametrize("person", ["责任人", "责任领导", "包保领导", "具体责任人及电话", "负责人"])
def test_persons_are_extras_where_no_unit_stands(person: str, tmp_path: Path) -> None:
    rows = [["序号", "重点任务", "具体措施", "完成时限", person], ["1", "清河", "清理河道。", "2026年6月底", "周某"]]
    plan = plan_of([*rows, ["2", "巡河", "每月巡查。", "2026年12月底", "吴某"]], tmp_path)
    assert [(task.title, task.extras[0].key, task.extras[0].value) for task in plan.tasks] == [
        ("清河", person, "周某"),
        ("巡河", person, "吴某"),
    ]
    assert not plan.responsibilities


def test_a_note_across_the_table_makes_its_numbers_no_headings(tmp_path: Path) -> None:
    rows = [["序号", "重点任务", "牵头单位"], ["1", "开放湿地公园", "县林业局"], ["2", "修复岸线", "县水利局"]]
    plan = plan_of(rows, tmp_path, "<tr><td colspan=3>注：排名第一的单位牵头。</td></tr>")
    assert [heading.title for heading in plan.headings] == ["总体要求"]
    assert [(task.marker, task.title) for task in plan.tasks] == [("1", "开放湿地公园"), ("2", "修复岸线")]


@pytest.mark.parametrize("header", ["整改责任单位", "项目责任单位", "直接责任单位"])
def test_the_body_that_puts_right(header: str, tmp_path: Path) -> None:
    rows = [
        ["序号", "问题描述", "整改措施", "整改时限", header],
        ["1", "污水直排", "建设管网。", "2026年6月底前", "县水利局"],
    ]
    plan = plan_of([*rows, ["2", "垃圾堆放", "清理垃圾。", "立行立改", "县城管局"]], tmp_path)
    assert [(r.name, r.label, r.role) for r in plan.responsibilities] == [
        ("县水利局", header, "responsible"),
        ("县城管局", header, "responsible"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><td rowspan=2>1</td><td rowspan=2>疏浚沟渠</td><td>县水利局</td></tr><tr><td>县农业农村局</td></tr>",
        "<tr><td rowspan=2>1</td><td rowspan=2>疏浚沟渠</td><td>县水利局</td><td>干渠</td></tr>"
        "<tr><td>县农业农村局</td><td>毛渠</td></tr>",
        "<tr><td>1</td><td>疏浚沟渠</td><td>县水利局</td><td>县农业农村局</td></tr>",
    ],
    ids=["rows", "rows and columns", "columns"],
)
def test_units_printed_below_or_beside_each_other_are_those_of_one_task(rows: str, tmp_path: Path) -> None:
    columns = 1 + rows.split("</tr>", maxsplit=1)[0].count("<td>县农") + ("干渠" in rows)
    last = f"<tr><td>2</td><td>修建水闸</td><td colspan={columns}>县财政局</td></tr>"
    head = f"<tr><td>序号</td><td>重点任务</td><td colspan={columns}>牵头单位</td></tr>"
    plan = plan_of([], tmp_path, head + rows + last)
    assert [task.title for task in plan.tasks] == ["疏浚沟渠", "修建水闸"]
    first, second = (task.id for task in plan.tasks)
    assert [(r.subject, r.name, r.role) for r in plan.responsibilities] == [
        (first, "县水利局", "lead"),
        (first, "县农业农村局", "lead"),
        (second, "县财政局", "lead"),
    ]


def test_the_header_printed_again_is_no_row(tmp_path: Path) -> None:
    again = "<tr><td colspan=5>续表</td></tr><tr>" + "".join(f"<td>{word}</td>" for word in HEADER) + "</tr>"
    last = again + "<tr>" + "".join(f"<td>{text}</td>" for text in ROWS[2]) + "</tr>"
    plan = plan_of([HEADER, *ROWS[:2]], tmp_path, last)
    assert [task.title for task in plan.tasks] == [row[1] for row in ROWS]
    assert "续表" not in {heading.title for heading in plan.headings}
    assert not plan.coverage.passages


@pytest.mark.parametrize("mark", ["\t", ",", "|"], ids=["tabs", "CSV", "Markdown"])
def test_rows_beyond_number_999_are_tasks(mark: str, tmp_path: Path) -> None:
    rows = [["序号", "重点任务", "责任单位"], *([str(n), f"疏浚第{n}条河道", "县水利局"] for n in range(1, 1041))]
    lines = [mark.join(row) for row in rows]
    if mark == "|":
        lines = [f"|{line}|" for line in lines]
        lines.insert(1, "|---|---|---|")
    path = tmp_path / {",": "plan.csv", "|": "plan.md"}.get(mark, "plan.txt")
    path.write_text(
        "\n".join(([] if mark == "," else ["云川市河道管护任务分工表", ""]) + lines) + "\n", encoding="utf-8"
    )
    ((plan, _),) = extract(path)
    assert [task.title for task in plan.tasks] == [row[1] for row in rows[1:]]
    assert not plan.coverage.passages


@pytest.mark.parametrize("header", [["序号", "重点任务", "牵头单位"], ["序号", "工作内容", "牵头单位"]])
def test_rows_numbered_in_chinese_with_nothing_but_a_title_head_those_below(tmp_path: Path, header: list[str]) -> None:
    rows = [["一", "道路", ""], ["1", "改造窄路", "县交通运输局"], ["二", "桥梁", ""], ["1", "整治危桥", "县公路中心"]]
    plan = plan_of([header, *rows], tmp_path)
    assert [task.title for task in plan.tasks] == ["改造窄路", "整治危桥"]
    titles = {heading.id: heading.title for heading in plan.headings}
    assert [titles[task.heading or ""] for task in plan.tasks] == ["道路", "桥梁"]


def test_rows_numbered_in_chinese_with_a_unit_are_tasks(tmp_path: Path) -> None:
    rows = [["一", "道路", "县交通运输局"], ["1", "改造窄路", "县公路中心"]]
    assert [task.title for task in plan_of([["序号", "重点任务", "牵头单位"], *rows], tmp_path).tasks] == [
        "道路",
        "改造窄路",
    ]


def test_an_empty_cell_of_a_category_has_the_one_above_unless_a_wider_one_changes(tmp_path: Path) -> None:
    header = ["领域", "任务类别", "序号", "工作任务", "责任单位"]
    rows = [
        ["建设", "拓宽道路", "1", "改造窄路", "县交通运输局"],
        ["", "", "2", "设置错车道", "县公路中心"],
        ["", "整治隐患", "3", "加固危桥", "县公路中心"],
        ["养护", "", "4", "清理边沟", "县公路中心"],
    ]
    plan = plan_of([header, *rows], tmp_path)
    found = [[(extra.key, extra.value) for extra in task.extras] for task in plan.tasks]
    assert found == [
        [("领域", "建设"), ("任务类别", "拓宽道路")],
        [("领域", "建设"), ("任务类别", "拓宽道路")],
        [("领域", "建设"), ("任务类别", "整治隐患")],
        [("领域", "养护")],
    ]


def test_a_group_over_several_columns_with_sums_behind_it_is_no_task(tmp_path: Path) -> None:
    rows = [
        ["序号", "项目名称", "建设内容", "建设年限", "总投资（万元）", "责任单位"],
        ["1", "窄路拓宽", "拓宽路面三十公里。", "2026-2027", "1800", "县交通运输局"],
    ]
    group = '<tr><td>{}</td><td colspan="3">{}</td><td>{}</td><td>{}</td></tr>'
    last = "".join(
        (
            group.format("二", "桥梁类（1个）", "900", ""),
            "<tr><td>1</td><td>危桥改造</td><td>改造危桥五座。</td><td>2026</td><td>900</td><td>县公路中心</td></tr>",
            group.format("2", "巡查全部桥梁，建立台账", "", "县公路中心"),
        )
    )
    plan = plan_of(rows, tmp_path, last)
    named = {heading.id: heading.title for heading in plan.headings}
    assert [(task.title, task.deadline and task.deadline.on) for task in plan.tasks] == [
        ("窄路拓宽", "2027-12-31"),
        ("危桥改造", "2026-12-31"),
        ("巡查全部桥梁，建立台账", None),
    ]
    assert named[plan.tasks[1].heading or ""] == "桥梁类（1个）"
    assert [passage.evidence.quote.split() for passage in plan.coverage.passages] == [["二", "桥梁类（1个）", "900"]]


def test_tasks_with_amounts_and_deadlines_are_no_indicators(tmp_path: Path) -> None:
    rows = [
        ["序号", "重点任务", "数量", "牵头单位", "完成时限"],
        ["1", "改造窄路", "30", "县交通运输局", "2026年6月底前"],
    ]
    plan = plan_of([*rows, ["2", "整治危桥", "5", "县公路中心", "2026年12月底前"]], tmp_path)
    assert [(task.title, [extra.value for extra in task.extras]) for task in plan.tasks] == [
        ("改造窄路", ["30"]),
        ("整治危桥", ["5"]),
    ]
    assert [task.deadline and task.deadline.on for task in plan.tasks] == ["2026-06-30", "2026-12-31"]
    assert plan.indicators == ()


def test_a_marked_text_alone_in_its_row_heads_the_rows_below(tmp_path: Path) -> None:
    header = ["序号", "工作任务", "责任单位", "完成时限"]
    rows = [
        ["一、改善路面状况", "", "", ""],
        ["1", "改造窄路", "县交通运输局", "2026年6月底前"],
        ["二、补齐沿线设施", "", "", ""],
        ["1", "设置错车道", "县公路中心", "2026年12月底前"],
    ]
    plan = plan_of([header, *rows], tmp_path)
    titles = {heading.id: heading.title for heading in plan.headings}
    assert [(task.marker, titles.get(task.heading or "")) for task in plan.tasks] == [
        ("1", "改善路面状况"),
        ("1", "补齐沿线设施"),
    ]


@pytest.mark.parametrize(
    ("groups", "details"),
    [(["一、路面", "二、设施"], ["改造道路", "整治危桥"]), (["一、路面", "二、设施", "三、资金"], [None, None, None])],
)
def test_titles_of_rows_are_tasks_of_the_text_by_number_if_each_has_one(
    groups: list[str], details: list[str | None], tmp_path: Path
) -> None:
    body = "一、改造道路\n县交通运输局牵头，拓宽路面。\n二、整治危桥\n县公路中心牵头，加固桥面。\n附件 重点任务分工表\n"
    rows = "".join(f"{group}\t推进工作{at}\t县财政局\n\t落实经费\t县财政局\n" for at, group in enumerate(groups))
    path = tmp_path / "plan.txt"
    path.write_text(f"青禾县道路提升实施方案\n{body}重点任务\t具体措施\t责任单位\n{rows}", encoding="utf-8")
    plan = extract(path)[0][0]
    titles = {task.id: task.title for task in plan.tasks}
    tied = [task.details for task in plan.tasks if task.evidence.rule == "table.row" and task.text != "落实经费"]
    assert [titles.get(task or "") for task in tied] == details


def test_a_caption_between_two_tables_of_a_sheet_makes_no_titles_of_row_numbers(tmp_path: Path) -> None:
    rows = [["序号", "任务", "责任单位"], ["1", "改造窄路。", "县交通运输局"], ["2", "整治危桥。", "县公路中心"]]
    plan = plan_of([*rows, ["表2 乡镇道路整治任务", "", ""], *rows], tmp_path)
    assert not {heading.title for heading in plan.headings} & {"1", "2"}
    assert [task.title for task in plan.tasks] == ["改造窄路", "整治危桥"] * 2


def test_figures_alone_are_no_tasks(tmp_path):
    path = tmp_path / "plan.txt"
    rows = "单位\t新签约林场（个）\t到位资金（亿元）\t备注\n县林业局\t12\t30\t\n县财政局\t4\t8\t\n县水利局\t3\t5\t\n"
    path.write_text(f"砚湖县护林意见\n\n一、目标分解\n\n{rows}\n二、强化保障\n\n落实经费。\n", encoding="utf-8")
    ((plan, _),) = extract(path)
    assert not plan.tasks
    assert sum(passage.kind == "table row" for passage in plan.coverage.passages) == 3
