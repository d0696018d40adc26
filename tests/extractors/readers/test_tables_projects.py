"""Lists of projects, problems and scores in text whose cells are broken: sums, ranges of years, captions printed again."""

from pathlib import Path

from extractors import extract
from extractors.language.column_words import word
from schemas import Document, Plan
from tests.support.table_layouts import read, rows_of

PLAN = "青杨县惠民工程实施方案\n为办好实事，制定本方案。\n一、总体要求\n坚持统筹推进。\n"
PROJECTS = """附件 惠民工程项目表
项目名称 建设内容
建设年限 总投资（万元） 年度投资（万元）
责任单位
改造老街
骑楼
修缮沿街立面，更换雨水管，增设照明；补种
行道树，铺设盲道。
2026—20
28
48210
9000
县住建局、
县城管局
新建社区游泳馆
建设标准泳池一座，配建更衣室和看台，面向
学生开放。
2027—20
29年
13024
6 42000
县体育局
修复北溪湿地
清理淤泥，补植芦苇，建设观鸟步
道，设置科普牌。 2026—2027
90211
30000 县林业局
"""


def _extract(tmp_path: Path, text: str) -> tuple[Plan, Document]:
    (tmp_path / "plan.txt").write_text(PLAN + text, encoding="utf-8")
    ((plan, document),) = extract(tmp_path / "plan.txt")
    return plan, document


def test_projects_without_numbers_are_read_where_lines_end_inside_their_cells(tmp_path: Path) -> None:
    plan, _ = _extract(tmp_path, PROJECTS)
    tasks = [task for task in plan.tasks if task.evidence.rule == "table.row"]
    assert [task.title for task in tasks] == ["改造老街骑楼", "新建社区游泳馆", "修复北溪湿地"]
    assert [task.deadline and task.deadline.text for task in tasks] == ["2026—2028", "2027—2029年", "2026—2027"]
    sums = [[extra.value for extra in task.extras] for task in tasks]
    assert sums == [["48210", "9000"], ["130246", "42000"], ["90211", "30000"]]
    names = [(duty.subject, duty.name) for duty in plan.responsibilities]
    assert names == [
        (tasks[0].id, "县住建局"),
        (tasks[0].id, "县城管局"),
        (tasks[1].id, "县体育局"),
        (tasks[2].id, "县林业局"),
    ]


def test_a_range_of_years_is_a_deadline_and_never_a_sum_where_cells_run_together() -> None:
    lines, (region,) = read(
        "序号项目名称建设内容建设年限总投资（万元）年度投资（万元）责任单位"
        "1改造老街骑楼修缮沿街立面，更换雨水管。2026—2028482109000县住建局"
        "2新建社区泳馆建设标准泳池一座，配建看台。2027—2029130244200县体育局"
        "3修复北溪湿地清理淤泥，补植芦苇。2026—2027902113000县林业局"
    )
    assert [row[3] for row in rows_of(lines, region)[1:]] == ["2026—2028", "2027—2029", "2026—2027"]
    assert [row[4] + row[5] for row in rows_of(lines, region)[1:]] == ["482109000", "130244200", "902113000"]


def test_a_year_alone_in_its_cell_is_a_deadline_and_no_sum() -> None:
    rows = [
        ("1", "城东污水处理厂", "12000", "2025", "县水利局"),
        ("2", "改造县图书馆", "2026", "2026", "县文旅局"),
        ("3", "新建科技产业园", "500", "2025", "县工信局"),
    ]
    cells = [cell for row in rows for cell in row]
    lines, (region,) = read("\n".join(("序号", "项目名称", "总投资（万元）", "建设年限", "责任单位", *cells)))
    assert rows_of(lines, region)[1:] == [list(row) for row in rows]


def test_a_figure_that_a_name_may_have_taken_from_the_next_cell_is_told() -> None:
    _, (region,) = read(
        "序号\n项目名称\n总投资（万元）\n建设年限\n责任单位\n1\n城东污水处理厂\n12000\n18\n县水利局\n"
        "2\n改造县图书馆\n4500\n24\n县文旅局\n3\n新建科技产业园\n500\n12\n县工信局\n"
    )
    assert region.close_rows == (1, 2, 3)


