"""By when the items of an outline are to be done: their clauses, their last words, the heading above them."""

from pathlib import Path

import pytest

from extractors import extract, extract_document
from extractors.language.deadlines import CLOSING, UNLABELLED, last_day
from extractors.readers.dump.read import read_text

HEAD = "云川市政务服务提升方案（2026年）\n\n一、重点任务\n\n"


def deadlines(items: str, tmp_path: Path) -> list[str | None]:
    path = tmp_path / "plan.txt"
    path.write_text(HEAD + items, encoding="utf-8")
    return [task.deadline and task.deadline.text for task in extract(path)[0][0].tasks]


@pytest.mark.parametrize(
    "text",
    [
        "2026年6月底前", "2026年四季度前", "2026年6月30日前完成", "2026年6月", "2026年第一季度", "2026年上半年", "2026年起每年12月底前完成",
        "每年12月底前", "年内完成", "12月底前全面完成", "2024—2026年", "2024年3月至2025年6月", "持续推进", "长期坚持", "立行立改，长期坚持",
        "2026年底前出台实施细则", "常态化开展", "第二季度末前", "下半年", "上半年完成组织申报", "每年4月", "每年春耕前完成设施检修", "每年暑期前", "每学期末", "每季度末",
        "6月底", "汛期前", "2026年主汛期前", "供暖季开始前", "国庆节前完成", "第一季度", "每月底", "9月底前出台",
        "2026年“五一”前上线", "2026年全年", "2026年年内取得实质性进展", "自发文之日起30个工作日内完成", "2026—2028年分年度实施", "立即实施",
    ],
)  # fmt: skip
def test_a_segment_that_is_a_deadline(text: str) -> None:
    assert UNLABELLED.fullmatch(text)


@pytest.mark.parametrize(
    "text",
    ["市财政局", "2026年6月底前市财政局完成", "6月", "持续推进并取得成效的单位", "年前", "冬季", "春节", "学期考试"],
)
def test_a_segment_that_is_none(text: str) -> None:
    assert not UNLABELLED.fullmatch(text)


@pytest.mark.parametrize(
    ("text", "deadline", "day"),
    [
        ("改造窗口，2026年6月底前完成。", "2026年6月底前完成", "2026-06-30"),
        ("改造窗口。力争2026年底前全面建成投用", "2026年底前全面建成投用", "2026-12-31"),
        ("改造窗口，年内完成。", "年内完成", None),
        ("改造窗口，2026年上半年完成。", "2026年上半年完成", "2026-06-30"),
        ("改造窗口，到2026年年底全部完成。", "2026年年底全部完成", "2026-12-31"),
        ("改造窗口，年底完成。", "年底完成", None),
        ("改造窗口，“十五五”末建成。", "“十五五”末建成", "2030-12-31"),
        ("制定细则，本方案印发后3个月内出台。", "本方案印发后3个月内出台", None),
    ],
)
def test_last_words_that_say_by_when(text: str, deadline: str, day: str | None) -> None:
    found = CLOSING.search(text)
    assert found is not None
    assert (found["deadline"], last_day(deadline)) == (deadline, day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026年3月至2027年6月", "2027-06-30"),
        ("2026—2028年", "2028-12-31"),
        ("2026年3月底前制定方案，12月底前全面完成", "2026-12-31"),
        ("2026年起每年12月底前", None),
        ("每年6月底前", None),
        ("2026年第一季度启动，第四季度完成", "2026-12-31"),
        ("2026年6月启动，年底前完成", "2026-12-31"),
        ("2026年汛期前", None),
        ("2026年下半年", "2026-12-31"),
        ("2026Q4", "2026-12-31"),
        ("2026年Q1", "2026-03-31"),
        ("“十四五”末", "2025-12-31"),
        ("十五五期间", "2030-12-31"),
        ("2026-2028", "2028-12-31"),
        ("2027", "2027-12-31"),
    ],
)
def test_the_last_of_several_days_counts(text: str, day: str | None) -> None:
    assert last_day(text) == day


