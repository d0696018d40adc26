"""Formats are told from content, never from suffixes; refusals are one sentence."""

import io
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from extractors.errors import UnreadableError
from extractors.readers import MODULES, READERS, read_document
from extractors.readers.base.limits import Limits, standing_limits
from extractors.readers.base.sniff import plain_format, sniff
from tests.support.paths import ROOT


def archive(*members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for member in members:
            file.writestr(member, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "expect"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (b"\n\n%PDF-1.4", "pdf"),
        (archive("word/document.xml"), "docx"),
        (archive("xl/workbook.xml"), "xlsx"),
        (archive("OFD.xml"), "ofd"),
        (b"\x89PNG\r\n\x1a\n....", "image"),
        (b"\xff\xd8\xff\xe0....", "image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 WordDocument", "office"),
        (b"{\\rtf1 ...}", "office"),
        ("一、总体要求".encode(), "plain"),
    ],
)
def test_bytes(data: bytes, expect: str) -> None:
    assert sniff(Path("name.bin"), data) == expect


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("<!DOCTYPE html><html>", "html"),
        ("<!-- source --><div><p>甲</p><p>乙</p></div>", "html"),
        ("# 规划\n\n正文", "markdown"),
        ("---\ntitle: 规划\n---\n正文", "markdown"),
        ("| 指标 | 值 |\n|---|---|\n| 甲 | 1 |", "markdown"),
        ("一、总体要求\n1.任务<3个\n#不是标题", "text"),
        ("——目标\n---\n", "text"),
    ],
)
def test_plain_text(text: str, expect: str) -> None:
    assert plain_format(text) == expect
    assert expect in READERS


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "the file is empty"),
        (archive("notes/"), "holds no file"),
        (b"PK\x03\x04 damaged", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    ],
)
def test_refusals(tmp_path: Path, data: bytes, sentence: str) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match=sentence) as caught:
        read_document(path)
    assert caught.value.file == "plan.txt"


def test_limits_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GANGMU_LIMIT_PAGES", "5_000")
    monkeypatch.setenv("GANGMU_LIMIT_SECONDS", "2.5")
    assert standing_limits() == Limits(pages=5000, seconds=2.5)
    monkeypatch.setenv("GANGMU_LIMIT_PAGES", "many")
    with pytest.raises(UnreadableError, match="GANGMU_LIMIT_PAGES"):
        standing_limits()


def test_every_limit_is_documented() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    for name, default in Limits()._asdict().items():
        assert f"| `{name}` | {default:,.0f} |" in page


def test_size_limit(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("一、总体要求" * 100, encoding="utf-8")
    with pytest.raises(UnreadableError, match="the limit is 1,000"):
        read_document(path, Limits(file_bytes=1000))


def test_every_reader_names_its_module() -> None:
    assert MODULES.keys() == READERS.keys()
    assert all(find_spec(module) for module in MODULES.values())
