"""A document says the same in every format: as text, web page, Word file, PDF and OFD."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from extractors import extract
from extractors.readers import read_document
from tests.bench.formats import Fact, facts
from tests.support.generated_plans import generate_plan
from tests.support.office_copies import COPIES, parts_of
from tests.support.paths import ROOT

FORMATS = ("html", "docx", "pdf", "ofd")
NOTICE = """青岚县水利局

青岚县财政局

文件

青水〔2026〕14号

关于印发《青岚县灌区改造实施方案（2026—2028年）》的通知

各乡镇人民政府：

现将《青岚县灌区改造实施方案（2026—2028年）》印发给你们，请认真贯彻执行。

青岚县水利局

2026年3月9日

青岚县灌区改造实施方案（2026—2028年）

为改善灌溉条件，制定本方案。

一、重点任务

（一）改造渠道

1.推进48个“节水村组”示范点建设项目。（牵头单位：县水利局、县农业农村局）

2.更换老旧闸门。（县水利局负责，县财政局配合）
"""
"""A number below the heads of two issuers, and an item whose first line ends as early as it begins late."""


@cache
def source(name: str, folder: Path) -> Path:
    """Return a document as text: one of the two of the corpus, a generated plan, or the notice above."""
    if name.startswith("minhang"):
        return ROOT / "corpus" / "documents" / f"{name}.txt"
    path = folder / f"{name}.txt"
    path.write_text(NOTICE if name == "notice" else generate_plan(int(name)), encoding="utf-8")
    return path


@cache
def known_facts(path: Path) -> Counter[Fact]:
    return facts([plan for plan, _ in extract(path)])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sources")


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    "name", ["minhang-2025", pytest.param("minhang-2023", marks=pytest.mark.slow), "501", "notice"]
)
def test_a_copy_says_what_the_text_says(name: str, format: str, folder: Path, tmp_path: Path) -> None:
    text = source(name, folder)
    copy = tmp_path / f"{text.stem}.{format}"
    copy.write_bytes(COPIES[format](parts_of(read_document(text))))
    assert facts([plan for plan, _ in extract(copy)]) == known_facts(text)
    assert known_facts(text).total() > 8