def test_no_name_of_a_unit_is_cut_where_nothing_is_broken() -> None:
    lines, (region,) = read(
        "序号\n任务名称\n工作措施\n牵头单位\n参加单位\n完成时限\n备注\n1\n改造书屋\n更换座椅，补充图书。\n县文旅局\n"
        "县教育局\n持续推进\n纳入督查\n2\n评选标兵\n组织推荐，公示名单。\n县委宣传部\n2026年6月底前\n纳入督查\n"
        "3\n修补步道\n清理积水，更换地砖。\n县住建局\n县城管局\n持续推进\n"
    )
    assert [row[3:5] for row in rows_of(lines, region)[1:]] == [
        ["县文旅局", "县教育局"],
        ["县委宣传部", ""],
        ["县住建局", "县城管局"],
    ]


def test_a_caption_printed_again_and_the_number_of_the_page_are_in_no_cell(tmp_path: Path) -> None:
    head = "序号\n重点任务\n责任单位\n完成时限\n"
    rows = "1\n改造老街骑楼\n县住建局\n2026年9月\n", "2\n新建社区游泳馆\n县体育局\n2027年12月底前\n"
    for page, caption in (("5", "附件1 惠民工程任务表（续）"), ("12", "惠民工程任务表（续表）"), ("5", "（续表）")):
        text = f"附件1 惠民工程任务表\n{head}{rows[0]}{page}\n{caption}\n{head}{rows[1]}"
        plan, document = _extract(tmp_path, text)
        tasks = [task for task in plan.tasks if task.evidence.rule == "table.row"]
        assert [task.deadline and task.deadline.text for task in tasks] == ["2026年9月", "2027年12月底前"]
        assert [duty.name for duty in plan.responsibilities] == ["县住建局", "县体育局"]
        aside = "".join(block.text for block in document.blocks if block.kind == "furniture")
        assert caption in aside
        assert page in aside


def test_a_caption_that_no_line_above_has_is_no_caption_printed_again(tmp_path: Path) -> None:
    _, document = _extract(tmp_path, "二、重点任务（续）\n完善设施，方便群众。\n")
    assert any(block.text.startswith("二、重点任务（续）") for block in document.blocks if block.kind == "paragraph")


def test_scores_are_not_the_numbers_of_rows(tmp_path: Path) -> None:
    rows = [("改造书屋", "更换座椅，补充图书。", 10, "县文旅局"), ("评选标兵", "组织推荐，公示名单。", 8, "县妇联")]
    rows += [("修补步道", "清理积水，更换地砖。", 2, "县住建局"), ("开放操场", "周末全天开放。", 15, "县教育局")]
    cells = "".join(f"{number}\n" + "".join(f"{cell}\n" for cell in row) for number, row in enumerate(rows, 1))
    plan, _ = _extract(tmp_path, f"附件 考核表\n序号\n考核项目\n考核内容\n分值\n责任单位\n{cells}")
    tasks = [task for task in plan.tasks if task.evidence.rule == "table.row"]
    assert [(task.title, task.text, task.extras[0].value) for task in tasks] == [
        (title, text, str(score)) for title, text, score, _ in rows
    ]
    assert all(task.doubt is None for task in tasks)
    assert [duty.name for duty in plan.responsibilities] == [unit for *_, unit in rows]


def test_problems_beside_their_measures_are_texts() -> None:
    lines, (region,) = read(
        "序号　存在问题　整改措施　整改时限　责任单位\n1　部分步道存在长期积水无人清理的现象　清理积水，更换地砖。　2026年6月底前　县住建局\n"
        "2　操场周末不开放　制定开放办法，公布时间。　持续推进　县教育局\n3　书屋座椅破损、图书陈旧　更换座椅，补充图书。　2026年9月　县文旅局\n"
    )
    assert [row[1] for row in rows_of(lines, region)[1:]] == [
        "部分步道存在长期积水无人清理的现象",
        "操场周末不开放",
        "书屋座椅破损、图书陈旧",
    ]


