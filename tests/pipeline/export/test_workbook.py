"""The workbook: its sheets, its links, and that no text of a source is run as a formula."""

import hashlib
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

import pipeline.export.matrix_sheets
import pipeline.workbook.style
from pipeline.compare import compare
from pipeline.errors import InputError
from pipeline.export.matrix_sheets import MOST
from pipeline.export.workbook import LEFT_OUT, sheets, write_workbook
from pipeline.store.results import Result
from pipeline.workbook.cells import put_text, save
from pipeline.workbook.sheet import FIRST, HEAD, CellRef, Sheet, SheetCell, SheetColumn
from pipeline.workbook.style import display_width, line_count, write_sheets
from schemas import Plan, Unit
from tests.support.plans import document, plan

pytestmark = pytest.mark.slow

RESULT = Result(plan(document()), document())
LATER = Result(plan(document("later.txt"), "yunxi-2027"), document("later.txt"))
NAMES = ["总览", "任务", "责任分工", "责任清单", "指标", "单位", "审核发现", "计划比较", "原文"]


def made(path: Path, *results: Result) -> Workbook:
    found = [compare(results[0], results[1])] if len(results) > 1 else []
    write_workbook(results, found, path / "book.xlsx")
    return load_workbook(path / "book.xlsx")


def rows(page: Worksheet) -> list[dict[str, object]]:
    heads = [cell.value for cell in page[HEAD]]
    return [dict(zip(heads, values, strict=False)) for values in page.iter_rows(min_row=FIRST, values_only=True)]


def test_sheets_stand_in_their_order(tmp_path: Path) -> None:
    assert made(tmp_path, RESULT, LATER).sheetnames == NAMES


def test_heads_are_frozen_filtered_and_printed(tmp_path: Path) -> None:
    for page in made(tmp_path, RESULT, LATER):
        assert int(page.freeze_panes.lstrip("ABCDEFGHIJ")) == FIRST, page.title
        assert page.print_title_rows == f"${HEAD}:${HEAD}"
        assert page.page_setup.orientation == "landscape"
        assert page.page_setup.fitToHeight == 0
        if page.title != "总览":
            assert page.auto_filter.ref.startswith(f"A{HEAD}:"), page.title
        assert all(dimension.width >= 4 for dimension in page.column_dimensions.values())


def test_tasks_tell_units_items_promises_and_deadline(tmp_path: Path) -> None:
    tasks = rows(made(tmp_path, RESULT)["任务"])
    first = tasks[0]
    assert (first["序号"], first["任务"]) == ("1", "建设中试基地")
    assert first["牵头、承担单位"] == "区科技局；区工信局（据分解表）"
    assert "云溪大学" in str(first["配合、指导单位"])
    assert first["数字承诺"] == "2026年 中试平台 12个\n企业 3—5家"
    assert tasks[2]["完成时限"] == "2025年12月底前"
    assert tasks[2]["牵头、承担单位"] == "各镇人民政府等相关单位"
    assert [row["类别"] for row in tasks] == ["任务", "任务", "任务", "保障措施", "分解", "分解"]
    assert tasks[4]["推进计划"] == "1. 2024年发布目录。\n2. 2025年更新目录。"
    assert tasks[4]["所在标题"] == "分解自 1 建设中试基地"


def test_every_fact_leads_to_the_row_of_its_passage(tmp_path: Path) -> None:
    book = made(tmp_path, RESULT, LATER)
    source = book["原文"]
    for name, column in (("任务", "任务"), ("指标", "指标"), ("责任清单", "原文写法")):
        page = book[name]
        heads = {cell.value: cell.column for cell in page[HEAD]}
        for number in range(FIRST, page.max_row + 1):
            link = page.cell(number, heads["出处"]).hyperlink
            sheet, _, place = link.location.partition("!")
            assert sheet == "'原文'"
            row = int(place.removeprefix("A"))
            assert str(page.cell(number, heads[column]).value) in source.cell(row, 5).value
            assert source.cell(row, 1).value == page.cell(number, 1).value


