"""An extractor small enough to foresee: every line "N. title" is a task. For tests of what stands around extraction."""

import hashlib
import os
import re
import time
from pathlib import Path

from extractors.errors import UnreadableError
from extractors.readers.base.progress import report_page
from pipeline.run.stages import Stages
from pipeline.store.results import Result
from schemas import Block, Document, Finding, Indicator, IndicatorValue, Message, Plan, PlanHeader, Source, Task


def stub_extract(path: Path, plan_id: str) -> tuple[Result, ...]:
    """Read and extract."""
    return stub_facts(stub_read(path), plan_id)


def stub_read(path: Path) -> Document:
    """Read: BROKEN makes the file unreadable; SCAN <file> reads one page of three, and the others when the file is there."""
    data = path.read_bytes()
    text = data.decode("utf-8-sig")
    if scan := re.search(r"^SCAN (.+)$", text, re.M):
        report_page(1, 3)
        while not Path(scan[1]).exists():
            time.sleep(0.02)
    if "BROKEN" in text:
        raise UnreadableError(path.name, "it is broken", "mend it")
    source = Source(file=path.name, sha256=hashlib.sha256(data).hexdigest())
    blocks = (_block(text.replace("\r\n", "\n"), "b1"),)
    return Document(source=source, format="text", encoding="utf-8", length=len("".join(text.split())), blocks=blocks)


def stub_facts(document: Document, plan_id: str) -> tuple[Result, ...]:
    """Extract: "===" parts the plans of a bundle, BUG raises KeyError, DIE ends the process, WAIT takes a while."""
    text = document.blocks[0].text
    if "BUG" in text:
        raise KeyError("bug")
    if "DIE" in text:
        os._exit(9)
    if "WAIT" in text:
        time.sleep(0.1)
    parts = text.split("===")
    ids = [plan_id, *(f"{plan_id}--{number}" for number in range(2, len(parts) + 1))]
    return tuple(_result(part, id, ids, document.source) for part, id in zip(parts, ids, strict=True))


STUB = Stages(stub_read, stub_facts)


def _block(text: str, id: str) -> Block:
    return Block(id=id, kind="paragraph", text=text, segments=((0, len(text), 0),))


def _result(text: str, plan_id: str, ids: list[str], source: Source) -> Result:
    text = text.strip()
    block = _block(text, f"b{ids.index(plan_id) + 1}")
    document = Document(
        source=source, format="text", encoding="utf-8", length=len("".join(text.split())), blocks=(block,)
    )
    tasks, indicators = [], []
    for match in re.finditer(r"^(\d+)\.\s*(.+)$", text, re.M):
        at = block.evidence(match.start(2), match.end(2), "stub")
        title = match[2].strip()
        tasks.append(Task(id=f"{plan_id}/task/{match[1]}", marker=match[1], title=title, text=title, evidence=at))
    for number, match in enumerate(re.finditer(r"(\S+)=(\d+)", text), 1):
        at = block.evidence(match.start(), match.end(), "stub")
        value = IndicatorValue(year=2025, kind="target", value=float(match[2]), raw=match[2], evidence=at)
        indicators.append(Indicator(id=f"{plan_id}/indicator/{number}", name=match[1], values=(value,), evidence=at))
    finding = Finding(
        code="stub",
        severity="info",
        verdict="agrees",
        subjects=(plan_id,),
        message=Message(zh="示例", en="sample"),
    )
    header = PlanHeader(
        id=plan_id,
        title=text.partition("\n")[0],
        genre="方案",
        issued_on="2023-05-01",
        place="甲县",
        bundle=ids[0] if len(ids) > 1 else None,
        source=source,
    )
    return Result(Plan(plan=header, tasks=tuple(tasks), indicators=tuple(indicators), findings=(finding,)), document)
