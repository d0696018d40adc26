"""Two small plans of an invented district, built through the models: what the report, graph and table tests run on."""

from pathlib import Path

from pipeline.compare import compare
from pipeline.store.results import Result
from schemas import (
    Block,
    Cell,
    Commitment,
    Coverage,
    Deadline,
    Document,
    Element,
    Evidence,
    Finding,
    Heading,
    Indicator,
    IndicatorValue,
    Message,
    Notice,
    Period,
    Plan,
    PlanHeader,
    PlanItem,
    Reference,
    Responsibility,
    Signal,
    Source,
    Table,
    Task,
    Unit,
    Unread,
)

UNITS = (
    Unit(
        id="yunxi/keji", name="区科技局", aliases=("科技局",), kind="department", level="county", jurisdiction="云溪区"
    ),
    Unit(id="yunxi/gongxin", name="区工信局", kind="department", level="county", jurisdiction="云溪区"),
    Unit(id="yunxi/jinrong", name="区金融办", kind="department", level="county", jurisdiction="云溪区"),
    Unit(id="云溪大学", name="云溪大学", kind="university"),
    Unit(id="collective/towns", name="各镇人民政府", kind="collective", level="township"),
)
IDS = {name: unit.id for unit in UNITS for name in (unit.name, *unit.aliases)}

TEXTS = (
    "云溪区人民政府关于印发《云溪区科创走廊行动计划（2024—2026年）》的通知",
    "云政发〔2024〕3号",
    "2024年2月1日",
    "云溪区科创走廊行动计划（2024—2026年）",
    "根据《东州市科创走廊建设方案》（东政发〔2023〕8号），制定本计划。",
    "一、主要指标",
    "TABLE",
    "二、重点任务",
    "（一）培育创新主体",
    "1.建设中试基地。到2026年新增中试平台12个，引进企业3—5家。（牵头单位：区科技局；配合单位：区工信局、云溪大学）",
    "2.设立走廊基金。走廊基金总规模达到20亿元以上。（推进单位：区金融办、区科技局）",
    "（二）完善服务",
    "3.办好路演活动。每年举办路演不少于10场，2025年12月底前完成平台上线。（责任单位：各镇人民政府等相关单位）",
    "— 3 —",
    "三、保障措施",
    '（一）加强统筹。区科技局、云溪大学牵头建立季度会商制度，<及时>通报"进展"。',
    "附件 重点任务分解表",
    "ANNEX",
    "此段文字没有任何规则认得：=SUM(A1) 专班 7 组。",
)
TABLE = (
    ("序号", "指标名称", "2023年完成值", "2024年目标值", "2026年目标值", "牵头单位"),
    ("1", "高新技术企业（家）", "120", "150", "210", "区科技局"),
    ("2", "研发投入强度（%）", "3.1", "≥3.4", "≥4", "区工信局"),
    ("3", "中试服务能力", "-", "明显提升", "全市前列", "区科技局"),
)
ANNEX = (
    ("重点任务", "具体内容", "推进计划", "牵头单位", "配合单位"),
    ("建设中试基地", "编制中试目录", "1.2024年发布目录。2.2025年更新目录。", "区科技局", "云溪大学"),
    ("建设中试基地", "建成公共平台", "1.2026年建成平台。", "区工信局", "区科技局、各镇人民政府"),
)


def table_block(id: str, rows: tuple[tuple[str, ...], ...], caption: str) -> Block:
    """Lay rows out as a table block, tab between cells, line feed between rows."""
    text, cells = "", []
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            cells.append(Cell(row=r, column=c, start=len(text), end=len(text) + len(value)))
            text += value + ("\t" if c + 1 < len(row) else "\n" if r + 1 < len(rows) else "")
    table = Table(rows=len(rows), columns=len(rows[0]), header_rows=1, cells=tuple(cells), caption=caption, how="tabs")
    return Block(id=id, kind="table", text=text, table=table)


