"""Header words of tables: every example of the lexicon, and headers of one and two rows."""

from collections.abc import Iterator

import pytest

from extractors import lexicon
from extractors.language import column_words as columns
from extractors.readers.table_decoder.word_starts import may_begin
from extractors.tables.columns import header_kinds
from schemas import Block, Cell, Table


def _examples(key: str) -> Iterator[tuple[str, str, str | None, str | None]]:
    for entry in lexicon.entries("columns"):
        for text in entry.get(key, ()):
            yield text, entry["kind"], entry.get("role"), entry.get("value_kind")
    for entry in lexicon.entries("roles"):
        for text in entry.get({"examples": "headers"}.get(key, key), ()):
            yield text, "role", entry["role"], None


@pytest.mark.parametrize(("text", "kind", "role", "value_kind"), list(_examples("examples")))
def test_example(text: str, kind: str, role: str | None, value_kind: str | None) -> None:
    column = columns.word(text)
    assert column is not None
    assert (column.kind, column.role, column.value_kind) == (kind, role, value_kind)


@pytest.mark.parametrize(("text", "kind", "role", "value_kind"), list(_examples("not")))
def test_counter_example(text: str, kind: str, role: str | None, value_kind: str | None) -> None:
    column = columns.word(text)
    assert column is None or (column.kind, column.role, column.value_kind) != (kind, role, value_kind)


@pytest.mark.parametrize(
    ("text", "year", "value_kind", "measure"),
    [
        ("2024年完成值", 2024, "actual", None),
        ("2025年计划值", 2025, "plan", None),
        ("2030 年目标", 2030, "target", None),
        ("2024 年基数", 2024, "baseline", None),
        ("基期（2022年）", 2022, "baseline", None),
        ("2026年", 2026, None, None),
        ("2026年（亿元）", 2026, None, "亿元"),
        ("到2027年目标值", 2027, "target", None),
        ("“十四五”末", 2025, None, None),
        ("目标值（个）", None, "target", "个"),
    ],
)
def test_value_header(text: str, year: int | None, value_kind: str | None, measure: str | None) -> None:
    column = columns.word(text)
    assert column is not None
    assert (column.kind, column.year, column.value_kind, column.measure) == ("value", year, value_kind, measure)


def test_tasks_of_a_year_are_a_plan() -> None:
    column = columns.word("2026年工作任务")
    assert column is not None
    assert column.kind == "plan"


@pytest.mark.parametrize("text", ["推进老旧小区改造", "市民政局", "2023年，全市新增学位", "的", ""])
def test_no_header_word(text: str) -> None:
    assert columns.word(text) is None


def test_measure_or_body() -> None:
    numbers = columns.read((("指标",), ("单位",), ("2026年",)))
    tasks = columns.read((("工作任务",), ("单位",), ("完成时限",)))
    assert numbers[1].kind == "measure"
    assert (tasks[1].kind, tasks[1].role) == ("role", "responsible")


def test_two_rows() -> None:
    text = "序号\t指标\t目标值\n2026年\t2028年\n1\t绿道\t10\t20"
    cells = (
        Cell(row=0, column=0, row_span=2, start=0, end=2),
        Cell(row=0, column=1, row_span=2, start=3, end=5),
        Cell(row=0, column=2, column_span=2, start=6, end=9),
        Cell(row=1, column=2, start=10, end=15),
        Cell(row=1, column=3, start=16, end=21),
    )
    table = Table(rows=3, columns=4, header_rows=2, cells=cells, how="markup")
    kinds = header_kinds(Block(id="b1", kind="table", text=text, table=table))
    assert [(column.kind, column.year, column.value_kind) for column in kinds] == [
        ("number", None, None),
        ("indicator", None, None),
        ("value", 2026, "target"),
        ("value", 2028, "target"),
    ]


@pytest.mark.parametrize(
    ("text", "year", "kind"),
    [
        ("“十四五”完成值", 2025, "actual"),
        ("“十五五”目标值", 2030, "target"),
        ("“十四五”现状", 2025, "actual"),
        ("“十五五”期末", 2030, None),
        ("目标值（2025年）", 2025, "target"),
    ],
)
def test_values_of_five_year_plans(text: str, year: int, kind: str | None) -> None:
    column = columns.word(text)
    assert column is not None
    assert (column.kind, column.year, column.value_kind) == ("value", year, kind)


