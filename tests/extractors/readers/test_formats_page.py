"""The table in docs/formats.md says of each format what the readers do: some of its rows, checked on small files."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.readers import read_bytes
from extractors.readers.base.limits import Limits
from schemas import Document
from tests.support.paths import ROOT

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word(body: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
    return file.getvalue()


def run(text: str, form: str = "") -> str:
    return f"<w:r><w:rPr>{form}</w:rPr><w:t>{text}</w:t></w:r>"


def html(body: str) -> bytes:
    return f"<html><body><p>一、主要任务</p>{body}</body></html>".encode()


def printed(document: Document) -> str:
    return "".join(block.text for block in document.blocks if block.kind != "furniture")


FILES: dict[tuple[str, str], Callable[[], bytes]] = {
    ("deleted or struck text", "HTML, MHT"): lambda: html("<p>1.修桥<del>甲</del>。</p>"),
    ("hidden text, rows, columns, sheets", "HTML, MHT"): lambda: html(f"<p>1.修桥。<b hidden>{'甲' * 10}</b></p>"),
    ("deleted or struck text", "Markdown"): lambda: "# 一、主要任务\n\n1.修桥~~甲~~。".encode(),
    ("deleted or struck text", "DOCX"): lambda: word(f"<w:p>{run('修桥')}{run('甲', '<w:strike/>')}</w:p>"),
    ("comments", "Markdown"): lambda: "# 一、主要任务\n\n1.修桥<!--甲-->。".encode(),
    ("pictures of text", "HTML, MHT"): lambda: html("<p>1.修桥。<img src='甲.png'></p>"),
    ("frames and what a script makes", "HTML, MHT"): lambda: html("<p>1.修桥。</p><iframe src='甲.html'></iframe>"),
    ("hidden text, rows, columns, sheets", "DOCX"): lambda: word(f"<w:p>{run('修桥')}{run('甲', '<w:vanish/>')}</w:p>"),
    ("marks of notes", "HTML, MHT"): lambda: html("<p>1.修桥<sup>1</sup>。</p>"),
    ("marks of notes", "DOCX"): lambda: word(
        f"<w:p>{run('修桥')}{run('1', '<w:vertAlign w:val=' + chr(34) + 'superscript' + chr(34) + '/>')}</w:p>"
    ),
    ("marks of notes", "text"): lambda: "一、主要任务\n1.修桥[1]。\n\n[1]指甲桥。".encode(),
    ("automatic numbers", "HTML, MHT"): lambda: html("<ol start='2'><li>修桥。</li></ol>"),
}


def rows() -> dict[str, dict[str, str]]:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    table = page.split("## What is read of each format")[1].split("## PDF")[0]
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.split("\n") if line.startswith("|")
    ]
    head, _, *body = lines
    return {row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in body}


@pytest.mark.parametrize(("feature", "format"), FILES, ids=lambda value: str(value))
def test_row(feature: str, format: str) -> None:
    said = rows()[feature][format]
    document = read_bytes(Path("sample"), FILES[feature, format](), Limits())
    named = [remark.code for remark in document.remarks] == ["part-not-read"]
    assert named == ("named" in said)
    assert "甲" not in printed(document)
    assert "修桥1" not in printed(document)
    assert "修桥[1]" not in printed(document)
    if feature == "automatic numbers":
        assert ("2." in printed(document)) == ("✓" in said)


def test_every_format_of_the_table_has_a_verdict() -> None:
    assert all(cell for row in rows().values() for cell in row.values())
