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
PORTAL = """---
标题: 关于印发《2026年青岚灌区智能管理建设工作要点》的通知
文号: 青水规划数〔2026〕36号
发布单位: 青岚县水利局
发布日期: 2026-04-27
层级: 县级
类型: 通知公告
官方链接: https://www.example.org/policy?businessId=1b1f8e02101e4791abc70d2c7bdb21f4
---

> 本文正文由程序自公开页面提取，仅供检索查阅；以[官方链接](https://www.example.org/policy)发布版本为准。

# 关于印发《2026年青岚灌区智能管理建设工作要点》的通知

县政府相关委、办、局:

《2026年青岚灌区智能管理建设工作要点》已经县政府同意，现予印发，请遵照执行。

青岚县水利局

2026年4月27日

2026年青岚灌区智能管理建设工作要点

为改善灌溉条件，推动灌区管理水平提升，按照县委、县政府工作部署，制定本要点。

一、改善灌区管理

1.总结近年来推进“互联网+水利”工作的经验做法，分析存在的问题，2026年9月底前提出措施。（县水利局牵头）

2.建设灌区管理平台。（县水利局负责，县财政局配合）
"""
"""What a portal says of a notice, above it: fields, one of which ends in a 文号 that follows a title's last word."""


@cache
def source(name: str, folder: Path) -> Path:
    """Return a document as text: one of the two of the corpus, a generated plan, or one of those above."""
    if name.startswith("minhang"):
        return ROOT / "corpus" / "documents" / f"{name}.txt"
    path = folder / f"{name}.txt"
    path = folder / f"{name}.md" if name == "portal" else path
    texts = {"notice": NOTICE, "portal": PORTAL}
    path.write_text(texts[name] if name in texts else generate_plan(int(name)), encoding="utf-8")
    return path


@cache
def known_facts(path: Path) -> Counter[Fact]:
    return facts([plan for plan, _ in extract(path)])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sources")


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    "name", ["minhang-2025", pytest.param("minhang-2023", marks=pytest.mark.slow), "501", "notice", "portal"]
)
def test_a_copy_says_what_the_text_says(name: str, format: str, folder: Path, tmp_path: Path) -> None:
    text = source(name, folder)
    copy = tmp_path / f"{text.stem}.{format}"
    copy.write_bytes(COPIES[format](parts_of(read_document(text))))
    assert facts([plan for plan, _ in extract(copy)]) == known_facts(text)
    assert known_facts(text).total() > 8
