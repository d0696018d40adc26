"""Scans: found by themselves, read between rules, kept on disk; old Office files through LibreOffice."""

import io
import os
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from extractors import extract_document
from extractors.errors import UnreadableError
from extractors.readers import read_bytes, read_document
from extractors.readers.base.limits import Limits
from extractors.readers.base.progress import listening
from extractors.readers.office.kinds import office_kind
from extractors.readers.scan import read as scans
from extractors.readers.scan.corrections import settle, settle_lines
from tests.support import plan_files as plan_fixture
from tests.support.typeset_pages import Paragraph, RuledTable, as_scan

pytestmark = pytest.mark.slow

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")


def scan(scale: float = 3.0) -> bytes:
    """Return the plan as a PDF that is nothing but a picture."""
    page = pypdfium2.PdfDocument(plan_fixture.as_pdf())[0]
    buffer = io.BytesIO()
    page.render(scale=scale).to_pil().save(buffer, "PDF", resolution=72 * scale)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("lines", "expect"),
    [
        (["科创空间（万m", "2)"], ["科创空间（万m", "²)"]),
        (["蓄水量（万m", "3）"], ["蓄水量（万m", "³）"]),
        (["河长30km", "2", "20"], ["河长30km", "²", "20"]),
        (["序号", "2", "3)"], ["序号", "2", "3)"]),
    ],
)
def test_measures_that_are_broken_over_lines(lines: list[str], expect: list[str]) -> None:
    assert settle_lines(lines) == expect


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("沪府发[2023]5号", "沪府发〔2023〕5号"),
        ("（一)主要任务", "（一）主要任务"),
        ("目标值(家)", "目标值（家）"),
        ("f(x)=3", "f(x)=3"),
        ("责任单位:县水务局,县财政局", "责任单位：县水务局，县财政局"),
        ("10:30", "10:30"),
        ("2023一2025年", "2023—2025年"),
        ("一", "—"),
        ("=", "—"),
        ("载体空间(万m2)", "载体空间（万m²）"),
        ("新建库容3 m3", "新建库容3m³"),
        ("推进AI for Science 应用", "推进AI for Science应用"),
        ("一、总体要求", "一、总体要求"),
    ],
)
def test_signs_are_settled_by_what_stands_around(text: str, expect: str) -> None:
    assert settle(text) == expect


def test_without_the_extra_a_sentence_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "can_read", lambda: False)
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan(1.0))
    with pytest.raises(UnreadableError, match="pip install rapidocr onnxruntime"):
        read_document(path)


def test_a_picture_among_text_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportlab.lib.utils import ImageReader

    monkeypatch.setattr(scans, "can_read", lambda: False)
    drawing = plan_fixture.draw()
    drawing.page()
    picture = pypdfium2.PdfDocument(plan_fixture.as_pdf())[0].render(scale=1).to_pil()
    drawing.canvas.drawImage(ImageReader(picture), 60, 100, 400, 400)
    path = tmp_path / "plan.pdf"
    path.write_bytes(drawing.bytes())
    assert [(remark.code, remark.page) for remark in read_document(path).remarks] == [("page-not-read", 2)]


