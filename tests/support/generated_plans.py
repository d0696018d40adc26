"""Plans of own wording, put together at random from the vocabulary of the genre: texts that no rule was tuned to."""

import random

UNITS = (
    "县民政局",
    "县财政局",
    "县教育局",
    "县交通运输局",
    "县农业农村局",
    "县水利局",
    "县文化和旅游局",
    "县商务局",
    "县林业局",
    "县妇联",
    "云谷镇",
    "县城投集团",
)
WORKS = (
    "改造村级养老服务站", "修缮山区公路", "完善灌溉渠系", "开展种植技术培训", "建立林长巡护制度", "优化校车线路", "扩建文化驿站",
    "整治集镇停车秩序", "推广节水灌溉", "培育乡村工匠", "健全防汛预案", "提升冷链仓储能力",
)  # fmt: skip
AIMS = ("提高服务水平", "方便群众出行", "带动农户增收", "形成长效机制", "补齐设施短板")
LEADS = ("牵头单位", "牵头部门", "责任单位", "主办单位", "负责单位", "推进单位", "实施单位")
HELPS = ("配合单位", "协办单位", "参与部门", "协同单位")
VERBS = ("牵头", "负责", "落实", "主办")
HELPERS = ("配合", "协助", "参与")
MEASURES = ("个", "家", "项", "公里", "万亩", "名", "座", "亿元", "套", "万人次", "处", "台")
NOUNS = ("示范站点", "文化驿站", "灌溉泵站", "种植大户", "新建渠道", "护林哨所", "冷链仓库", "农机设备")
DEADLINES = ("2027年6月底前", "2027年12月底前", "2028年底前", "2029年6月30日前")
MARKS = (("一、", "（一）", "1."), ("第一章 ", "第一节 ", "一、"), ("一、", "1.", "（1）"), ("（一）", "1．", "①"))
HAN = "一二三四五六七八九十"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


def generate_plan(seed: int) -> str:
    """Return the text of a plan: headings of two levels, items with clauses, numbers, deadlines, and a task table."""
    choose = random.Random(seed)
    top, middle, low = choose.choice(MARKS)
    lines = ["青岚县乡村建设行动计划（2026—2029年）", "", "为推进乡村建设，制定本行动计划。", ""]
    for part in range(1, 4):
        lines += [
            _mark(top, part) + choose.choice(("重点任务", "主要任务", "工作任务")) + "和安排"[: choose.choice((0, 3))],
            "",
        ]
        for group in range(1, 3):
            lines += [_mark(middle, group) + choose.choice(WORKS), ""]
            for item in range(1, 4):
                lines += [_mark(low, item) + _item(choose), ""]
    return "\n".join([*lines, *_table(choose)])


def _mark(style: str, number: int) -> str:
    for first, series in (("一", HAN), ("①", CIRCLED)):
        if first in style:
            return style.replace(first, series[number - 1])
    return style.replace("1", str(number))


def _item(choose: random.Random) -> str:
    work, (first, second, third) = choose.choice(WORKS), choose.sample(UNITS, 3)
    number = f"到{choose.randint(2027, 2029)}年，新增{choose.choice(NOUNS)}{choose.randint(2, 90)}{choose.choice(MEASURES)}。"
    text = f"{work}。{choose.choice(AIMS)}，{choose.choice(AIMS)}。{number if choose.random() < 0.7 else ''}"
    deadline = choose.choice(DEADLINES)
    return text + choose.choice(
        (
            f"（{choose.choice(LEADS)}：{first}；{choose.choice(HELPS)}：{second}、{third}；完成时限：{deadline}）",
            f"（{choose.choice(LEADS)}：{first}、{second}）",
            f"（{first}{choose.choice(VERBS)}，{second}、{third}{choose.choice(HELPERS)}）",
            f"（{first}会同{second}负责，完成时间：{deadline}）",
            f"（{first}、{second}按职责分工负责）",
        )
    )


def _table(choose: random.Random) -> list[str]:
    header = [
        "序号",
        choose.choice(("重点任务", "工作任务", "任务名称")),
        choose.choice(LEADS),
        choose.choice(HELPS),
        "完成时限",
    ]
    rows = [["附件"], ["青岚县乡村建设任务分工表"], header]
    for number in range(1, 6):
        first, second = choose.sample(UNITS, 2)
        rows.append([str(number), choose.choice(WORKS), first, second, choose.choice(DEADLINES)])
    kinds = (
        "序号",
        "指标名称",
        "单位",
        choose.choice(("2025年现状", "2025年实际值")),
        choose.choice(("2029年目标", "2029年目标值")),
    )
    rows += [[""], ["青岚县乡村建设主要指标"], list(kinds)]
    for number, noun in enumerate(choose.sample(NOUNS, 4), 1):
        rows.append(
            [str(number), noun, choose.choice(MEASURES), str(choose.randint(5, 40)), str(choose.randint(41, 99))]
        )
    return ["\t".join(row) for row in rows]
