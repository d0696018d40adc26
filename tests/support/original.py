"""A plan of two pages drawn as PDF, read and extracted: its second page made out to be a scan."""

from collections.abc import Mapping
from pathlib import Path

from extractors import extract
from pipeline.store.results import Result
from pipeline.store.write import digest, write_results
from schemas import Block, Document
from tests.support.pdf_drawing import Drawing

PLAN_ID = "shigu-2025"
FIRST = (
    "一、主要任务",
    "（一）建设石鼓渡口。2026年底前新建渡口3处，配备救生船12艘。（牵头单位：县交通局；配合单位：县水利局）",
    "（二）修缮古驿道。完成古驿道修缮40公里。（牵头单位：县文旅局；配合单位：县交通局、县林草局）",
)
SECOND = (
    "二、保障措施",
    "（一）加强统筹。县发展改革局牵头建立月度调度制度。",
)


def draw(path: Path) -> Path:
    """Draw the PDF."""
    drawing = Drawing()
    drawing.text(160, 80, "石鼓县渡口驿道行动计划（2025—2027年）", 16)
    y = 130.0
    for text in FIRST:
        y = drawing.paragraph(80, y, text, 34) + 6
    drawing.page()
    y = 90.0
    for text in SECOND:
        y = drawing.paragraph(80, y, text, 34) + 6
    drawing.page()
    path.write_bytes(drawing.bytes())
    return path


def write_original(outputs: Path, folder: Path) -> Mapping[str, Path]:
    """Write the plan into outputs and return its original by SHA-256."""
    path = draw(folder / f"{PLAN_ID}.pdf")
    made = [Result(plan, scanned(document)) for plan, document in extract(path, PLAN_ID)]
    write_results(made, outputs)
    return {digest(path): path}


def scanned(document: Document) -> Document:
    """Give the runs of the second page a confidence, as recognition does: the first of them is in doubt."""
    left = iter((0.71,))

    def block(one: Block) -> Block:
        runs = (run if run.page == 1 else run.model_copy(update={"confidence": next(left, 0.98)}) for run in one.runs)
        return one.model_copy(update={"runs": tuple(runs)})

    return document.model_copy(update={"blocks": tuple(block(one) for one in document.blocks)})