def test_a_year_may_be_called_one_of_the_plan() -> None:
    column = word("2025年度目标")
    assert column is not None
    assert (column.kind, column.year) == ("value", 2025)


def test_figures_of_places_that_run_together_are_announced(tmp_path: Path) -> None:
    plan, _ = _extract(
        tmp_path,
        "附件 年度任务分解表\n县区\n新增书屋（个）\n修建步道（米）\n植树（棵）\n东山县\n112\n2045\n1970\n西河县\n264\n1544\n2726\n南岭区\n283\n948\n2817\n",
    )
    assert plan.coverage is not None
    announced = "".join(passage.text or passage.evidence.quote for passage in plan.coverage.passages)
    assert "南岭区" in announced
    assert "2045" in announced


CENTRED = """
序号  任务名称          工作措施                              牵头单位      完成时限
                        1.清理水渠，更换闸门，补齐护栏；修
1     修补水渠          缮泵房，加装电表。2.公布电话，每月    县水利局      持续推进
                        巡查一次；
                        整理台账，按季上报。
                        1.更换座椅，补充图书；开设儿童角；
2     改造书屋          延长开放时间。2.招募志愿者，举办读    县文旅局      2026年9月
                        书会。
                        1.铺设盲道；补种行道树，增设长椅；
3     修补步道          更换路灯。2.清理积水，设置标牌，方    县住建局      持续推进
                        便老人。
"""


def test_a_semicolon_ends_a_cell_less_surely_than_a_full_stop() -> None:
    lines, (region,) = read(CENTRED)
    assert [row[2][-5:] for row in rows_of(lines, region)[1:]] == ["按季上报。", "举办读书会。"[-5:], "方便老人。"]


def test_units_may_be_separated_by_slashes_and_end_in_others() -> None:
    lines, (region,) = read(
        "序号\n工作任务\n牵头单位\n配合单位\n1\n清理水渠，更换闸门。\n县水利局\n县财政局/县审计局/县住建局\n"
        "2\n更换座椅，补充图书。\n县文旅局\n县教育局等县直有关部门\n3\n铺设盲道，补种行道树。\n县住建局\n县林业局\n二、保障措施\n"
    )
    assert [row[3] for row in rows_of(lines, region)[1:]] == [
        "县财政局/县审计局/县住建局",
        "县教育局等县直有关部门",
        "县林业局",
    ]


def test_a_row_without_a_number_whose_work_is_a_unit_is_announced(tmp_path: Path) -> None:
    plan, _ = _extract(
        tmp_path,
        "附件 任务表\n序号 工作任务 牵头单位 配合单位\n"
        "1 清理水渠，更换闸门；疏浚河道，全年巡查20次。 县林业局、县机关事务管理局 县交通运输局 县委宣传部 县人社局 县应急管理局等县直有关部门\n"
        "2 更换座椅，补充图书；开放操场，周末免费。 县农业农村局 县委组织部、县数据局、县退役军人事务局、县供销社\n"
        "3 铺设盲道，补种行道树；清理积水，更换地砖。 县总工会 县城管局等\n",
    )
    assert plan.coverage is not None
    announced = "".join(passage.text or passage.evidence.quote for passage in plan.coverage.passages)
    assert all(name in announced for name in ("清理水渠", "县委宣传部", "县人社局", "县应急管理局"))
    assert "更换座椅" not in announced


LEVELS = """一级指标
二级指标
三级指标
单位
2027年目标值
责任单位
宜居
设施
再生水利用率
%
≥42
县水利局
步道长度
公里
77
县住建局、县城管局
服务
社区书屋座位
张
1480
县文旅局
富民
产业
加工产值
亿元
69
县发展改革委
旅游人次
万人次
68
县文旅局
人才
技能培训人次
万人次
4
县人社局
"""