@pytest.mark.skipif(not scans.can_read(), reason="the extra ocr is not installed")
def test_a_scan_gives_the_facts_of_the_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GANGMU_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "scan.pdf"
    path.write_bytes(scan())
    told: list[tuple[int, int]] = []
    with listening(lambda done, pages: told.append((done, pages))):
        document = read_document(path)
    assert told == [(1, 1)]
    assert document.pages[0].how == "ocr"
    plan, _ = extract_document(document, "plan")[0]
    assert plan.plan.title == plan_fixture.TITLE
    assert [(i.name, [v.value for v in i.values]) for i in plan.indicators] == [
        ("河道水质达标率", [85.0, 95.0]),
        ("新建污水管网", [12.5, 40.0]),
    ]
    assert len(plan.responsibilities) == 9
    assert all(0.3 <= (r.evidence.confidence or 0) <= 1 for r in plan.responsibilities)

    def unread(*_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr("extractors.readers.scan.image.read_image", unread)
    assert read_document(path) == document


@pytest.mark.skipif(not scans.can_read(), reason="the extra ocr is not installed")
def test_rules_under_a_text_layer_are_seen(tmp_path: Path) -> None:
    from reportlab.lib.utils import ImageReader

    from tests.support.pdf_drawing import Drawing

    rows = [["序号", "任务", "责任单位"], ["1", "疏浚河道", "县水务局"], ["2", "新建管网", "县住建局"]]
    ruled = Drawing()
    ruled.table(100, [40, 200, 150], rows)
    picture = pypdfium2.PdfDocument(ruled.bytes())[0].render(scale=3).to_pil()
    scanned = Drawing()
    scanned.canvas.drawImage(ImageReader(picture), 0, 0, *scanned.size)
    scanned.line = lambda *_: None  # type: ignore[method-assign]
    scanned.table(100, [40, 200, 150], rows)  # the text layer alone
    path = tmp_path / "plan.pdf"
    path.write_bytes(scanned.bytes())
    (block,) = [block for block in read_document(path).blocks if block.table]
    assert block.text == "\n".join("\t".join(row) for row in rows)


def odd_workbook(folder: Path, changed: bool = True) -> Path:
    """Write the plan as a workbook whose styles have an attribute of another program."""
    path = folder / "plan.xlsx"
    with zipfile.ZipFile(io.BytesIO(plan_fixture.as_xlsx())) as sound, zipfile.ZipFile(path, "w") as odd:
        for name in sound.namelist():
            part = sound.read(name)
            odd.writestr(
                name, part.replace(b"<xf ", b'<xf toolId="7" ') if changed and name == "xl/styles.xml" else part
            )
    return path


def test_a_workbook_that_only_libreoffice_opens_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tmp_path / "made.xlsx"
    made.write_bytes(plan_fixture.as_xlsx())
    office(tmp_path, monkeypatch, f'mkdir -p "${{9}}" && cp {made} "${{9}}/source.xlsx"')
    document = read_document(odd_workbook(tmp_path))
    assert (document.format, document.source.file) == ("xlsx", "plan.xlsx")
    assert document.blocks[0].text == plan_fixture.TITLE


def test_such_a_workbook_without_libreoffice_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("GANGMU_SOFFICE", raising=False)
    with pytest.raises(UnreadableError, match="the workbook is damaged"):
        read_document(odd_workbook(tmp_path))


@pytest.mark.parametrize("name", ["Workbook", "WORKBOOK", "Book"])
def test_old_workbooks_are_known_by_their_stream_in_any_case(name: str) -> None:
    assert office_kind(OLD_WORD[:8] + bytes(600) + name.encode("utf-16-le")).target == "xlsx"


def test_without_libreoffice_a_sentence_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("GANGMU_SOFFICE", raising=False)
    path = tmp_path / "plan.doc"
    path.write_bytes(OLD_WORD)
    with pytest.raises(UnreadableError, match="LibreOffice is not installed; install LibreOffice"):
        read_document(path)


def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("GANGMU_SOFFICE", str(program))
    path = tmp_path / "plan.wps"
    path.write_bytes(OLD_WORD)
    return path


def test_what_libreoffice_makes_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tmp_path / "made.docx"
    made.write_bytes(plan_fixture.as_docx())
    path = office(tmp_path, monkeypatch, f'mkdir -p "${{9}}" && cp {made} "${{9}}/source.docx"')
    document = read_document(path)
    assert (document.format, document.source.file) == ("doc", "plan.wps")
    assert document.blocks[0].text == plan_fixture.TITLE


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("sleep 60", "did not finish within"),
        ("exit 1", "could not convert it"),
        ('mkdir -p "${9}"; echo x > "${9}/source.docx"', "an unusable file"),
    ],
)
def test_libreoffice_may_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, sentence: str) -> None:
    path = office(tmp_path, monkeypatch, script)
    with pytest.raises(UnreadableError, match=sentence):
        read_document(path, Limits(office_seconds=1.0))