def document(file: str = "yunxi-2024.txt") -> Document:
    """Return the blocks, numbered b0 … in the order of TEXTS."""
    blocks = []
    for index, text in enumerate(TEXTS):
        id = f"b{index}"
        if text == "TABLE":
            blocks.append(table_block(id, TABLE, "表1 主要指标"))
        elif text == "ANNEX":
            blocks.append(table_block(id, ANNEX, "重点任务分解表"))
        else:
            kind = "furniture" if text.startswith("—") else "paragraph"
            blocks.append(Block(id=id, kind=kind, text=text, why="page-number" if kind == "furniture" else ""))
    return Document(source=Source(file=file, sha256="0" * 64), format="text", length=900, blocks=tuple(blocks))


class Writer:
    """Finds quotes in the document's blocks and writes facts of one plan."""

    def __init__(self, doc: Document, plan_id: str) -> None:
        self.doc, self.id = doc, plan_id

    def at(self, block: int, quote: str = "", nth: int = 0, rule: str = "fixture") -> Evidence:
        """Quote the nth occurrence in the block; the whole block where no quote is given."""
        text = self.doc.blocks[block].text
        start = 0
        for _ in range(nth + 1):
            start = text.index(quote, start) + 1
        return self.doc.blocks[block].evidence(start - 1, start - 1 + len(quote or text), rule)

    def task(self, key: str, block: int, marker: str | None, title: str, text: str, **more: object) -> Task:
        """Write a task whose evidence is its own text."""
        return Task(id=f"{self.id}/{key}", marker=marker, title=title, text=text, evidence=self.at(block, text), **more)

    def duty(
        self,
        subject: str,
        block: int,
        name: str,
        label: str,
        role: str,
        relation: str,
        position: int = 1,
        **more: object,
    ) -> Responsibility:
        """Write one responsibility; ``nth`` picks the occurrence of the name in the block."""
        nth = int(more.pop("nth", 0))  # type: ignore[call-overload]
        return Responsibility(
            subject=f"{self.id}/{subject}",
            unit=IDS[name],
            name=name,
            label=label,
            role=role,
            relation=relation,
            position=position,
            clause=f"{self.id}/{subject}#1",
            evidence=self.at(block, name, nth),
            **more,
        )


def _tasks(w: Writer) -> tuple[Task, ...]:
    item = lambda key, marker, text: PlanItem(  # noqa: E731 - three times the same shape
        id=f"{w.id}/{key}/item/{marker}", marker=marker, text=text, evidence=w.at(17, text)
    )
    main = f"{w.id}/heading/二（一）"
    return (
        w.task(
            "task/1", 9, "1", "建设中试基地", "建设中试基地。到2026年新增中试平台12个，引进企业3—5家。", heading=main
        ),
        w.task("task/2", 10, "2", "设立走廊基金", "设立走廊基金。走廊基金总规模达到20亿元以上。", heading=main),
        w.task(
            "task/3",
            12,
            "3",
            "办好路演活动",
            "办好路演活动。每年举办路演不少于10场，2025年12月底前完成平台上线。",
            heading=f"{w.id}/heading/二（二）",
            deadline=Deadline(text="2025年12月底前", on="2025-12-31", evidence=w.at(12, "2025年12月底前")),
        ),
        w.task(
            "safeguard/1",
            15,
            "（一）",
            "加强统筹",
            '加强统筹。区科技局、云溪大学牵头建立季度会商制度，<及时>通报"进展"。',
            kind="safeguard",
            heading=f"{w.id}/heading/三",
        ),
        w.task(
            "annex/1.1",
            17,
            "1",
            "编制中试目录",
            "编制中试目录",
            origin="annex",
            details=f"{w.id}/task/1",
            plan_items=(item("annex/1.1", "1", "2024年发布目录。"), item("annex/1.1", "2", "2025年更新目录。")),
        ),
        w.task(
            "annex/1.2",
            17,
            "2",
            "建成公共平台",
            "建成公共平台",
            origin="annex",
            details=f"{w.id}/task/1",
            plan_items=(item("annex/1.2", "1", "2026年建成平台。"),),
        ),
    )