def test_a_heading_passes_its_deadline_on(tmp_path: Path) -> None:
    items = """（一）优化环境（2026年9月底前完成）

1.整合窗口。设置综合窗口。（市数据局负责）

2.精简材料。清理重复材料，2026年6月底前全面完成。（市数据局负责）

3.公开结果。（市司法局牵头，持续推进）

（二）提升能力

1.培训人员。开展轮训。（市数据局负责）
"""
    assert deadlines(items, tmp_path) == ["2026年9月底前完成", "2026年6月底前全面完成", "持续推进", None]


def test_one_of_several_dates_is_no_deadline_of_the_whole(tmp_path: Path) -> None:
    item = "（一）公开结果。2026年3月底前制定办法，2026年8月底前完成公开。\n\n（二）建设大厅。建成新大厅，2026年10月31日前投用。\n"
    assert deadlines(item, tmp_path) == [None, "2026年10月31日前投用"]


@pytest.mark.parametrize(
    ("item", "deadline"),
    [
        ("2026年6月底前，推行住所申报承诺制。", "2026年6月底前"),
        ("2025年底前开展涉企收费专项治理，逐项公示。", "2025年底前"),
        ("力争2027年10月底前，建成县级养老中心。", "2027年10月底前"),
        ("完善平台。2024年9月底前，联通各县系统。", "2024年9月底前"),
        ("完善省级平台，2023年12月31日前归集证照。", "2023年12月31日前"),
        ("2028年第一季度末前，修订目录。", "2028年第一季度末前"),
        ("年内完成两轮巡查。", "年内完成两轮巡查"),
        ("2000年底前建成的老旧住宅，应改尽改。", None),
        ("2024年6月前登记的企业，免予年检。", None),
        ("2026年3月底前制定办法，2026年6月底前全面施行。", None),
        ("2026年起，推行新目录。", None),
    ],
)
def test_first_words_that_say_by_when(item: str, deadline: str | None, tmp_path: Path) -> None:
    assert deadlines(f"1.{item}（责任单位：市政务办）\n\n2.优化窗口。（责任单位：市政务办）", tmp_path) == [
        deadline,
        None,
    ]


def test_items_named_by_a_word_and_a_number(tmp_path: Path) -> None:
    text = (
        "任务一：普查林木。建立台账。\n\n责任单位：州林业局\n\n完成时间：每年4月底前\n\n"
        "任务二：清理枯树。就地粉碎。\n\n责任单位：州林业局\n\n完成时间：2026年3月底前\n"
    )
    assert deadlines(text, tmp_path) == ["每年4月底前", "2026年3月底前"]


def test_bulleted_items_may_be_short(tmp_path: Path) -> None:
    text = (
        "（一）健全网络\n\n●落实用地。（责任单位：市资规局；完成时限：持续推进）\n\n"
        "●培训护理员，组织技能比武。（责任单位：市人社局；完成时限：2025年9月）\n"
    )
    assert deadlines(text, tmp_path) == ["持续推进", "2025年9月"]


