"""The stages of one document (read, extract, refine), and caches of the first two: a new correction repeats only refine.

The caches are next to the plan's two files: ``.read.gz`` (the Document) and ``.facts.gz`` (the extracted plans, before
authority file, corrections and audit). Each starts with the digest of its inputs, and is used only if that matches.
"""

import gzip
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from pipeline.atomic import replace_bytes
from pipeline.store.results import Result
from schemas import Document, Plan
from schemas.base import Model

READ, FACTS = CACHES = ".read.gz", ".facts.gz"


class _PlanFacts(Model):
    plan: Plan
    document: Document | None
    """None if it is the whole Document, which ``.read.gz`` contains."""


class _Facts(Model):
    plans: tuple[_PlanFacts, ...]


class Stages(NamedTuple):
    """The functions that read a file and extract plans from its Document; tests pass others."""

    read: Callable[[Path], Document]
    extract: Callable[[Document, str], tuple[Result, ...]]
    prepare: Callable[[], object] = tuple
    """Loads what both need for every document."""

    def results(self, path: Path, plan_id: str) -> tuple[Result, ...]:
        """Read a file and extract its plans."""
        return self.extract(self.read(path), plan_id)


def read(path: Path) -> Document:
    """Read a file of any format; UnreadableError if it cannot be read."""
    from extractors.readers import read_document  # imports libraries that a run with nothing to do does not need

    return read_document(path)


def extract(document: Document, plan_id: str) -> tuple[Result, ...]:
    """Extract the plans of a Document."""
    from extractors import extract_document

    return tuple(Result(plan, own) for plan, own in extract_document(document, plan_id))


SAMPLE = """样本方案
一、主要目标
到2030年，建成公园20个，绿化率达到40％。
序号
指标名称
2025年
2030年
牵头单位
1
公园数量（个）
12
20
市园林局
2
绿化率（％）
35
40
市园林局、市财政局
二、主要任务
1．推进改造。完成改造100户，增长5％以上。（责任单位：市住房城乡建设局、市财政局；配合单位：各区政府）
2．加强领导。
"""


def prepare() -> None:
    """Read, extract and audit a few lines: vocabulary and patterns are loaded when they are first used."""
    from extractors.readers import read_bytes
    from extractors.readers.base.limits import standing_limits
    from pipeline.audit import audit

    for result in extract(read_bytes(Path("sample.txt"), SAMPLE.encode(), standing_limits()), "sample"):
        audit(result.plan, result.document)


STAGES = Stages(read, extract, prepare)


def save_document(folder: Path, key: str, document: Document) -> None:
    """Cache the Document."""
    _save(folder / READ, key, document)


def load_document(folder: Path, key: str) -> Document | None:
    """Return the cached Document; None if there is none for this key, or if it is damaged."""
    saved = _load(folder / READ, key)
    try:
        return None if saved is None else Document.model_validate_json(saved)
    except ValidationError:
        return None


def save_facts(folder: Path, key: str, results: tuple[Result, ...], document: Document) -> None:
    """Cache the extracted plans; the document of a plan is omitted if it is the whole Document."""
    rows = ((plan, None if own == document else own) for plan, own in results)
    _save(folder / FACTS, key, _Facts(plans=tuple(_PlanFacts(plan=plan, document=own) for plan, own in rows)))


def load_facts(folder: Path, key: str, document: Document) -> tuple[Result, ...] | None:
    """Return the cached plans of the Document; None if there are none for this key, or if they are damaged."""
    saved = _load(folder / FACTS, key)
    try:
        rows = () if saved is None else _Facts.model_validate_json(saved).plans
    except ValidationError:
        return None
    return tuple(Result(row.plan, row.document or document) for row in rows) or None


def _save(path: Path, key: str, value: Model) -> None:
    replace_bytes(path, gzip.compress(f"{key}\n{value.model_dump_json()}".encode(), compresslevel=3, mtime=0))


def is_whole(path: Path) -> bool:
    """Return whether a cache is missing or can be read to its end."""
    try:
        return bool(gzip.decompress(path.read_bytes()))
    except FileNotFoundError:
        return True
    except (OSError, EOFError, zlib.error):
        return False


def _load(path: Path, key: str) -> bytes | None:
    try:
        name, _, text = gzip.decompress(path.read_bytes()).partition(b"\n")
    except (OSError, EOFError, zlib.error):
        return None
    return text if name == key.encode() else None