def test_categories_on_two_levels_reach_over_the_names_below_them(tmp_path: Path) -> None:
    plan, _ = _extract(tmp_path, "表1 评价指标\n" + LEVELS)
    found = [(item.name, item.measure, [value.value for value in item.values]) for item in plan.indicators]
    assert found == [
        ("再生水利用率", "%", [42.0]),
        ("步道长度", "公里", [77.0]),
        ("社区书屋座位", "张", [1480.0]),
        ("加工产值", "亿元", [69.0]),
        ("旅游人次", "万人次", [68.0]),
        ("技能培训人次", "万人次", [4.0]),
    ]
    assert [duty.name for duty in plan.responsibilities if "步道" in duty.subject or duty.subject.endswith("/2")] == [
        "县住建局",
        "县城管局",
    ]


def test_a_name_that_may_have_lost_its_first_line_to_a_category_is_told() -> None:
    broken = LEVELS.replace("步道长度", "每万人拥有\n步道长度").replace("技能培训人次", "职业技能培训\n人次")
    lines, (region,) = read(broken)
    whole = {"再生水利用率", "每万人拥有步道长度", "社区书屋座位", "加工产值", "旅游人次", "职业技能培训人次"}
    cut = {at for at, row in enumerate(rows_of(lines, region)) if at and row[2] not in whole}
    assert cut
    assert cut <= set(region.close_rows)


def test_the_end_of_a_value_on_its_own_line_heads_no_rows(tmp_path: Path) -> None:
    plan, _ = _extract(
        tmp_path,
        "表1 主要指标\n序号 主要指标\n计量单位 2027年目标值\n1\n再生水利\n用率 %\n42.15\n左右\n2\n步道长度\n公里 77\n3\n社区书屋\n座位 张\n1480\n"
        "4\n旅游人次 万人次\n68以上\n5\n加工产值 亿元\n69.5\n",
    )
    found = [(item.category, [(value.value, value.bound) for value in item.values]) for item in plan.indicators]
    assert found == [
        (None, [(42.15, "about")]),
        (None, [(77.0, "exact")]),
        (None, [(1480.0, "exact")]),
        (None, [(68.0, "at_least")]),
        (None, [(69.5, "exact")]),
    ]


QUARTERS = [
    ["1", "改造老街骑楼", "完成设计", "招标", "开工", "修缮8栋", "县住建局", "县城管局"],
    ["2", "新建社区游泳馆", "办理手续", "开工", "完成主体", "投用", "县体育局", "县教育局、县财政局"],
    ["3", "修复北溪湿地", "清淤2公里", "补植", "架设栈道", "验收", "县林业局", "县水利局"],
]


def test_quarters_stand_below_the_word_for_their_dates(tmp_path: Path) -> None:
    upper = ["序号", "工作任务", "时间节点", "牵头部门", "配合部门"]
    quarters = ["一季度", "二季度", "三季度", "四季度"]
    lines = "\n".join([*upper, *quarters, *(cell for row in QUARTERS for cell in row)])
    rows = [[*upper[:3], "", "", "", *upper[3:]], ["", "", *quarters, "", ""], *QUARTERS]
    tabs = "\n".join("\t".join(row) for row in rows)
    for text in (lines, tabs):
        plan, _ = _extract(tmp_path, f"附件 年度任务表\n{text}\n")
        tasks = [task for task in plan.tasks if task.evidence.rule == "table.row"]
        assert [task.title for task in tasks] == [row[1] for row in QUARTERS]
        assert [[(extra.key, extra.value) for extra in task.extras] for task in tasks] == [
            list(zip(quarters, row[2:6], strict=True)) for row in QUARTERS
        ]
        assert all(task.deadline is None for task in tasks)
        duties = [(duty.name, duty.role) for duty in plan.responsibilities]
        assert duties[:2] == [("县住建局", "lead"), ("县城管局", "support")]
        assert len(duties) == 7


def test_a_measure_in_brackets_heads_no_rows(tmp_path: Path) -> None:
    plan, _ = _extract(
        tmp_path,
        "表1 主要指标\n序号  指标                      2025年        2030年\n一、\n约束\n性指\n标\n1     床位数（张）              266           281\n"
        "2     单位产值用水量下降        61.8以内      64.1左右\n      （%）\n3     城市绿地率（%）           —             87.5左右\n"
        "4     管网漏损率（%）           37.77         42.1以上\n",
    )
    assert plan.indicators
    assert all("%" not in (item.category or "") for item in plan.indicators)