@pytest.mark.parametrize(
    ("deadline", "day"),
    [
        ("11月底前", "2026-11-30"), ("6月底前完成", "2026-06-30"), ("一季度", "2026-03-31"), ("第三季度末前", "2026-09-30"), ("上半年", "2026-06-30"),
        ("年底前", "2026-12-31"), ("年内完成", "2026-12-31"), ("9月15日前", "2026-09-15"), ("3月启动，10月底前完成", "2026-10-31"),
        ("一季度制定方案，年底前完成", "2026-12-31"), ("6月底前取得阶段性成效，11月底前完成", "2026-11-30"), ("三年内", None),
        ("2027年5月底前", "2027-05-31"), ("每年11月底前", None), ("每季度末", None), ("长期坚持", None), ("持续推进", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("title", ["云川市2026年河道管护工作要点", "云川市河道管护行动方案（2026—2028年）"])
def test_a_plan_of_one_year_gives_its_year(title: str, deadline: str, day: str | None) -> None:
    text = f"{title}\n\n一、重点任务\n\n1.清理河道。清除淤泥。（责任单位：市水利局；完成时限：{deadline}）\n"
    ((plan, _),) = extract_document(read_text(Path("plan.txt"), text.encode()), "plan")
    (task,) = plan.tasks
    assert task.deadline is not None
    assert task.deadline.text == deadline
    assert task.deadline.on == (day if title.endswith("要点") or deadline.startswith("2027") else None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025.12", "2025-12-31"),
        ("2025.12.31", "2025-12-31"),
        ("2025-06-30", "2025-06-30"),
        ("2025/6/30前", "2025-06-30"),
        ("2025.6前", "2025-05-31"),
        ("2025-09", "2025-09-30"),
        ("202509", "2025-09-30"),
        ("20250915", "2025-09-15"),
        ("2025.06-2025.12", "2025-12-31"),
        ("二〇二五年底", "2025-12-31"),
        ("二○二五年六月底前", "2025-06-30"),
        ("2025-2026年", "2026-12-31"),
        ("2025.13", None),
        ("2025.12.45", None),
        ("20259", None),
    ],
)
def test_dates_in_figures_and_in_words_have_a_day(text: str, day: str | None) -> None:
    assert last_day(text) == day


@pytest.mark.parametrize("date", ["2026.12", "2026.12.31", "2026-12-31", "2026/12/31前"])
def test_a_deadline_in_figures_is_read_from_a_table_and_from_a_bracket(date: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"清源县任务分工表\n序号,任务,牵头单位,完成时限\n1,修复湿地,县林业局,{date}\n", encoding="utf-8")
    (task,) = extract(path)[0][0].tasks
    assert task.deadline is not None and (task.deadline.text, task.deadline.on) == (date, "2026-12-31")
    assert deadlines(f"1.修复湿地。（完成时限：{date}）\n2.整治水塘。（责任单位：县水务局）", tmp_path) == [date, None]


def test_a_span_of_the_year_with_what_is_done_by_then(tmp_path: Path) -> None:
    items = """1.2026年一季度完成窗口普查，更新台账。（市数据局）

2.整合窗口。力争2026年三季度建成投用新厅。（市数据局）

3.宣传政策。2026年上半年开展宣传。（市数据局）

4.修缮旧厅，2024年底建成。（市数据局）

5.公开结果。（市数据局，长期坚持）
"""
    assert deadlines(items, tmp_path) == ["2026年一季度", "2026年三季度建成投用新厅", None, None, "长期坚持"]


def test_dates_of_completion_that_no_deadline_quotes_are_told(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    items = "1.整合窗口。2026年上半年完成设计，印发后30日内报送名单，2026年底建成新厅。（市数据局）"
    path.write_text(HEAD + items, encoding="utf-8")
    plan = extract(path)[0][0]
    told = [passage.evidence.quote for passage in plan.coverage.passages if passage.kind == "date"]
    assert told == ["2026年上半年", "印发后30日内", "2026年底"]


def test_a_deadline_that_opens_the_text_below_a_title(tmp_path: Path) -> None:
    items = "（一）整合窗口\n\n6月底前设置综合窗口，公布清单。（市数据局）\n\n（二）精简材料\n\n清理重复材料。（市数据局）\n"
    assert deadlines(items, tmp_path) == ["6月底前", None]


@pytest.mark.parametrize(
    ("key", "deadline", "day"),
    [
        ("完成时限", "2026年10月底前（第一批6月底前）", "2026-10-31"),
        ("推进节点", "一季度完成土地平整，二季度开工，四季度主体封顶", "2026-12-31"),
        ("工期", "2026年4月至9月", "2026-09-30"),
        ("完成时限", "2026年“五一”前", None),
        ("化解时限", "2026年9月30日", "2026-09-30"),
    ],
)
def test_keys_and_brackets_of_deadlines(tmp_path: Path, key: str, deadline: str, day: str | None) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(
        f"{HEAD}1.改造窗口。统一标识。责任单位：市审批局；{key}：{deadline}。\n2.加强宣传。\n", encoding="utf-8"
    )
    first = extract(path)[0][0].tasks[0].deadline
    assert first is not None
    assert (first.text, first.on) == (deadline, day)


def test_the_dates_of_all_steps_behind_one_key(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text(
        "砚湖县2026年护林方案\n\n一、修缮林道\n\n时间安排：1月—3月编制方案；4月—8月施工；9月1日前投用。\n\n牵头单位：县林业局；责任单位：县财政局\n\n"
        "二、培训护林员\n\n牵头单位：县林业局\n",
        encoding="utf-8",
    )
    ((plan, _),) = extract(path)
    assert plan.tasks[0].deadline.text == "1月—3月编制方案；4月—8月施工；9月1日前投用"
    assert plan.tasks[0].deadline.on == "2026-09-01"