@pytest.mark.skipif(not scans.can_read(), reason="the extra ocr is not installed")
def test_an_image_of_a_real_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = os.environ.get("GANGMU_SHARED")
    if not folder:
        pytest.skip("GANGMU_SHARED names no folder with real documents")
    monkeypatch.setenv("GANGMU_CACHE", str(tmp_path))
    document = read_document(Path(folder) / "corpus" / "images" / "397_1.png")
    text = "".join(block.text for block in document.blocks)
    assert "发改办财金规〔2019〕860号" in text
    assert "关于加强个人所得税纳税信用建设的通知" in text


@pytest.mark.skipif(not scans.can_read(), reason="the extra ocr is not installed")
def test_a_page_picture_in_an_ofd_file_is_recognised(tmp_path: Path) -> None:
    data = ofd_scan()
    document = read_bytes(Path("scan.ofd"), data, Limits())
    plan, _ = extract_document(document, "plan")[0]
    assert document.pages[0].how == "ocr"
    assert plan.plan.title == plan_fixture.TITLE
    assert len(plan.responsibilities) == 9


def ofd_scan() -> bytes:
    """Return the plan as an OFD file that is nothing but a picture."""
    picture = io.BytesIO()
    pypdfium2.PdfDocument(plan_fixture.as_pdf())[0].render(scale=3.0).to_pil().save(picture, "PNG")
    data = io.BytesIO(
        plan_fixture.ofd_file(['<ofd:ImageObject ID="5" Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="8"/>'])
    )
    with zipfile.ZipFile(data) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    place = "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes></ofd:CommonData>"
    files["Doc_0/Document.xml"] = files["Doc_0/Document.xml"].replace("</ofd:CommonData>", place)
    files["Doc_0/DocumentRes.xml"] = (
        '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016" BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="8" '
        'Type="Image"><ofd:MediaFile>page.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>'
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
        archive.writestr("Doc_0/Res/page.png", picture.getvalue())
    return made.getvalue()


def test_a_page_picture_in_an_ofd_file_is_named_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "can_read", lambda: False)
    with pytest.raises(UnreadableError, match=r"Page 1 was not read: it is a scan; .* pip install rapidocr"):
        read_bytes(Path("scan.ofd"), ofd_scan(), Limits())


@pytest.mark.skipif(not scans.can_read(), reason="the extra ocr is not installed")
def test_rules_beside_the_text_of_a_page_that_is_askew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GANGMU_CACHE", str(tmp_path))
    names = ["改造灌区渠道（干渠、支渠和毛渠）", "修建水闸泵站（含配套设施）", "更换灌区闸门（含启闭设备）"]
    cells = [(0, 0, 1, 1, "重点任务"), (0, 1, 1, 1, "牵头单位")]
    cells += [(row, 0, 1, 1, name) for row, name in enumerate(names, 1)]
    cells += [(row, 1, 1, 1, "县水利局、县农业农村局、县财政局、县自然资源和规划局") for row in (1, 2, 3)]
    path = tmp_path / "plan.pdf"
    path.write_bytes(as_scan([Paragraph("一、总体要求" * 12, "set in"), RuledTable(cells)]))
    (block,) = [block for block in read_document(path).blocks if block.table]
    assert block.table is not None
    read = [block.text[cell.start : cell.end].replace("\n", "") for cell in block.table.cells]
    assert read == [text for *_, text in sorted(cells)]


@pytest.mark.skipif(not scans.can_read(), reason="the extra ocr is not installed")
@pytest.mark.parametrize("turn", [90, 180])
def test_scans_upside_down_and_on_their_side_are_turned(tmp_path: Path, turn: int) -> None:
    texts = [
        "青川县渡口修缮方案",
        "一、重点任务",
        "（一）修缮渡口。更换老旧趸船，增设救生设备。（牵头单位：县交通运输局）",
    ]
    printed = (
        pypdfium2.PdfDocument(as_scan([Paragraph(text, "set in") for text in texts]))[0].render(scale=1.5).to_pil()
    )
    path = tmp_path / "page.png"
    printed.rotate(turn, expand=True).save(path)
    document = read_document(path)
    assert [block.text for block in document.blocks if block.kind == "paragraph"] == texts
    assert document.pages[0].reason.startswith("turned: ")
    assert document.pages[0].height > document.pages[0].width
