"""No number is cut, and no name: two laws over all readers and extractors, on texts that hypothesis puts together.

A number that a fact quotes is bounded in the source by what belongs to no number, unless the fact carries doubt. A
unit's name is quoted whole, never the inside of a longer name.
"""

import io
import re
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import extract_document
from extractors.readers import read_document
from schemas import Block, Document, Evidence, Plan

pytestmark = pytest.mark.slow

NUMBER_SIGNS = frozenset("0123456789０１２３４５６７８９.．")
BOUNDS = frozenset("≥≤＞＜")
"""A bound opens a number: what stands before it belongs to another one."""
RUN = re.compile(r"\d[\d,]*(?:\.\d+)?")
NOUNS = ("绿道里程", "5G站点", "水质达标率", "每万人床位数", "PM2.5浓度", "养殖户数", "冷库容量", "A级景区")
MEASURES = ("公里", "个", "%", "张", "户", "万吨", "家", "")
BODIES = ("财政", "水利", "民政", "商务", "林业", "文化和旅游", "农业农村", "市场监督管理", "住房和城乡建设")
ENDS = ("局", "局执法大队", "事业发展中心", "局信息中心", "服务中心")
HEAD = "云岭县绿色发展行动方案（2026—2030年）"

numbers = st.one_of(
    st.integers(0, 99999).map(str),
    st.decimals(0, 999, places=1, allow_nan=False).map(str),
    st.integers(1, 99).map(lambda n: f"≥{n}"),
    st.integers(1000, 99999).map(lambda n: f"{n:,}"),
    st.sampled_from(("—", "100%", "≥95%", "12.50%", "50左右")),
)
names = st.builds(
    lambda level, body, end: f"{level}{body}{end}",
    st.sampled_from("县市"),
    st.sampled_from(BODIES),
    st.sampled_from(ENDS),
)
rows = st.lists(
    st.tuples(st.sampled_from(NOUNS), st.sampled_from(MEASURES), numbers, numbers, st.sampled_from(("约束性", "预期性"))),
    min_size=2, max_size=6,
)  # fmt: skip


def grid(cells: list[tuple[str, ...]], marked: bool) -> list[list[str]]:
    head = ["序号", "指标名称", "单位", "2025年", "2030年", "属性"]
    body = [[str(number), *row] for number, row in enumerate(cells, 1)]
    return [line if marked else line[1:] for line in (head, *body)]


def tabs(table: list[list[str]], prose: str) -> bytes:
    return f"{HEAD}\n\n一、目标\n\n{prose}\n\n主要指标\n{_lines(table, chr(9))}\n\n二、保障\n\n加强统筹。\n".encode()


def flattened(table: list[list[str]], prose: str) -> bytes:
    cells = "\n\n".join(cell for row in table for cell in row if cell)
    return f"{HEAD}\n\n一、目标\n\n{prose}\n\n主要指标\n\n{cells}\n\n二、保障\n\n加强统筹。\n".encode()


def squeezed(table: list[list[str]], prose: str) -> bytes:
    return f"{HEAD}\n\n一、目标\n\n{prose}\n\n专栏1主要指标{_lines(table, '', '')}\n\n二、保障\n\n加强统筹。\n".encode()


def unbroken(table: list[list[str]], prose: str) -> bytes:
    return f"{HEAD}一、目标{prose}主要指标{_lines(table, '', '')}二、保障加强统筹。".encode()


def markdown(table: list[list[str]], prose: str) -> bytes:
    lines = [f"| {' | '.join(row)} |" for row in table]
    lines.insert(1, "|" + " --- |" * len(table[0]))
    return f"# {HEAD}\n\n## 一、目标\n\n{prose}\n\n{chr(10).join(lines)}\n".encode()


def web(table: list[list[str]], prose: str) -> bytes:
    lines = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in table)
    return f"<html><body><h1>{HEAD}</h1><p>一、目标</p><p>{prose}</p><table>{lines}</table></body></html>".encode()


