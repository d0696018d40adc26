"""Commitments are not read from paragraphs that are a table whose cells ran together."""

from pathlib import Path

import pytest
from docx import Document

from extractors import extract
from extractors.coverage.cell_shapes import numbered_rows
from tests.support.text_plans import plan_of

BODY = "青禾县便民设施提升方案\n一、总体要求\n开放书屋30间。\n附件 工作进度表\n"
HEADER = "序号 目标任务 首个年度 次个年度 末个年度 责任单位\n"
ROWS = (
    "1 候车亭建设 完成选址 开工8座 建成12座 县交通运输局 已建\n2 步道开放 申报 开通2条 累计6条 县住建局\n"
    "3 摊位引进 对接10家 签约3家 落地5家 县商务局\n"
)


@pytest.mark.parametrize("blank", ["", " "])
def test_cells_that_ran_together_are_unread_and_no_commitments(blank: str, tmp_path: Path) -> None:
    table = HEADER + ROWS if blank else (HEADER + ROWS).replace(" ", "").replace("\n", "") + "\n"
    plan = plan_of(tmp_path, BODY + table)
    assert [promise.evidence.quote for promise in plan.commitments] == ["开放书屋30间"]
    assert plan.coverage is not None
    lost = "".join(passage.text or passage.evidence.quote for passage in plan.coverage.passages)
    assert all(words in lost for words in ("建成12座", "累计6条", "落地5家"))


def test_numbered_rows_need_words_apart_and_numbers_in_turn() -> None:
    rows = ["1候车亭 选址 开工 建成", "2步道 申报 开通 累计", "3摊位 对接 签约 落地"]
    assert list(numbered_rows(["序号 任务", *rows, "四、保障"])) == [(1, 4)]
    assert list(numbered_rows(rows[:2])) == []
    assert list(numbered_rows([rows[0], rows[2], rows[1]])) == []
    assert list(numbered_rows(["1.改造 书屋 座椅 灯具", "2.整修 步道 边沟 花木", "3.安装 路灯 电缆 箱体"])) == []
    assert list(numbered_rows(["1候车亭选址。", "2步道申报。", "3摊位对接。"])) == []


def test_rows_below_a_list_of_attachments_are_no_entries_of_it(tmp_path: Path) -> None:
    document = Document()
    for line in (
        "青岚县关于下达2027年水利项目计划的通知",
        "一、工作要求",
        "1.各乡镇要倒排工期。（县水利局）",
        "附件：2027年水利项目清单",
        "序号 项目名称 建设规模 投资（万元） 责任单位",
        "1 北渠改造 改造渠道12公里 3500 县水利局",
        "2 南闸更换 更换闸门40座 860 县农业农村局",
        "3 东库加固 加固坝体300米 1200 县水利局、县财政局",
    ):
        document.add_paragraph(line)
    file = tmp_path / "plan.docx"
    document.save(file)
    ((plan, _),) = extract(file)
    assert plan.coverage is not None
    unread = "".join(passage.text or passage.evidence.quote for passage in plan.coverage.passages)
    assert all(row in unread for row in ("北渠改造", "南闸更换", "东库加固"))
