"""The sample as a workbook for people to judge, and the workbook read back."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pipeline.accuracy.draw import KINDS, Sample
from pipeline.accuracy.figures import FactJudgement, PassageJudgement, SampleJudgements
from pipeline.errors import InputError
from pipeline.workbook.filled import open_filled, titled_rows
from pipeline.workbook.sheet import Row, Sheet, SheetColumn
from pipeline.workbook.style import write_sheets

FACTS, PASSAGES = "事实", "段落"
JUDGEMENT, DOUBT, GENRE = "对或错", "存疑", "文种"
RIGHT, WRONG = ("对", "1", "right", "✓"), ("错", "0", "wrong", "✗")
"""What a person may write into the column of judgements."""


def write_sample(sample: Sample, path: Path) -> Path:
    """Write the sample as a workbook; equal samples give equal bytes."""
    return write_sheets((_fact_sheet(sample), _passage_sheet(sample)), path)


def _fact_sheet(sample: Sample) -> Sheet:
    columns = (
        SheetColumn("编号", 26), SheetColumn("种类", 10, "sign"), SheetColumn(GENRE, 10, "sign"), SheetColumn("事实", 48), SheetColumn("原文", 60),
        SheetColumn(DOUBT, 7, "sign"), SheetColumn(JUDGEMENT, 9, "sign"), SheetColumn("备注", 24),
    )  # fmt: skip
    rows: tuple[Row, ...] = tuple(
        (fact.key, KINDS[fact.kind], fact.genre, fact.text, fact.quote, "是" if fact.doubtful else None, None, None)
        for fact in sample.facts
    )
    note = f"“{JUDGEMENT}”一栏填“对”或“错”：事实是否与原文相符。空着的不计。"
    return Sheet(FACTS, "随机抽取的事实", note, columns, rows, fixed=1)


def _passage_sheet(sample: Sample) -> Sheet:
    columns: tuple[SheetColumn, ...] = (
        SheetColumn("编号", 26),
        SheetColumn(GENRE, 10, "sign"),
        SheetColumn("原文", 70),
        SheetColumn("已读出", 48),
    )
    columns += tuple(SheetColumn(f"读出{name}", 9, "number") for name in KINDS.values())
    columns += tuple(SheetColumn(f"漏{name}", 9, "number") for name in KINDS.values())
    rows: tuple[Row, ...] = tuple(
        (
            passage.key,
            passage.genre,
            passage.text,
            "\n".join(passage.facts) or None,
            *passage.found.values(),
            *(None for _ in KINDS),
        )
        for passage in sample.passages
    )
    note = "各“漏”栏填这一段没有读出的条数，没有漏的填 0。整行空着的不计。"
    return Sheet(PASSAGES, "随机抽取的段落", note, columns, rows, fixed=1)


def read_judgements(path: Path) -> SampleJudgements:
    """Return what was judged in a workbook; InputError if it is no judged sample."""
    book = open_filled(path, (FACTS, PASSAGES), "sample of gangmu", "run: gangmu sample")
    facts = tuple(_fact_judgements(path, titled_rows(book[FACTS])))
    return SampleJudgements(facts, tuple(_passage_judgements(path, titled_rows(book[PASSAGES]))))


def _fact_judgements(path: Path, rows: Iterable[Mapping[str, object]]) -> Iterator[FactJudgement]:
    kinds = {name: kind for kind, name in KINDS.items()}
    for row in rows:
        said = str(row.get(JUDGEMENT) if row.get(JUDGEMENT) is not None else "").strip().lower()
        if not said:
            continue
        if said not in (*RIGHT, *WRONG):
            raise InputError(f"{path}: {row.get('编号')}", f"“{said}” is no judgement", "write 对 or 错")
        kind = kinds.get(str(row["种类"]), "")
        yield FactJudgement(_plan(row), kind, str(row.get(GENRE) or ""), row.get(DOUBT) is not None, said in RIGHT)


def _passage_judgements(path: Path, rows: Iterable[Mapping[str, object]]) -> Iterator[PassageJudgement]:
    for row in rows:
        counts = {kind: row.get(f"漏{name}") for kind, name in KINDS.items()}
        if all(count is None for count in counts.values()):
            continue
        for count in counts.values():
            if count is not None and not (isinstance(count, int | float) and count >= 0 and count == int(count)):
                raise InputError(f"{path}: {row.get('编号')}", f"“{count}” is no number of facts", "write 0, 1, 2 …")
        found = {kind: int(str(row.get(f"读出{name}") or 0)) for kind, name in KINDS.items()}
        missing = {kind: int(str(count or 0)) for kind, count in counts.items()}
        yield PassageJudgement(_plan(row), str(row.get(GENRE) or ""), found, missing)


def _plan(row: Mapping[str, object]) -> str:
    """Return the plan of a row: its key is that of a fact (plan/kind/n) or of a passage (plan#block)."""
    return re.split("[/#]", str(row["编号"]), maxsplit=1)[0]
