"""What Word prints of runs, fields and tables, and what it does not."""

from pathlib import Path

import pytest

from extractors import extract_document
from tests.extractors.readers.test_word_parts import paragraph, table, texts, word

BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{part}"/></w:r>' for part in ("begin", "separate", "end"))
DUTIES = [["序号", "重点任务", "牵头单位"], ["1", "修缮古桥", "区文旅局"], ["2", "疏通水圳", "区水利局"]]


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        # the result of a field inside the instruction of another is not printed
        (f"{BEGIN}{BEGIN}{SEPARATE}{run('99')}{END}{SEPARATE}{run('40')}{END}", "修缮40座"),
        (f"{BEGIN}<w:r><w:instrText>REF a</w:instrText></w:r>{SEPARATE}{run('40')}{END}", "修缮40座"),
        (f"{run('30', '<w:strike/>')}{run('40')}", "修缮40座"),
        (run("30", "<w:dstrike/>") + run("40", '<w:strike w:val="0"/>'), "修缮40座"),
        (f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('请输入')}</w:sdtContent></w:sdt>", "修缮座"),
        (run("30", '<w:color w:val="FFFFFF"/>') + run("40", '<w:sz w:val="32"/>'), "修缮40座"),
        (run("30", '<w:sz w:val="2"/>') + run("40", '<w:color w:val="FF0000"/>'), "修缮40座"),
        (run("40", '<w:color w:val="ffffff"/><w:shd w:fill="203864"/>'), "修缮40座"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F082"/></w:r><w:r><w:sym w:font="X" w:char="F082"/></w:r>', "修缮②座"),
        ('<w:r><w:sym w:font="Segoe UI Symbol" w:char="2611"/></w:r>', "修缮☑座"),
        (f"<w:sdt><w:sdtContent>{run('40')}</w:sdtContent></w:sdt>", "修缮40座"),
    ],
)
def test_runs_as_word_prints_them(tmp_path: Path, runs: str, expected: str) -> None:
    assert texts(word(tmp_path, paragraph("修缮", inside=runs + run("座")))) == [expected]


@pytest.mark.parametrize("ground", ['<w:tblStyle w:val="a"/>', '<w:shd w:fill="203864"/>', ""])
def test_white_text_in_a_table(tmp_path: Path, ground: str) -> None:
    white = '<w:color w:val="FFFFFF"/>'
    header = "".join(f"<w:tc>{paragraph('', inside=run(name, white))}</w:tc>" for name in DUTIES[0])
    body = "".join(f"<w:tr>{''.join(f'<w:tc>{paragraph(text)}</w:tc>' for text in row)}</w:tr>" for row in DUTIES[1:])
    document = word(tmp_path, f"<w:tbl><w:tblPr>{ground}</w:tblPr><w:tr>{header}</w:tr>{body}</w:tbl>")
    assert ("牵头单位" in "".join(texts(document))) == bool(ground)
    assert [remark.code for remark in document.remarks] == ([] if ground else ["part-not-read"])


def test_struck_text_is_named(tmp_path: Path) -> None:
    body = paragraph("修缮", inside=run("三十", "<w:strike/>") + run("四十座"))
    assert [remark.en for remark in word(tmp_path, body).remarks] == ["Struck-through text “三十” was not read."]


def test_an_empty_numbered_cell_prints_its_number(tmp_path: Path) -> None:
    number = paragraph("", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>'
    lists = f'<w:numbering><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    body = table(DUTIES[0], *([number, *row[1:]] for row in DUTIES[1:]))
    document = word(tmp_path, body, {"numbering:numbering.xml": lists})
    assert texts(document) == ["\n".join("\t".join(row) for row in DUTIES)]


@pytest.mark.parametrize(
    "body",
    [
        table(*DUTIES[:2]) + table(*DUTIES[2:]),  # Word prints tables without a paragraph between them as one
        "".join(paragraph(row[0], inside="".join(f"<w:r><w:tab/></w:r>{run(c)}" for c in row[1:])) for row in DUTIES),
        table(*([*row, f"<w:tcPr><w:cellDel/></w:tcPr>{paragraph('旧')}"] for row in DUTIES)),
    ],
    ids=["continued", "tabs", "deleted cells"],
)
def test_one_table_however_it_was_made(tmp_path: Path, body: str) -> None:
    document = word(tmp_path, paragraph("附件：任务分工表") + body)
    assert texts(document)[1:] == ["\n".join("\t".join(row) for row in DUTIES)]
    tasks = extract_document(document, "plan")[0][0].tasks
    assert [task.title for task in tasks] == ["修缮古桥", "疏通水圳"]


def test_tables_with_headers_stay_apart(tmp_path: Path) -> None:
    assert len(texts(word(tmp_path, table(*DUTIES) + table(*DUTIES)))) == 2
