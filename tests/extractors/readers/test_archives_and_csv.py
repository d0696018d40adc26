"""Archives with a notice and its annexes, and files of separated values."""

import io
import zipfile
from pathlib import Path

import pytest

from extractors.errors import UnreadableError
from extractors.plan import plans
from extractors.readers import read_bytes
from extractors.readers.base.limits import Limits
from schemas import Document
from tests.support import plan_files

NOTICE = (
    "白塔县人民政府办公室关于印发白塔县古树保护工作方案的通知\n白政办发〔2023〕26号\n各乡镇人民政府：\n"
    "现将《白塔县古树保护工作方案》印发给你们，请认真组织实施。\n白塔县人民政府办公室\n2023年9月5日\n"
    "白塔县古树保护工作方案\n一、重点任务\n（一）开展普查。登记古树300株。（县林业局负责）\n"
)
ROWS = '序号,任务,牵头单位\n1,"普查古树,逐株""挂牌""",县林业局\n2,加强巡护,县公安局\n'


def archive(files: dict[str, bytes | str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    return data.getvalue()


def read(name: str, data: bytes, limits: Limits | None = None) -> Document:
    return read_bytes(Path(name), data, limits or Limits())


def test_csv_is_one_table_with_places_in_the_file() -> None:
    document = read("附件1.csv", ROWS.encode("gb18030"))
    (table,) = document.blocks
    assert table.text.split("\n")[1].split("\t") == ["1", '普查古树,逐株"挂牌"', "县林业局"]
    start = table.text.index("普查")
    assert "".join(ROWS[left:right] for left, right in table.raw(start, start + 11)) == '普查古树,逐株"挂牌"'
    (plan, _), *_ = plans(document, "annex")
    assert [(task.title, task.marker) for task in plan.tasks] == [('普查古树,逐株"挂牌"', "1"), ("加强巡护", "2")]


@pytest.mark.parametrize(
    ("name", "separator"),
    [("a.tsv", "\t"), ("a.csv", ";"), ("a.csv", "\t"), ("a.csv", "|"), ("a.csv", "，"), ("a.txt", ","), ("a.dat", ";")],
)
def test_separators_line_ends_and_a_title_above(name: str, separator: str) -> None:
    lines = [
        ["白塔县任务清单"],
        [],
        ["序号", "任务", "牵头单位"],
        ["1", "加强巡护", "县公安局"],
        ["2", "普查古树", "县林业局"],
    ]
    document = read(name, "\r\n".join(separator.join(line) for line in lines).encode())
    assert [block.text for block in document.blocks] == [
        "白塔县任务清单",
        "序号\t任务\t牵头单位\n1\t加强巡护\t县公安局\n2\t普查古树\t县林业局",
    ]
    text = "\r\n".join(separator.join(line) for line in lines)
    for block in document.blocks:
        quoted = "".join(text[left:right] for left, right in block.raw(0, len(block.text)))
        assert quoted == block.text.replace("\t", "").replace("\n", "")


def test_an_empty_row_inside_a_table_parts_nothing() -> None:
    rows = "序号,任务,牵头单位\n1,普查古树,县林业局\n\n2,加强巡护,县公安局\n\n序号,指标,单位\n1,古树,株\n"
    tables = [block.text.split("\n") for block in read("a.csv", rows.encode()).blocks]
    assert [len(table) for table in tables] == [3, 2]
    assert tables[0][2].split("\t") == ["2", "加强巡护", "县公安局"]


def test_a_text_with_commas_is_no_csv() -> None:
    assert read("a.txt", NOTICE.replace("，", ",").encode()).format == "text"
    assert read("a.txt", "\n".join(f"{n},加强巡护,县公安局" for n in range(9)).encode()).format == "text"


def test_the_separator_may_be_stated_above() -> None:
    assert read("a.csv", b"sep=|\r\n" + ROWS.replace(",", "|").encode()).blocks[0].table.columns == 3  # type: ignore[union-attr]


def test_csv_limit() -> None:
    with pytest.raises(UnreadableError, match="more than 3 cells with text"):
        read("a.csv", ROWS.encode(), Limits(filled_cells=3))


def test_archive_is_one_document_with_the_notice_first() -> None:
    data = archive(
        {"附件1 任务分工表.csv": ROWS, "a通知.txt": NOTICE, "__MACOSX/._x": b"\0", "pages.pdf": plan_files.as_pdf()}
    )
    document = read("发文.zip", data)
    assert [block.id for block in document.blocks] == [f"b{n}" for n in range(1, len(document.blocks) + 1)]
    assert document.blocks[0].paths[0].path == "a通知.txt"
    assert document.blocks[-1].paths[-1].path == "附件1 任务分工表.csv"
    pages = [block.page for block in document.blocks if block.page]
    assert pages == sorted(pages)
    (plan, _), *_ = plans(read("发文.zip", archive({"b 附件1 任务分工表.csv": ROWS, "a通知.txt": NOTICE})), "bundle")
    assert plan.notice.number is not None
    assert plan.notice.number.value == "白政办发〔2023〕26号"
    assert [(task.origin, task.title) for task in plan.tasks][:2] == [
        ("body", "开展普查"),
        ("annex", '普查古树,逐株"挂牌"'),
    ]


def test_names_in_gbk_and_annexes_in_their_order() -> None:
    data = archive({"XXXX10.csv": ROWS, "XXXX2.csv": ROWS, "notice.txt": NOTICE})
    document = read("发文.zip", data.replace(b"XXXX", "附件".encode("gb18030")))
    labels = [block.text for block in document.blocks if block.text.startswith("附件")]
    assert labels == ["附件2", "附件10"]


def test_what_an_archive_holds_and_nobody_can_read_is_named() -> None:
    inner = archive({"通知.txt": NOTICE})
    document = read("发文.zip", archive({"../../通知.txt": NOTICE, "旧件.dat": inner, "空.txt": b""}))
    assert document.blocks[0].text.startswith("白塔县人民政府办公室")
    assert [remark.code for remark in document.remarks] == ["part-not-read"] * 2
    assert "archive in an archive" in " ".join(remark.en for remark in document.remarks)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def test_refusals_of_archives() -> None:
    with pytest.raises(UnreadableError, match=r"nothing of the zip file can be read: .*空\.txt.* is empty"):
        read("发文.zip", archive({"空.txt": b""}))
    encrypted = bytearray(archive({"a.txt": NOTICE}))
    for signature, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        encrypted[encrypted.index(signature) + flags] |= 1
    with pytest.raises(UnreadableError, match="encrypted"):
        read("发文.zip", bytes(encrypted))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Rar!\x1a\x07\x01\x00rest", "it is a RAR archive; unpack it and add the files"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "it is a 7z archive"),
        (bytes(257) + b"ustar\x00", "it is a tar archive"),
        (b"\x00\x00\x00\x18ftypheic", "it is a HEIC picture; save it as PNG or JPEG"),
        (b"\x00\x00\x00\x18ftypisom", "it is a video"),
        (b"\x00\x01\x00\x00\x00\x10", "it is a font"),
        (b"ID;PSCALC3\nC;X1;Y1", "LibreOffice is not installed; install LibreOffice, or save the file as XLSX"),
        (b"<?xml version='1.0'?><uof:UOF xmlns:uof='http://schemas.uof.org/cn/2003/uof'/>", "Office document in"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "of old Office, and LibreOffice is not installed; install"),
        (b"%!PS-Adobe-3.0\nshow", "it is a PostScript file"),
        (b"CAJ\x00\x01", "it is a CAJ file of CNKI"),
        (b"[InternetShortcut]\r\nURL=a", "it is a link to a page"),
        ('{"text": "一、重点任务\\n1.普查古树。"}'.encode(), "it is JSON data"),
        ("<?xml version='1.0'?><list><task>普查古树</task></list>".encode(), "it is XML data"),
        ("<svg xmlns='a'><text>普查古树</text></svg>".encode(), "it is XML data"),
        (b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><a/>", "an Office document in one XML file"),
        (
            archive({"[Content_Types].xml": "<a b='presentationml.main+xml'/>", "ppt/a.xml": "一"}),
            "it is a presentation",
        ),
        (archive({"Index/Document.iwa": "一", "preview.jpg": "二"}), "Pages, Numbers or Keynote; export it as PDF"),
        (archive({"AndroidManifest.xml": "一", "classes.dex": "二"}), "it is a program"),
        (archive({"[Content_Types].xml": "<a b='application/vnd.ms-excel.sheet.binary.macroEnabled.main'/>"}), "xlsb"),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)
def test_files_of_other_programs_are_named(monkeypatch: pytest.MonkeyPatch, data: bytes, reason: str) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("GANGMU_SOFFICE", raising=False)
    with pytest.raises(UnreadableError) as caught:
        read("a.bin", data)
    assert reason in str(caught.value)


def test_the_lock_of_an_open_document_is_named() -> None:
    with pytest.raises(UnreadableError, match="while a document is open; provide the document itself, 方案"):
        read("~$方案.docx", b"\x05admin" + b" " * 156)