def word(table: list[list[str]], prose: str) -> bytes:
    made, file = docx.Document(), io.BytesIO()
    for text in (HEAD, "一、目标", prose):
        made.add_paragraph(text)
    drawn = made.add_table(len(table), len(table[0]))
    for row, line in enumerate(table):
        for column, cell in enumerate(line):
            drawn.cell(row, column).text = cell
    made.save(file)
    return file.getvalue()


def sheet(table: list[list[str]], prose: str) -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    for line in ([HEAD], [prose], *table):
        book.active.append(line)
    book.save(file)
    return file.getvalue()


def _lines(table: list[list[str]], between: str, end: str = "\n") -> str:
    return end.join(between.join(row) for row in table)


WRITERS: dict[str, Callable[[list[list[str]], str], bytes]] = {
    "tabs.txt": tabs, "flattened.txt": flattened, "squeezed.txt": squeezed, "unbroken.txt": unbroken,
    "marks.md": markdown, "page.html": web, "word.docx": word, "sheet.xlsx": sheet,
}  # fmt: skip


def extract_bytes(tmp: Path, name: str, data: bytes) -> list[tuple[Plan, Document, str]]:
    path = tmp / name
    path.write_bytes(data)
    document = read_document(path)
    text = data.decode("utf-8") if document.encoding else ""
    return [(plan, own, text) for plan, own in extract_document(document, "p")]


def neighbours(at: Evidence, document: Document, text: str) -> tuple[str, str]:
    """Return the characters before and after a quote: in the file where it is text, else in its block."""
    if at.raw and text:
        start, end = at.raw[0][0], at.raw[-1][1]
    else:
        block: Block = document.block(at.block)
        text, start, end = block.text, at.start, at.end
    return text[start - 1 : start] if start else "", text[end : end + 1]


def cut_numbers(plan: Plan, document: Document, text: str) -> Iterator[str]:
    """Yield the number facts whose quote begins or ends inside a number, or whose value is no whole run of digits."""
    found = [(v.evidence, v.value, i.doubt) for i in plan.indicators for v in i.values if v.value is not None]
    found += [(c.evidence, c.value, c.doubt) for c in plan.commitments]
    for at, value, doubt in found:
        before, after = neighbours(at, document, text)
        cut = at.quote[:1] in NUMBER_SIGNS and before in NUMBER_SIGNS | BOUNDS and bool(before)
        cut = cut or (at.quote[-1:].isdigit() and after in NUMBER_SIGNS)
        runs = [float(run.replace(",", "")) for run in RUN.findall(at.quote)]
        if (cut and not doubt) or value not in runs:
            yield f"{before}[{at.quote}]{after} = {value}"


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=10)
@given(cells=rows, marked=st.booleans(), promised=st.lists(st.tuples(st.sampled_from(NOUNS), numbers), max_size=3))
def test_no_number_is_cut(
    name: str,
    cells: list[tuple[str, ...]],
    marked: bool,
    promised: list[tuple[str, str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    prose = "".join(f"到2030年，{noun}达到{number}个。" for noun, number in promised) or "持续推进。"
    data = WRITERS[name](grid(cells, marked), prose)
    for plan, document, text in extract_bytes(tmp_path_factory.mktemp("laws"), name, data):
        assert not list(cut_numbers(plan, document, text))


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=10)
@given(found=st.lists(names, min_size=3, max_size=6, unique=True), form=st.integers(0, 3))
def test_no_name_is_cut(name: str, found: list[str], form: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    first, second, *others = found
    listed = "、".join(others)
    clause = (
        f"（牵头单位：{first}；配合单位：{second}、{listed}）",
        f"（{first}牵头，{second}、{listed}配合）",
        f"（{first}会同{second}、{listed}负责）",
        f"（责任单位：{first}、{second}，{listed}）",
    )[form]
    table = [
        ["序号", "重点任务", "牵头单位", "配合单位"],
        ["1", "疏浚渠道", first, listed],
        ["2", "修补堤坝", second, first],
    ]
    data = WRITERS[name](table, f"1.疏浚渠道。清理淤泥。{clause}")
    for plan, _, _ in extract_bytes(tmp_path_factory.mktemp("laws"), name, data):
        cut = {duty.name for duty in plan.responsibilities if not duty.doubt} - set(found)
        assert not cut
