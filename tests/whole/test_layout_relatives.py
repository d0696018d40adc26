"""Small plans whose items are hard to separate: no line breaks, blanks of web pages, page marks, deadlines on lines below."""

from pathlib import Path

import pytest

from extractors import extract_document
from extractors.readers.dump.read import read_text

HEAD = "云川市河湖管护工作方案\n\n一、重点任务\n\n"


def items(text: str) -> list[tuple[str, str, list[str], str | None]]:
    """Return marker, first words, units and deadline of each task."""
    ((plan, _),) = extract_document(read_text(Path("plan.txt"), text.encode()), "plan")
    units: dict[str, list[str]] = {}
    for entry in plan.responsibilities:
        if not entry.inherited:
            units.setdefault(entry.subject, []).append(entry.name)
    return [
        (task.marker or "", task.title[:6], units.get(task.id, []), task.deadline and task.deadline.text)
        for task in plan.tasks
    ]


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("完成时限", "2026年6月底前"), ("完成时间", "2027年第三季度"), ("时间节点", "每年汛期前"), ("时间进度", "2026年3月至10月"),
        ("时限要求", "立行立改，长期坚持"), ("办结时限", "2026年9月30日"), ("实施期限", "2026—2028年"), ("推进时限", "持续推进"),
        ("进度安排", "3月启动，10月底前完成"), ("整改时限", "年内完成"), ("落实时限", "每季度末"), ("起止时间", "2026年1-6月"),
    ],
)  # fmt: skip
def test_a_deadline_on_a_line_below_the_units(label: str, value: str) -> None:
    text = (
        f"{HEAD}（一）疏浚河道。清理淤泥和障碍物，恢复行洪能力。\n牵头单位：市水务局\n责任单位：各县区人民政府\n{label}：{value}\n"
        "（二）巡查堤防。组建巡查队伍，每日上堤巡查。\n牵头单位：市应急局\n完成时限：2026年12月\n"
    )
    assert items(text) == [
        ("（一）", "疏浚河道", ["市水务局", "各县区人民政府"], value),
        ("（二）", "巡查堤防", ["市应急局"], "2026年12月"),
    ]


@pytest.mark.parametrize(
    "mark",
    [
        "# Page 12:",
        "Page 3",
        "--- Page 3 ---",
        "第3页 共9页",
        "第3页，共20页",
        "— 12 —",
        "- 7 -",
        "[第 4 页 / 共 16 页]",
        "—5—",
        "第 8 页",
        "\f",
    ],
)
def test_page_marks_are_no_text(mark: str) -> None:
    text = (
        f"{HEAD}1.疏浚河道。清理淤泥和障碍物，恢复行洪能力，建立长效\n\n{mark}\n\n管护机制。（牵头单位：市水务局，责任单位：市\n\n{mark}\n\n"
        "财政局、市应急局）\n2.巡查堤防。组建巡查队伍。（牵头单位：市应急局）\n"
    )
    found = items(text)
    assert [(marker, title) for marker, title, _, _ in found] == [("1", "疏浚河道"), ("2", "巡查堤防")]
    assert [units for _, _, units, _ in found] == [["市水务局", "市财政局", "市应急局"], ["市应急局"]]


@pytest.mark.parametrize("before", ["", " ", "\u00a0\u00a0", "\u3000", " \u00a0 ", "\u3000\u3000"])
@pytest.mark.parametrize("after", ["", "\u00a0", "\u3000"])
def test_items_of_one_line_are_separated(before: str, after: str) -> None:
    bodies = (
        (
            "（一）",
            "疏浚河道",
            "清理淤泥和障碍物，恢复行洪能力，完善长效管护机制，定期开展清淤疏浚和水质监测。",
            "市水务局",
        ),
        (
            "（二）",
            "巡查堤防",
            "组建巡查队伍，落实巡查责任，发现险情及时报告处置，确保堤防和穿堤建筑物安全。",
            "市应急局",
        ),
        (
            "（三）",
            "保护岸线",
            "划定岸线保护范围，清理违法占用，恢复岸线自然形态，加强执法检查和社会监督。",
            "市司法局",
        ),
        ("（四）", "宣传引导", "开展爱河护河宣传，组织志愿服务活动，畅通举报渠道，营造全社会参与的氛围。", "团市委"),
    )
    text = "云川市河湖管护“十五五”规划" + before + "一、重点任务" + before
    text += before.join(f"{mark}{after}{title}。{body}（{unit}负责）" for mark, title, body, unit in bodies)
    assert [(mark, title, units) for mark, title, units, _ in items(text)] == [
        (mark, title, [unit]) for mark, title, _, unit in bodies
    ]


@pytest.mark.parametrize(
    "date",
    [
        "2026年底前",
        "2026年6月底前",
        "2027年第三季度末前",
        "2026年9月30日前",
        "2028年1月底前",
        "2026年上半年",
        "2026年内",
        "2027年12月前",
        "2026年5月",
        "2030年前",
    ],
)
@pytest.mark.parametrize("stop", ["．", "."])
def test_an_item_may_begin_with_a_date(date: str, stop: str) -> None:
    text = (
        "云川市政务改革分工方案为推进政务改革，现制定如下分工方案。一、重点任务（一）降低制度成本，推动各项政策落地见效，为经营主体提供支撑。"
        f"1{stop}总结资金直达的经验做法，进一步完善直达机制，加强资金监管和绩效评价。（市财政局负责）"
        f"2{stop}简化优惠政策适用程序，精准推送优惠政策，督促各单位加强退付管理。（市税务局负责）"
        f"3{stop}{date}开展涉企收费专项治理，对公用事业等领域收费开展检查。（市市场监管局牵头，市发展改革委按职责分工负责）"
        f"4{stop}规范融资中的附加费用，整治强制搭售行为，公开收费目录清单。（市金融办负责）"
    )
    assert [(mark, units) for mark, _, units, _ in items(text)] == [
        ("1", ["市财政局"]),
        ("2", ["市税务局"]),
        ("3", ["市市场监管局", "市发展改革委"]),
        ("4", ["市金融办"]),
    ]