def _duties(w: Writer) -> tuple[Responsibility, ...]:
    return (
        w.duty("indicator/1", 6, "区科技局", "牵头单位", "lead", "leads"),
        w.duty("indicator/2", 6, "区工信局", "牵头单位", "lead", "leads"),
        w.duty("indicator/3", 6, "区科技局", "牵头单位", "lead", "leads", nth=1),
        w.duty("task/1", 9, "区科技局", "牵头单位", "lead", "leads"),
        w.duty("task/1", 9, "区工信局", "配合单位", "support", "supports", 2),
        w.duty("task/1", 9, "云溪大学", "配合单位", "support", "supports", 3),
        w.duty("task/2", 10, "区金融办", "推进单位", "responsible", "assigned"),
        w.duty("task/2", 10, "区科技局", "推进单位", "responsible", "assigned", 2),
        w.duty(
            "task/3", 12, "各镇人民政府", "责任单位", "responsible", "assigned", open_ended=True, open_text="相关单位"
        ),
        w.duty("safeguard/1", 15, "区科技局", "牵头", "lead", "leads"),
        w.duty("safeguard/1", 15, "云溪大学", "牵头", "lead", "leads", 2),
        w.duty("annex/1.1", 17, "区科技局", "牵头单位", "lead", "leads"),
        w.duty("annex/1.1", 17, "云溪大学", "配合单位", "support", "supports", 2),
        w.duty("annex/1.2", 17, "区工信局", "牵头单位", "lead", "leads"),
        w.duty("annex/1.2", 17, "区科技局", "配合单位", "support", "supports", 2, nth=1),
        w.duty("annex/1.2", 17, "各镇人民政府", "配合单位", "support", "supports", 3),
    )


def _indicators(w: Writer) -> tuple[Indicator, ...]:
    made = []
    for row in TABLE[1:]:
        values = []
        for year, kind, raw in zip((2023, 2024, 2026), ("actual", "target", "target"), row[2:5], strict=True):
            if raw != "-":
                number = raw.lstrip("≥")
                value = float(number) if number.replace(".", "").isdigit() else None
                bound = "at_least" if raw.startswith("≥") else "exact"
                values.append(
                    IndicatorValue(year=year, kind=kind, value=value, bound=bound, raw=raw, evidence=w.at(6, raw))
                )
        name, _, measure = row[1].partition("（")
        made.append(
            Indicator(
                id=f"{w.id}/indicator/{row[0]}",
                marker=row[0],
                name=name,
                measure=measure.rstrip("）") or None,
                attribute="预期性" if row[0] == "1" else None,
                table="表1 主要指标",
                values=tuple(values),
                evidence=w.at(6, row[1]),
            )
        )
    return tuple(made)


def _headings(w: Writer) -> tuple[Heading, ...]:
    rows = (("一", 5, "一、", 1, "主要指标", None), ("二", 7, "二、", 1, "重点任务", None))
    rows += (("二（一）", 8, "（一）", 2, "培育创新主体", "二"), ("二（二）", 11, "（二）", 2, "完善服务", "二"))
    rows += (("三", 14, "三、", 1, "保障措施", None),)
    return tuple(
        Heading(
            id=f"{w.id}/heading/{key}",
            marker=marker,
            level=level,
            title=title,
            parent=f"{w.id}/heading/{parent}" if parent else None,
            evidence=w.at(block, title),
        )
        for key, block, marker, level, title, parent in rows
    )


def _commitments(w: Writer) -> tuple[Commitment, ...]:
    rows = (
        ("task/1", 9, "新增中试平台12个", "中试平台", 12.0, None, "个", "exact", "increase", 2026, None),
        ("task/1", 9, "引进企业3—5家", "企业", 3.0, 5.0, "家", "exact", "increase", None, None),
        ("task/2", 10, "总规模达到20亿元以上", "走廊基金总规模", 20.0, None, "亿元", "at_least", None, None, None),
        ("task/3", 12, "路演不少于10场", "路演", 10.0, None, "场", "at_least", None, None, "每年"),
    )
    return tuple(
        Commitment(
            id=f"{w.id}/commitment/{n}",
            subject=f"{w.id}/{subject}",
            what=what,
            value=value,
            upper=upper,
            measure=measure,
            bound=bound,
            change=change,
            year=year,
            period=period,
            evidence=w.at(block, quote),
        )
        for n, (subject, block, quote, what, value, upper, measure, bound, change, year, period) in enumerate(rows, 1)
    )


