"""An item whose text begins with a digit (2.5G基站) is one where its list has come to its number, and a decimal elsewhere."""

from pathlib import Path

import pytest

from extractors import extract_document
from extractors.language.marks.list_marks import counted_marks, marks_of
from extractors.readers import read_bytes
from extractors.readers.base.limits import Limits

NAMES = ("数字政府建设", "5G基站建设", "12345热线提升", "1小时交通圈", "AI应用", "3D打印基地", "智慧水务")
UNITS = ("县住建局", "县科经局", "县信访局", "县交通局", "县水务局", "县经信局", "县大数据局")
HEAD = ("清源县数字经济行动方案（2021—2025年）", "一、主要任务")
MARKS = {
    "1.": [f"{n}." for n in range(1, 8)],
    "1．": [f"{n}．" for n in range(1, 8)],
    "1、": [f"{n}、" for n in range(1, 8)],
    "01.": [f"0{n}." for n in range(1, 8)],
    "8.": [f"{n}." for n in range(8, 15)],
    "1）": [f"{n}）" for n in range(1, 8)],
    "（1）": [f"（{n}）" for n in range(1, 8)],
    "①": list("①②③④⑤⑥⑦"),
    "一是": [f"{n}是" for n in "一二三四五六七"],
}


def read(name: str, text: str) -> list[tuple[str, list[str]]]:
    """Return the tasks of a text with the names of their units."""
    ((plan, _),) = extract_document(read_bytes(Path(name), text.encode(), Limits()), "a")
    duties = plan.responsibilities
    return [(task.title, [duty.name for duty in duties if duty.subject == task.id]) for task in plan.tasks]


@pytest.mark.parametrize("kind", ["lines", "blank lines", "html", "md"])
@pytest.mark.parametrize("marks", MARKS.values(), ids=MARKS)
def test_each_item_has_its_own_unit(marks: list[str], kind: str) -> None:
    numbered = zip(marks, NAMES, UNITS, strict=True)
    items = [f"{mark}{name}。建成平台3个。（责任单位：{unit}）" for mark, name, unit in numbered]
    if kind == "html":
        found = read("a.html", "<meta charset=utf-8>" + "".join(f"<p>{text}</p>" for text in (*HEAD, *items)))
    else:
        parting = "\n" if kind == "lines" else "\n\n"
        found = read("a.md" if kind == "md" else "a.txt", parting.join((*HEAD, *items)) + "\n")
    assert found == [(name, [unit]) for name, unit in zip(NAMES, UNITS, strict=True)]


@pytest.mark.parametrize("marks", MARKS.values(), ids=MARKS)
def test_an_item_may_begin_with_years(marks: list[str]) -> None:
    texts = (
        "2024—2026年实施工程",
        "2025年底前建成平台",
        "2026年6月完成改造",
        "3月底前报送方案",
        "完善制度",
        "培育企业",
        "总结经验",
    )
    items = [f"{mark}{text}。（责任单位：{unit}）" for mark, text, unit in zip(marks, texts, UNITS, strict=True)]
    assert read("a.txt", "\n".join((*HEAD, *items)) + "\n") == [
        (text, [unit]) for text, unit in zip(texts, UNITS, strict=True)
    ]


def test_items_of_a_text_in_one_line() -> None:
    items = "".join(
        f"{n}.{name}。建成平台3个，培育企业5家，完善服务体系和管理制度。（责任单位：{unit}）"
        for n, (name, unit) in enumerate(zip(NAMES, UNITS, strict=True), 1)
    )
    found = read("a.txt", f"{HEAD[0]}一、主要任务（一）夯实基础{items}")
    assert [name for name, _ in found] == list(NAMES)


@pytest.mark.parametrize(
    "texts",
    [
        ["1.疏浚河道。", "2.5亿元以上的项目优先安排。", "2.整治水塘。"],  # the number comes again
        ["一、总体要求", "1.1建设平台", "1.2完善制度", "二、重点任务", "2.1清理河道", "2.2整治水塘"],
        ["1.疏浚河道。", "1.5倍于去年。", "2.整治水塘。"],
        ["到2025年，", "3.5万户居民受益。"],
        ["1.疏浚河道。", "2.5%的水面得到治理。"],
        ["1.5G基站建设。", "3.整治水塘。"],
    ],
)
def test_a_decimal_is_no_mark(texts: list[str]) -> None:
    assert counted_marks(texts) == {}


def test_the_first_number_counts_where_the_second_follows() -> None:
    marks = marks_of(["1.5G基站建设", "2.3岁以下婴幼儿照护", "3.完善制度", "一、其他", "1.10个示范项目", "2.建设平台"])
    assert [mark.ordinal if mark else None for mark in marks] == [1, 2, 3, 1, 1, 2]


def test_a_broken_line_goes_on_in_a_decimal() -> None:
    text = """清源县水利建设行动方案

一、主要任务
1.疏浚河道。三年内新建和改造各类水闸泵站等水利设施，每年完成投资不少于
2.5亿元建设资金，并引导社会资本参与水利设施的建设和管理运营工作。（责任单位：县水务局）
2.整治水塘。按照一塘一策的要求推进全县各类水塘的清淤、护岸、绿化和水质的
提升，让水塘重新成为村民身边的风景。（责任单位：县农业农村局）
"""
    assert [name for name, _ in read("a.txt", text)] == ["疏浚河道", "整治水塘"]


def test_an_age_behind_a_mark_below_a_title_alone() -> None:
    text = (
        "清源县儿童规划（2026—2030年）\n\n（一）健康\n主要目标\n1.5岁以下儿童贫血率控制在8%以下。\n"
        "2.3岁以下婴幼儿入托率达到40%。\n3.0—6岁儿童视力检查率达到95%。\n4.死亡率下降15%。\n"
    )
    ((plan, _),) = extract_document(read_bytes(Path("a.txt"), text.encode(), Limits()), "a")
    assert [task.marker for task in plan.tasks] == ["1", "2", "3", "4"]
    assert [(number.what, number.value) for number in plan.commitments] == [
        ("5岁以下儿童贫血率", 8),
        ("3岁以下婴幼儿入托率", 40),
        ("0—6岁儿童视力检查率", 95),
        ("死亡率", 15),
    ]
    assert plan.coverage is not None
    assert not plan.coverage.passages
