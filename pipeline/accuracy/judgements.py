"""The sample as a workbook for people to judge, and the workbook read back."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook

from pipeline.accuracy.draw import KINDS, Sample
from pipeline.accuracy.intervals import Proportion, wilson
from pipeline.errors import InputError
from pipeline.workbook.cells import save
from pipeline.workbook.filled import open_filled, titled_rows
from pipeline.workbook.sheet import Row, Sheet, SheetColumn
from pipeline.workbook.style import Renderer

FACTS, PASSAGES = "事实", "段落"
JUDGEMENT, DOUBT = "对或错", "存疑"
RIGHT, WRONG = ("对", "1", "right", "✓"), ("错", "0", "wrong", "✗")
"""What a person may write into the column of judgements."""


class Accuracy(NamedTuple):
    """Precision and recall of a kind of fact; ``doubtful`` is the precision of facts that carry a doubt."""

    kind: str
    precision: Proportion
    doubtful: Proportion
    recall: Proportion


def write_sample(sample: Sample, path: Path) -> Path:
    """Write the sample as a workbook; equal samples give equal bytes."""
    book = Workbook()
    book.remove(book.active)
    renderer = Renderer(book)
    renderer.add(_fact_sheet(sample))
    renderer.add(_passage_sheet(sample))
    return save(book, path)


def _fact_sheet(sample: Sample) -> Sheet:
    columns = (
        SheetColumn("编号", 26), SheetColumn("种类", 10, "sign"), SheetColumn("事实", 48), SheetColumn("原文", 60),
        SheetColumn(DOUBT, 7, "sign"), SheetColumn(JUDGEMENT, 9, "sign"), SheetColumn("备注", 24),
    )  # fmt: skip
    rows: tuple[Row, ...] = tuple(
        (fact.key, KINDS[fact.kind], fact.text, fact.quote, "是" if fact.doubtful else None, None, None)
        for fact in sample.facts
    )
    note = f"“{JUDGEMENT}”一栏填“对”或“错”：事实是否与原文相符。空着的不计。"
    return Sheet(FACTS, "随机抽取的事实", note, columns, rows, fixed=1)


def _passage_sheet(sample: Sample) -> Sheet:
    columns: tuple[SheetColumn, ...] = (SheetColumn("编号", 26), SheetColumn("原文", 70), SheetColumn("已读出", 48))
    columns += tuple(SheetColumn(f"读出{name}", 9, "number") for name in KINDS.values())
    columns += tuple(SheetColumn(f"漏{name}", 9, "number") for name in KINDS.values())
    rows: tuple[Row, ...] = tuple(
        (passage.key, passage.text, "\n".join(passage.facts) or None, *passage.found.values(), *(None for _ in KINDS))
        for passage in sample.passages
    )
    note = "各“漏”栏填这一段没有读出的条数，没有漏的填 0。整行空着的不计。"
    return Sheet(PASSAGES, "随机抽取的段落", note, columns, rows, fixed=1)


def read_accuracy(path: Path, level: float = 0.95) -> tuple[Accuracy, ...]:
    """Return precision and recall of each kind; InputError if the workbook is no judged sample."""
    book = open_filled(path, (FACTS, PASSAGES), "sample of gangmu", "run: gangmu sample")
    judged, doubtful = _precision(path, titled_rows(book[FACTS]))
    found, missing = _recall(path, titled_rows(book[PASSAGES]))
    return tuple(
        Accuracy(
            kind,
            wilson(judged[name, True], judged[name, True] + judged[name, False], level),
            wilson(doubtful[name, True], doubtful[name, True] + doubtful[name, False], level),
            wilson(found[name], found[name] + missing[name], level),
        )
        for kind, name in KINDS.items()
    )


def _precision(
    path: Path, rows: Iterable[dict[str, object]]
) -> tuple[Counter[tuple[str, bool]], Counter[tuple[str, bool]]]:
    judged: Counter[tuple[str, bool]] = Counter()
    doubtful: Counter[tuple[str, bool]] = Counter()
    for row in rows:
        said = str(row.get(JUDGEMENT) if row.get(JUDGEMENT) is not None else "").strip().lower()
        if not said:
            continue
        if said not in (*RIGHT, *WRONG):
            raise InputError(f"{path}: {row.get('编号')}", f"“{said}” is no judgement", "write 对 or 错")
        key = (str(row["种类"]), said in RIGHT)
        judged[key] += 1
        doubtful[key] += row.get(DOUBT) is not None
    return judged, doubtful


def _recall(path: Path, rows: Iterable[dict[str, object]]) -> tuple[Counter[str], Counter[str]]:
    found: Counter[str] = Counter()
    missing: Counter[str] = Counter()
    for row in rows:
        counts = {name: row.get(f"漏{name}") for name in KINDS.values()}
        if all(count is None for count in counts.values()):
            continue
        for name, count in counts.items():
            if count is not None and not (isinstance(count, int | float) and count >= 0 and count == int(count)):
                raise InputError(f"{path}: {row.get('编号')}", f"“{count}” is no number of facts", "write 0, 1, 2 …")
            found[name] += int(str(row.get(f"读出{name}") or 0))
            missing[name] += int(count or 0)
    return found, missing
