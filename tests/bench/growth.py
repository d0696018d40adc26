"""Measure how extraction grows with the size of a document, for shapes that once took the square of it.

    python -m tests.bench.growth [--small 10000] [--large 100000] [--only NAME]

Each shape is repeated up to two sizes in characters; the exponent is log(time ratio) / log(size ratio) of processor time, the
lesser of two runs each. Exit code 1 where one is over its limit.
"""

import argparse
import math
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from extractors import extract
from extractors.errors import UnreadableError

LIMIT = 1.2
ROUNDS = 2
TITLE = "某市2026年重点工作任务分工方案\n"
NUMBERED = "任务{i}：推进第{i}批老旧小区改造。（责任单位：市住房城乡建设局、市财政局）"


def _lines(line: str) -> Callable[[int], str]:
    """Return what repeats a line, numbered by ``{i}``, up to a number of characters."""

    def made(size: int) -> str:
        count = max(2, size // len(line))
        return TITLE + "\n".join(line.replace("{i}", str(i)) for i in range(1, count + 1))

    return made


def _run(piece: str, before: str = "", after: str = "") -> Callable[[int], str]:
    """Return what repeats a piece without a break."""
    return lambda size: TITLE + before + piece * (size // len(piece)) + after


def _nested(opening: str, closing: str) -> Callable[[int], str]:
    return lambda size: TITLE + opening * (size // 2) + "推进改造" + closing * (size // 2)


def _html(row: str, head: str = "") -> Callable[[int], str]:
    return lambda size: (
        f"<html><body><table>{head}{''.join(row.replace('{i}', str(i)) for i in range(size // len(row)))}</table>"
    )


TASK_ROW = "<tr><td>{i}</td><td>推进第{i}批改造</td><td>市财政局</td></tr>"
TASK_HEAD = "<tr><th>序号</th><th>工作任务</th><th>责任单位</th></tr>"
SHAPES: Mapping[str, tuple[str, Callable[[int], str]]] = {
    **{
        name: ("txt", _lines(line))
        for name, line in {
            "numbered lines": "{i}. 推进第{i}批老旧小区改造。",
            "numbered lines, no stop": "{i}、推进老旧小区改造",
            "bracketed numbers": "（{i}）推进老旧小区改造。",
            "circled numbers": "①推进老旧小区改造；②完善配套设施。",
            "tasks with units": NUMBERED,
            "tasks with units below": "推进第{i}批改造。\n牵头单位：市财政局\n配合单位：市教育局、市水利局",
            "units with verbs": "{i}. 由市财政局牵头，市教育局、市水利局配合，推进第{i}批改造。",
            "commitments": "到2026年，新建充电桩{i}个，完成投资{i}亿元。",
            "shares": "确保办结率达到9{i}%以上，参保率达到95%。",
            "deadlines": "{i}. 2026年6月底前完成第{i}批改造。",
            "short lines": "市财政局",
            "empty brackets": "（）",
            "bullets": "· 推进第{i}批改造",
            "dashes": "— 推进第{i}批改造",
            "tabbed table": "{i}\t推进第{i}批改造\t市财政局",
            "spaced table": "{i}    推进第{i}批改造    市财政局",
            "indicator lines": "充电桩数量\n个\n{i}\n{i}\n预期性",
            "headed tables": "序号\n工作任务\n责任单位\n1\n推进改造\n市财政局\n2\n完善设施\n市教育局\n",
            "page numbers": "推进第{i}批改造。\n— {i} —\n",
            "annexes": "附件{i}：\n任务清单\n1. 推进改造。",
            "chapters": "第{i}章 总则\n推进改造。",
            "quoted titles": "落实《某市第{i}号实施方案》要求。",
            "laws": "根据《某法》第{i}条第2款。",
            "questions": "如何推进第{i}批改造？答：由市财政局负责。",
            "document numbers": "某政办发〔2026〕{i}号",
            "notes": "注{i}：数据来源市统计局。",
            "two commas a line": "市财政局，市教育局，",
        }.items()
    },
    **{
        f"run of {name}": ("txt", _run(piece, before, after))
        for name, piece, before, after in (
            ("亿", "亿", "投资1", "元"),
            ("digits", "1", "投资", "元"),
            ("commas in a number", ",123", "投资1", "元"),
            ("full-width commas", "，123", "投资1", "元"),
            ("points in a number", "1.", "", "推进改造"),
            ("years", "2026年", "", "完成改造"),
            ("years with dashes", "2026—", "", "年完成改造"),
            ("months", "6月底前", "", "完成改造"),
            ("enumeration commas", "市财政局、", "由", "负责。"),
            ("units unseparated", "市财政局", "由", "负责。"),
            ("levels", "市", "由", "负责。"),
            ("各", "各", "由", "负责。"),
            ("commas", "，", "推进", "改造"),
            ("stops", "。", "推进", "改造"),
            ("colons", "：", "责任单位", "市财政局"),
            ("blanks", " ", "推进", "改造"),
            ("wide blanks", "\u3000", "推进", "改造"),
            ("tabs", "\t", "推进", "改造"),
            ("line ends", "\n", "推进", "改造"),
            ("quotes", "“", "推进", "改造"),
            ("book marks", "《", "推进", "改造"),
            ("dots", "……", "推进", "改造"),
            ("dashes", "—", "推进", "改造"),
            ("chinese numerals", "一", "推进第", "批改造"),
            ("letters", "a", "推进", "改造"),
            ("verbs", "推进", "", "改造"),
            ("的", "改造的", "推进", "工作"),
            ("percent signs", "5%", "达到", "以上"),
            ("one sentence", "推进改造，完善设施，", "", "由市财政局负责。"),
        )
    },
    **{f"nested {pair}": ("txt", _nested(pair[0], pair[1])) for pair in ("（）", "()", "《》", "“”", "〔〕", "[]")},
    **{
        f"Markdown {name}": ("md", made)
        for name, made in (
            ("bullets", _lines("- 推进第{i}批改造")),
            ("numbered", _lines("{i}. 推进第{i}批改造")),
            ("headings", _lines("## 推进第{i}批改造")),
            ("table", _lines("| {i} | 推进第{i}批改造 | 市财政局 |")),
            ("hashes", _run("#")),
            ("open brackets", _run("[")),
            ("rules", _run(" :-- ")),
            ("pipes", _run("|")),
            ("stars", _run("*")),
            ("underscores", _run("_a")),
            ("quotes", _run("> ")),
            ("ticks", _run("`")),
            ("links", _run("[a](b)")),
        )
    },
    **{
        f"HTML {name}": ("html", made)
        for name, made in (
            ("rows", _html(TASK_ROW)),
            ("rows with a header", _html(TASK_ROW, TASK_HEAD)),
            ("paragraphs", _html("<tr><td><p>推进第{i}批改造。</p></td></tr>")),
            ("nested divs", lambda size: "<html><body>" + "<div>" * (size // 10) + "推进改造"),
            ("list items", lambda size: "<html><body><ol>" + "<li>推进改造</li>" * (size // 13) + "</ol>"),
            ("line breaks", lambda size: "<html><body><p>" + "推进改造<br>" * (size // 8) + "</p>"),
        )
    },
}


def seconds(path: Path) -> float:
    """Return the processor time that extraction takes, the lesser of two runs."""
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        with suppress(UnreadableError):  # a refusal has to be quick too
            extract(path)
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> int:
    """Measure, print the exponents, and return 1 if one is over the limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=int, default=10_000, help="characters of the smaller document")
    parser.add_argument("--large", type=int, default=100_000, help="characters of the larger one")
    parser.add_argument("--only", default="", metavar="NAME", help="only shapes whose name contains NAME")
    given = parser.parse_args()
    console = Console(highlight=False, markup=False, soft_wrap=True)
    over = 0
    with TemporaryDirectory() as folder:
        for name, (suffix, made) in SHAPES.items():
            if given.only not in name:
                continue
            times = []
            for size in (given.small, given.large):
                path = Path(folder) / f"shape.{suffix}"
                path.write_text(made(size), encoding="utf-8")
                times.append(seconds(path))
            exponent = math.log(times[1] / times[0]) / math.log(given.large / given.small)
            over += exponent > LIMIT
            mark = "  OVER" if exponent > LIMIT else ""
            console.print(f"{name:<32} {times[0]:7.3f} s {times[1]:8.3f} s  exponent {exponent:5.2f}{mark}")
    console.print(f"{len(SHAPES)} shapes, {over} over {LIMIT}")
    return int(over > 0)


if __name__ == "__main__":
    sys.exit(main())