def test_passages_lead_back_to_facts(tmp_path: Path) -> None:
    book = made(tmp_path, RESULT)
    heads = {cell.value: cell.column for cell in book["原文"][HEAD]}
    cell = next(
        book["原文"].cell(number, heads["读出"])
        for number in range(FIRST, book["原文"].max_row + 1)
        if str(book["原文"].cell(number, heads["原文"]).value).startswith("1.建设中试基地")
    )
    assert cell.value == "任务 1、责任 3、承诺 2"
    assert cell.hyperlink.location == f"'任务'!A{FIRST}"


def test_every_link_leads_to_a_cell_that_is_there(tmp_path: Path) -> None:
    book = made(tmp_path, RESULT, LATER)
    links = [cell.hyperlink for page in book for row in page.iter_rows() for cell in row if cell.hyperlink]
    assert len(links) > 100
    for link in links:
        sheet, _, place = link.location.partition("!")
        assert int(place.removeprefix("A")) <= book[sheet.strip("'")].max_row


def test_matrix_shows_relations_as_signs(tmp_path: Path) -> None:
    page = made(tmp_path, RESULT)["责任分工"]
    found = rows(page)
    heads = [cell.value for cell in page[HEAD]]
    assert set(heads[3:]) == {"区科技局", "区工信局", "区金融办", "云溪大学", "各镇人民政府"}
    assert heads[3] == "区科技局"
    assert (found[0]["区科技局"], found[0]["云溪大学"], found[0]["区金融办"]) == ("●○", "○", None)
    assert found[0]["区工信局"] == "○●"
    assert found[1]["区金融办"] == "◎"
    assert found[-1]["事项"] == "每个单位的事项数"


def test_numbers_of_indicators_are_numbers_and_words_stay(tmp_path: Path) -> None:
    page = made(tmp_path, RESULT)["指标"]
    found = rows(page)
    assert (found[0]["2023年"], found[0]["2026年"]) == (120, 210)
    assert (found[1]["2024年"], found[2]["2026年"]) == ("≥3.4", "全市前列")
    heads = {cell.value: cell.column for cell in page[HEAD]}
    assert page.cell(FIRST, heads["2023年"]).fill.fgColor.rgb != page.cell(FIRST, heads["2024年"]).fill.fgColor.rgb


def test_comparison_tells_what_became_of_the_tasks(tmp_path: Path) -> None:
    found = rows(made(tmp_path, RESULT, LATER)["计划比较"])
    assert {row["所比"] for row in found} >= {"任务", "指标"}
    assert any(row["变化"] == "延续" and row["前一文本"] == "1 建设中试基地" for row in found)
    alone = made(tmp_path, RESULT)["计划比较"]
    assert alone.max_row == HEAD
    assert "predecessor" in alone["A2"].value


def test_one_plan_has_no_column_of_plans_and_several_have(tmp_path: Path) -> None:
    assert next(cell.value for cell in made(tmp_path, RESULT)["任务"][HEAD]) == "序号"
    assert next(cell.value for cell in made(tmp_path, RESULT, LATER)["任务"][HEAD]) == "计划"


def test_many_units_get_a_matrix_for_each_plan() -> None:
    def crowded(result: Result) -> Result:
        entry = result.plan.responsibilities[3]
        more = [entry.model_copy(update={"unit": f"unit/{n}/{result.plan.plan.id}"}) for n in range(MOST)]
        return result._replace(plan=result.plan.model_copy(update={"responsibilities": tuple(more)}))

    names = [sheet.name for sheet in sheets([crowded(RESULT), crowded(LATER)])]
    assert names[-3:] == ["责任分工1", "责任分工2", "原文"]
    assert "责任分工" not in names