def plan(doc: Document, plan_id: str = "yunxi-2024") -> Plan:
    """Return the plan that the texts above hold."""
    w = Writer(doc, plan_id)
    title = "云溪区科创走廊行动计划（2024—2026年）"
    element = lambda block, quote, value: Element(value=value, evidence=w.at(block, quote))  # noqa: E731
    gap = Finding(
        code="annex-lead-differs",
        severity="warning",
        verdict="unexplained",
        subjects=(f"{plan_id}/task/1", f"{plan_id}/annex/1.2"),
        sides=(w.at(9, "区科技局"), w.at(17, "区工信局")),
        message=Message(zh="正文的牵头单位与分解表不同。", en="The body names another lead than the annex."),
    )
    note = Finding(
        code="text-value",
        severity="info",
        verdict="approximate",
        subjects=(f"{plan_id}/indicator/3",),
        sides=(w.at(6, "明显提升"),),
        message=Message(zh="目标值是文字，不是数。", en="The target is words, not a number."),
        acknowledged="原文如此。",
    )
    return Plan(
        plan=PlanHeader(
            id=plan_id,
            title=title,
            genre="行动计划",
            number="云政发〔2024〕3号",
            issuers=("云溪区人民政府",),
            issued_on="2024-02-01",
            period=Period(start=2024, end=2026),
            place="云溪区",
            source=doc.source,
        ),
        notice=Notice(
            issuers=(element(0, "云溪区人民政府", "云溪区人民政府"),),
            number=element(1, "云政发〔2024〕3号", "云政发〔2024〕3号"),
            issued_on=element(2, "2024年2月1日", "2024-02-01"),
            plan_title=element(3, title, title),
        ),
        headings=_headings(w),
        tasks=_tasks(w),
        indicators=_indicators(w),
        responsibilities=_duties(w),
        units=UNITS,
        commitments=_commitments(w),
        references=(
            Reference(
                id=f"{plan_id}/reference/1",
                kind="basis",
                title="东州市科创走廊建设方案",
                number="东政发〔2023〕8号",
                evidence=w.at(4, "《东州市科创走廊建设方案》（东政发〔2023〕8号）"),
            ),
        ),
        findings=(gap, note),
        coverage=Coverage(
            facts=0.71,
            prose=0.24,
            furniture=0.02,
            unread=0.03,
            signals=(Signal(kind="unit name", total=20, used=19, ignored=0, unread=1),),
            passages=(Unread(kind="unit name", evidence=w.at(18, "专班 7 组")),),
        ),
    )


def write_outputs(folder: Path) -> Path:
    """Write plan.json and document.json of two plans below the folder, as a run leaves them."""
    first, second = "yunxi-2024", "yunxi-2027 二期"
    results = []
    for plan_id in (first, second):
        doc = document(f"{plan_id}.txt")
        made = plan(doc, plan_id)
        if plan_id == second:  # the later plan has lost its last indicator and says nothing of 路演
            made = made.model_copy(
                update={
                    "plan": made.plan.model_copy(
                        update={
                            "title": "云溪区科创走廊行动计划（2027—2029年）",
                            "period": Period(start=2027, end=2029),
                        }
                    ),
                    "indicators": made.indicators[:2],
                    "tasks": tuple(task for task in made.tasks if not task.id.endswith("task/3")),
                    "responsibilities": tuple(
                        entry
                        for entry in made.responsibilities
                        if not entry.subject.endswith(("task/3", "indicator/3"))
                    ),
                    "commitments": made.commitments[:3],
                }
            )
        target = folder / plan_id
        target.mkdir(parents=True)
        (target / "document.json").write_text(doc.model_dump_json(), encoding="utf-8")
        (target / "plan.json").write_text(made.model_dump_json(), encoding="utf-8")
        results.append(Result(made, doc))
    compared = folder / "comparisons" / first / f"{second}.json"
    compared.parent.mkdir(parents=True)
    compared.write_text(compare(*results, declared=True).model_dump_json(), encoding="utf-8")
    return folder