def test_a_plan_alone_is_no_value() -> None:
    assert columns.word("十四五规划") is None


def test_type_after_the_name_is_the_attribute() -> None:
    before = columns.read((("类型",), ("指标",), ("2026年",)))
    after = columns.read((("指标",), ("2026年",), ("类型",)))
    assert before[0].kind == "category"
    assert after[2].kind == "attribute"


@pytest.mark.parametrize(("cell", "kind"), [("约束性", "attribute"), ("绿色发展", "category")])
def test_cells_say_what_type_means(cell: str, kind: str) -> None:
    text = f"指标\t类型\t2026年\n绿道\t{cell}\t10"
    starts = [0, 3, 6, 12, 15, 16 + len(cell)]
    ends = [2, 5, 11, 14, 15 + len(cell), len(text)]
    cells = tuple(
        Cell(row=place // 3, column=place % 3, start=start, end=end)
        for place, (start, end) in enumerate(zip(starts, ends, strict=True))
    )
    table = Table(rows=2, columns=3, header_rows=1, cells=cells, how="markup")
    kinds = header_kinds(Block(id="b1", kind="table", text=text, table=table))
    assert kinds[1].kind == kind


def test_state_beside_completed_figures_is_a_note() -> None:
    alone = columns.read((("指标",), ("2026年目标值",), ("完成情况",)))
    beside = columns.read((("指标",), ("2026年完成值",), ("完成情况",)))
    assert alone[2].kind == "value"
    assert beside[2].kind == "note"


@pytest.mark.parametrize(
    "entry", [e for e in lexicon.entries("roles") if e["kind"] == "before"], ids=lambda e: e["words"][0]
)
def test_words_before_a_role(entry: dict) -> None:
    for example in entry["examples"]:
        column = columns.word(example)
        assert column is not None
        assert column.kind == "role"


def test_bodies_are_units_beside_their_duties() -> None:
    for example in next(e for e in lexicon.entries("roles") if e["kind"] == "body")["examples"]:
        body, duty = columns.read(((example,), ("职责",)))
        assert (body.kind, duty.kind) == ("role", "content")


_WORDS = [text for text, *_ in _examples("examples")]
_DRESSED = ("{}", "2026年{}", "{}（万元）", "{}〔累计〕", "“十五五”{}", "{}（2030年）", "（一）{}")


@pytest.mark.parametrize("form", _DRESSED)
def test_every_word_may_begin_where_it_stands(form: str) -> None:
    known = [text for text in map(form.format, _WORDS) if columns.word(text)]
    assert known or form.startswith("（")
    for text in (*known, *columns.BODIES, "2030年", "“十四五”末"):
        for rest in ("", "推进设施更新改造", "，由市财政局负责", "（亿元）"):
            assert may_begin(text + rest), text


def test_most_prose_begins_no_word() -> None:
    text = "完善城乡供水网络，推进老旧管网更新改造，由水利部门牵头，每年安排专项资金予以支持。"
    assert sum(may_begin(text[at : at + 24]) for at in range(len(text))) < len(text) / 4


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("责任单位及责任人", "responsible"),
        ("牵头单位/负责人", "lead"),
        ("责任单位、完成时限", "responsible"),
        ("责任单位（列第一位的为牵头单位）", "responsible"),
        ("牵头单位（部门）", "lead"),
    ],
)
def test_a_column_of_units_with_something_else_in_its_cells(text: str, role: str) -> None:
    column = columns.word(text)
    assert column is not None
    assert (column.kind, column.role, column.label) == ("role", role, text)


@pytest.mark.parametrize(
    "text", ["牵头（配合）单位", "牵头单位（配合单位）", "牵头单位/配合单位", "责任单位及工作任务"]
)
def test_a_column_of_two_roles_says_of_no_unit_which_it_has(text: str) -> None:
    assert columns.word(text) is None