def test_a_wide_plan_alone_keeps_one_matrix() -> None:
    units = tuple(Unit(id=f"u/{n}", name=f"单位{n}") for n in range(300))
    entry = RESULT.plan.responsibilities[3]
    duties = tuple(entry.model_copy(update={"unit": unit.id}) for unit in units)
    wide: Plan = RESULT.plan.model_copy(update={"units": units, "responsibilities": duties})
    matrix = next(sheet for sheet in sheets([RESULT._replace(plan=wide)]) if sheet.name == "责任分工")
    assert len(matrix.columns) == 3 + 300


def one_cell(text: str, path: Path, link: CellRef | None = None) -> Cell:
    """Return a text as a workbook has it."""
    sheet = Sheet("表", "表", "", (SheetColumn("文", 20),), ((SheetCell(text, link),),))
    return load_workbook(write_sheets([sheet], path / "a.xlsx"))["表"].cell(FIRST, 1)


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1"]


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize("link", [None, CellRef("表", 1)])
def test_texts_are_never_formulas(text: str, link: CellRef | None, tmp_path: Path) -> None:
    cell = one_cell(text, tmp_path, link)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert cell.value == text


@pytest.mark.parametrize("text", FORMULAS)
def test_texts_of_a_workbook_to_fill_in_are_never_formulas(text: str, tmp_path: Path) -> None:
    book = Workbook()
    put_text(book.active["A1"], text)
    cell = load_workbook(save(book, tmp_path / "a.xlsx")).active["A1"]
    assert (cell.data_type, cell.quotePrefix, cell.value) == ("s", True, text)


def test_texts_that_no_workbook_can_hold_are_mended(tmp_path: Path) -> None:
    mended = str(one_cell("一\x00\x0b二\ud800三" + "长" * 40_000, tmp_path).value)
    assert mended.startswith("一二�三长")
    assert len(mended) == 32_000
    # a spreadsheet reads _x005F_ as the underscore, _x0041_ as A
    assert one_cell("编码_x0041_照录", tmp_path).value == "编码_x005F_x0041_照录"


@pytest.mark.parametrize("text", ["<r>甲</r>", "<r><t>甲</t></r>", "甲<b>&乙</b>", " 前后有空格 ", "一行\n二行"])
def test_texts_that_look_like_xml_stay_as_they_are(text: str, tmp_path: Path) -> None:
    assert str(one_cell(text, tmp_path).value).strip() == text.strip()


def test_more_links_than_a_sheet_may_have_lose_the_link_and_not_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.workbook.style, "LINKS", 2)
    rows = tuple((SheetCell(f"第{number}条", CellRef("表", number)),) for number in range(1, 5))
    sheet = Sheet("表", "表", "", (SheetColumn("文", 20),), rows)
    page = load_workbook(write_sheets([sheet], tmp_path / "a.xlsx"))["表"]
    cells = [page.cell(FIRST + at, 1) for at in range(4)]
    assert [cell.value for cell in cells] == ["第1条", "第2条", "第3条", "第4条"]
    assert [cell.hyperlink is not None for cell in cells] == [True, True, False, False]


