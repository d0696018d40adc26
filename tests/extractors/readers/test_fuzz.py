"""Damaged and hostile files: a document or one sentence, never a traceback, in bounded time."""

import email.message
import io
import random
import time
import zipfile
from pathlib import Path

import pytest

from extractors.errors import UnreadableError
from extractors.readers import read_document
from extractors.readers.base.limits import Limits
from extractors.readers.scan import read as scans
from tests.support import plan_files as plan_fixture
from tests.support import rare_files
from tests.support.undated import undated

LIMITS = Limits(file_bytes=2_000_000, pages=50, zip_bytes=20_000_000, cells=100_000, seconds=20, office_seconds=5)
WRITERS = {
    "pdf": plan_fixture.as_pdf,
    "docx": plan_fixture.as_docx,
    "xlsx": plan_fixture.as_xlsx,
    "ofd": plan_fixture.as_ofd,
    "html": plan_fixture.as_html,
    "markdown": plan_fixture.as_markdown,
    "csv": lambda: "\n".join(",".join(row) for row in plan_fixture.ANNEX).encode("gb18030"),
    "mht": lambda: saved_page(),
    "zip": lambda: archive(),
    "hidden": lambda: plan_fixture.ofd_file(
        [plan_fixture.ofd_text(20, 60, "一、水网").replace("Size", 'Alpha="0" Size')] * 2
    ),
    "numbered": lambda: "\n".join(f"{at}: {line}" for at, line in enumerate(plan_fixture.TASKS * 9, 1)).encode(),
    "odt": lambda: archive("application/vnd.oasis.opendocument.text"),
    "mail": rare_files.as_mail,
    "rtf": rare_files.as_rtf,
    "cards": rare_files.as_cards,
    "struck words": rare_files.as_struck_docx,
    "struck cells": rare_files.as_struck_xlsx,
    "drawn": rare_files.as_drawn_text,
    "lzw": rare_files.as_lzw_pdf,
    "plain pdf": rare_files.as_plain_pdf,
}
PACKED = ("docx", "xlsx", "ofd", "hidden", "struck words", "struck cells")
"""Formats that are archives of XML."""
ROUNDS = 25


def saved_page() -> bytes:
    """Return the plan as a browser saves a page, with a second page beside it."""
    saved = email.message.EmailMessage()
    saved.set_content(plan_fixture.as_html().decode(), subtype="html")
    saved.add_related(b"<p>frame</p>", "text", "html")
    return rare_files.written(saved)


def archive(kind: str = "") -> bytes:
    """Return an archive with the plan in three formats; ``kind`` is the type that an OpenDocument file states first."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        if kind:
            made.writestr("mimetype", kind)
        for name, content in (("1.html", plan_fixture.as_html()), ("2.docx", plan_fixture.as_docx())):
            made.writestr(name, content)
        made.writestr("附件.csv", WRITERS["csv"]())
    return undated(out.getvalue())


@pytest.fixture(autouse=True)
def _no_slow_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "can_read", lambda: False)
    monkeypatch.setenv("GANGMU_SOFFICE", "/bin/false")


def survives(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    start = time.process_time()
    try:
        document = read_document(path, LIMITS)
    except UnreadableError as error:
        assert error.file == path.name
        assert "\n" not in str(error)
    else:
        assert document.blocks
        for block in document.blocks:
            assert all(0 <= c.start <= c.end <= len(block.text) for c in (block.table.cells if block.table else ()))
            block.evidence(0, len(block.text))
    assert time.process_time() - start < 30


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Cut, overwrite, repeat or swap stretches of a file."""
    buffer = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(buffer) or 1)  # a cut may have left nothing
        length = chance.choice((1, 2, 8, 64, 512))
        kind = chance.randrange(4)
        if kind == 0:
            del buffer[at : at + length]
        elif kind == 1:
            buffer[at : at + length] = chance.randbytes(length)
        elif kind == 2:
            buffer[at:at] = buffer[at : at + length] * 3
        else:
            buffer = buffer[: max(at, 8)]
    return bytes(buffer)


def repacked(data: bytes, chance: random.Random) -> bytes:
    """Damage one member of a zip file and close the archive properly: the damage reaches the XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w") as fresh:
        names = archive.namelist()
        victim = chance.choice([name for name in names if name.endswith(".xml")])
        for name in names:
            content = archive.read(name)
            damaged_content = _scrambled(content, chance) if name == victim else content
            fresh.writestr(zipfile.ZipInfo(name), damaged_content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _scrambled(content: bytes, chance: random.Random) -> bytes:
    """Change numbers, drop elements, or write plain nonsense into XML."""
    text = content.decode("utf-8", "replace")
    for _ in range(chance.randint(1, 8)):
        kind = chance.randrange(4)
        at = chance.randrange(max(1, len(text)))
        if kind == 0:
            text = text.replace(str(chance.randint(0, 9)), str(chance.choice((-1, 0, 99999999, 1e308, "x"))), 3)
        elif kind == 1:
            end = text.find(">", at)
            text = text[:at] + text[end + 1 :] if end >= 0 else text
        elif kind == 2:
            start = text.find("<", at)
            end = text.find("/>", start)
            text = text[:start] + text[end + 2 :] if 0 <= start < end else text
        else:
            text = text[:at] + chance.choice(('"', "<", "&", "\x00", "<a>" * 300)) + text[at:]
    return text.encode()


@pytest.mark.parametrize("format", WRITERS)
def test_damaged_bytes(tmp_path: Path, format: str) -> None:
    chance = random.Random(format)
    whole = WRITERS[format]()
    for round in range(ROUNDS):
        survives(tmp_path / f"{round}.bin", damaged(whole, chance))


@pytest.mark.parametrize("format", PACKED)
def test_damaged_members(tmp_path: Path, format: str) -> None:
    chance = random.Random(format)
    whole = WRITERS[format]()
    for round in range(ROUNDS):
        survives(tmp_path / f"{round}.bin", repacked(whole, chance))


def test_chance_bytes_behind_every_magic(tmp_path: Path) -> None:
    chance = random.Random(1)
    heads = [
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"\x89PNG\r\n\x1a\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"{\\rtf1",
        b"<html>",
        b"",
    ]
    for index, head in enumerate(heads):
        survives(tmp_path / f"{index}.bin", head + chance.randbytes(5000))


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 3000 + "深",
        "<table><tr>" + "<td rowspan=60000 colspan=60000>文字" * 50,
        "<table>" * 500 + "<tr><td>文字",
        "<p>" + "长" * 200_000,
        '<!DOCTYPE html [<!ENTITY a "文"><!ENTITY b "&a;&a;">]><p>&b;</p>',
    ],
    ids=["deep", "wide", "nested", "long", "entities"],
)
def test_hostile_pages(tmp_path: Path, page: str) -> None:
    survives(tmp_path / "page.html", page.encode())


def test_an_ofd_that_repeats_a_step_for_ever(tmp_path: Path) -> None:
    text = plan_fixture.as_ofd()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(text)) as archive, zipfile.ZipFile(out, "w") as fresh:
        for name in archive.namelist():
            fresh.writestr(name, archive.read(name).replace(b"g ", b"g 99999999"))
    survives(tmp_path / "plan.ofd", out.getvalue())
