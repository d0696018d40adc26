"""Draw one change at a time to real texts that are not part of this repository: most are found.

Runs where GANGMU_SHARED names their folder. Texts, places and changes are drawn from a seed before anything is read.
"""

import os
import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from extractors import extract
from pipeline.audit import audit

SHARED = os.environ.get("GANGMU_SHARED", "")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not SHARED, reason="GANGMU_SHARED is not set")]

SEED, CHANGES, LEAST = 40, 40, 30
HAN = "一二三四五六七八九十"
KINDS: dict[str, tuple[str, Callable[[str], str]]] = {
    "an item skips numbers": (r"(?m)^[\s　]*（([三四五])）(?=[\u4e00-\u9fff])", lambda n: HAN[HAN.index(n) + 4]),
    "an item repeats a number": (r"(?m)^[\s　]*（([三四五])）(?=[\u4e00-\u9fff])", lambda n: HAN[HAN.index(n) - 1]),
    "a numeral skips numbers": (r"(?m)^[\s　]*([3-9]|[1-9]\d)[.．、](?=[\u4e00-\u9fff])", lambda n: str(int(n) + 3)),
    "a chapter skips numbers": (r"(?m)^[\s　#]*([二三四五])、(?=[\u4e00-\u9fff])", lambda n: HAN[HAN.index(n) + 2]),
    "a chapter repeats a number": (r"(?m)^[\s　#]*([二三四五])、(?=[\u4e00-\u9fff])", lambda n: HAN[HAN.index(n) - 1]),
    "a deadline long past": (r"(20[12]\d)年(?:\d{1,2}月)?(?:底|末)前", lambda year: str(int(year) - 9)),
    "in force before the date": (
        r"自(20\d\d)年\d{1,2}月\d{1,2}日起(?:施行|实施|执行)",
        lambda year: str(int(year) - 4),
    ),
    "dated years later": (r"(?m)^[\s　]*(20\d\d)年\d{1,2}月\d{1,2}日[\s　]*$", lambda year: str(int(year) + 6)),
    "a month of no calendar": (r"20\d\d年(\d{1,2})月", lambda month: str(int(month) + 12)),
    "a part exceeds its total": (
        r"\d+(?:\.\d+)?(个|座|公里|家|项|处|所|条)[^。；\n]{0,8}其中[^。；\n\d]{0,14}\d+\1[^。；\n\d]{0,14}(?P<at>\d+)\1",
        lambda number: str(int(number) * 9 + 999),
    ),
    "another count of a list": (
        r"[\u4e00-\u9fff]{2,8}、[\u4e00-\u9fff]{2,8}、[\u4e00-\u9fff]{2,8}(?P<at>[三四五])(?:大|类|个方面|方面)",
        lambda _: "八",
    ),
    "no unit": (r"(?P<at>[（(](?:责任|牵头)(?:单位|部门)[：:][^（）()]{2,200}[）)])", lambda _: ""),
    "a unit twice": (r"(?:单位|部门)[：:]\s*(?P<at>[\u4e00-\u9fff]{2,8}[局委办厅]、)", lambda name: name * 2),
    "a caption without a table": (r"\n(?P<at>)(?=[\s　]*[二三四五]、)", lambda _: "\n表9 重点项目清单\n"),
    "a passage in two places": (r"(?P<at>[^。\n；]{32,90}。)", lambda passage: passage),
}


class Change(NamedTuple):
    kind: str
    source: Path
    text: str


@cache
def changes() -> tuple[Change, ...]:
    chance = random.Random(SEED)
    return tuple(_drawn(chance))


def _drawn(chance: random.Random) -> Iterator[Change]:
    shared = Path(SHARED)
    names = sorted(path.stem for room in ("dev", "newer") for path in (shared / "gold" / room).glob("*.json"))
    sources = [
        path
        for name in names
        for path in sorted((shared / "corpus").rglob(f"{name}.*"))
        if path.suffix in (".txt", ".md")
    ]
    kinds = list(KINDS)
    for number in range(CHANGES):
        kind = kinds[number % len(kinds)]
        pattern, change = KINDS[kind]
        for source in chance.sample(sources, len(sources)):
            text = source.read_text(encoding="utf-8-sig")
            if places := list(re.finditer(pattern, text)):
                place = chance.choice(places)
                start, end = place.span("at" if "at" in place.groupdict() else 1)
                made = text[:start] + change(text[start:end]) + text[end:]
                if kind == "a passage in two places":
                    far = chance.choice([p for p in places if p is not place]).end()
                    made = text[:far] + text[start:end].strip() + text[far:]
                yield Change(kind, source, made)
                break


def _said(path: Path) -> set[tuple[str, str]]:
    said = set()
    for plan, document in extract(path, "plan"):
        found = (*plan.findings, *audit(plan, document))
        said |= {(f.code, f.message.zh) for f in found if f.verdict not in ("agrees", "rounding")}
        assert plan.coverage is not None
        said |= {(passage.kind, passage.evidence.quote) for passage in plan.coverage.passages}
    return said


def test_most_changes_are_found(tmp_path: Path) -> None:
    before = {source: _said(source) for source in {change.source for change in changes()}}
    missed = []
    for number, change in enumerate(changes()):
        path = tmp_path / str(number) / change.source.name
        path.parent.mkdir()
        path.write_text(change.text, encoding="utf-8")
        if not _said(path) - before[change.source]:
            missed.append((change.kind, change.source.stem))
    assert len(changes()) - len(missed) >= LEAST, missed