def test_more_rows_than_a_sheet_can_have_are_spread_over_sheets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.workbook.style, "ROWS", FIRST + 1)
    linked = SheetCell("第六行", CellRef("表", FIRST + 4))
    rows = (("甲",), ("乙",), ("丙",), ("丁",), (linked,))
    sheet = Sheet("表", "题", "", (SheetColumn("文", 20),), rows, tail=(("注",),))
    book = load_workbook(write_sheets([sheet, sheet._replace(name="又", rows=rows[:2], tail=())], tmp_path / "a.xlsx"))
    assert book.sheetnames == ["表", "表 (2)", "表 (3)", "又"]
    assert [[cell.value for cell in page["A"]] for page in book] == [
        ["题", "", "文", "甲", "乙"],
        ["题（2）", "", "文", "丙", "丁"],
        ["题（3）", "", "文", "第六行", "注"],
        ["题", "", "文", "甲", "乙"],
    ]
    assert [page.auto_filter.ref for page in book] == ["A3:A5", "A3:A5", "A3:A4", "A3:A5"]
    assert book["表 (3)"].cell(FIRST, 1).hyperlink.location == f"'表 (3)'!A{FIRST}"
    with pytest.raises(InputError, match=r"sheet 表 \(2\) would have more than 5 rows"):
        write_sheets([sheet._replace(rows=rows[:4])], tmp_path / "over.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_links_of_a_workbook_in_parts_lead_to_what_they_did(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = shown_links(made(tmp_path, RESULT, LATER))
    monkeypatch.setattr(pipeline.workbook.style, "ROWS", 24)
    book = made(tmp_path, RESULT, LATER)
    assert {"原文 (2)", "责任清单 (2)"} <= set(book.sheetnames)
    assert shown_links(book) == whole
    assert " 张表" in str([cell.value for cell in book["总览"]["C"]])


def shown_links(book: Workbook) -> list[tuple[object, object]]:
    """Return the texts of all cells that are links, except those of the overview, and the rows that they lead to."""
    cells = (cell for page in book.worksheets[1:] for row in page.iter_rows() for cell in row if cell.hyperlink)
    found = []
    for cell in cells:
        sheet, _, place = cell.hyperlink.location.partition("!A")
        found.append((cell.value, [target.value for target in book[sheet.strip("'")][int(place)]]))
    return found


def test_more_plans_than_get_a_matrix_each_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.export.matrix_sheets, "MOST", 2)
    assert "责任分工2" in [sheet.name for sheet in sheets([RESULT, LATER])]
    monkeypatch.setattr(pipeline.export.matrix_sheets, "MATRICES", 1)
    found = list(sheets([RESULT, LATER]))
    assert [sheet.name for sheet in found] == [name for name in NAMES if name != "责任分工"]
    assert found[0].tail[-1] == ("责任分工", LEFT_OUT, None)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit of open files to lower")
def test_a_book_of_many_sheets_needs_few_open_files(tmp_path: Path) -> None:
    import resource

    files = Path("/proc/self/fd")
    held = len(list(files.iterdir())) if files.exists() else 64
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (held + 40, limits[1]))
    try:
        rows = (("甲",),)
        many = (Sheet(f"表{number}", "表", "", (SheetColumn("文", 20),), rows) for number in range(80))
        path = write_sheets(many, tmp_path / "a.xlsx")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
    assert len(load_workbook(path).sheetnames) == 80


def test_lines_are_counted_for_the_height_of_rows() -> None:
    assert line_count("短", 20) == 1
    assert line_count("一行\n二行", 20) == 2
    assert line_count("字" * 40, 20) == 4
    assert display_width("ab") < display_width("字字")


def test_equal_facts_give_equal_bytes(tmp_path: Path) -> None:
    digests = set()
    for name in ("one", "two"):
        made((tmp_path / name), RESULT, LATER)
        digests.add(hashlib.sha256((tmp_path / name / "book.xlsx").read_bytes()).hexdigest())
    assert len(digests) == 1
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["book.xlsx"]
    with zipfile.ZipFile(tmp_path / "one" / "book.xlsx") as packed:
        assert {entry.date_time[0] for entry in packed.infolist()} == {1980}


def test_no_plans_give_a_workbook_all_the_same(tmp_path: Path) -> None:
    assert made(tmp_path).sheetnames == NAMES


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_it_without_loss(tmp_path: Path) -> None:
    mine = made(tmp_path, RESULT, LATER)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    target = tmp_path / "again"
    subprocess.run(
        [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            str(target),
            str(tmp_path / "book.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    theirs = load_workbook(target / "book.xlsx")
    assert theirs.sheetnames == mine.sheetnames
    for page in mine:
        again = theirs[page.title]
        for row in page.iter_rows():
            for cell in row:
                assert again[cell.coordinate].value == cell.value, (page.title, cell.coordinate)
