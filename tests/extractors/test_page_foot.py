"""What a web site prints around a document gives no title and no responsibilities, in pages and in copies of their text."""

from pathlib import Path

import pytest

from extractors import extract
from schemas import Plan

BODY = (
    "砚湖县河湖管护2027年工作要点",
    "一、清理河道",
    "（一）清理岸线。清理岸线垃圾，设置界桩。（县水利局牵头，县财政局配合）",
    "（二）巡查水库。每月巡查水库一次。（县水利局）",
)
SITE = (
    "【打印本页】【关闭窗口】",
    "上一篇：关于开展节水宣传的通知",
    "下一篇：关于河湖长名单的公告",
    "相关解读",
    "《砚湖县河湖管护2027年工作要点》政策解读",
    "主办：砚湖县人民政府办公室　承办：砚湖县大数据局",
    "砚ICP备00000000号　网站标识码：0000000000",
)


def read(tmp_path: Path, lines: tuple[str, ...], name: str) -> Plan:
    text = "\n".join(lines)
    if name.endswith(".html"):
        head, *rest = lines
        text = f"<html><body><h1>{head}</h1>" + "".join(f"<p>{line}</p>" for line in rest) + "</body></html>"
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    ((plan, _),) = extract(path)
    return plan


@pytest.mark.parametrize("name", ["page.html", "copy.txt"])
def test_what_a_site_prints_below_a_document_is_no_part_of_it(tmp_path: Path, name: str) -> None:
    plan = read(tmp_path, (*BODY, *SITE), name)
    assert plan.plan.title == BODY[0]
    assert [task.title for task in plan.tasks] == ["清理岸线", "巡查水库"]
    assert [duty.name for duty in plan.responsibilities] == ["县水利局", "县财政局", "县水利局"]
    assert plan.plan.issuers == ()


def test_a_clause_at_the_end_is_one_where_no_line_below_is_about_the_site(tmp_path: Path) -> None:
    clause = "主办单位：县水利局　协办单位：县财政局"
    plan = read(tmp_path, (*BODY[:3], "（二）办好河湖日活动。", clause), "copy.txt")
    assert [(duty.name, duty.role) for duty in plan.responsibilities][2:] == [
        ("县水利局", "lead"),
        ("县财政局", "support"),
    ]


def test_a_last_task_that_speaks_of_registration_is_a_task(tmp_path: Path) -> None:
    plan = read(tmp_path, (*BODY, "（三）规范网站。更新网站标识码和备案号。"), "copy.txt")
    assert [task.title for task in plan.tasks][-1] == "规范网站"


def test_a_sentence_that_begins_like_a_line_of_the_site_is_text(tmp_path: Path) -> None:
    plan = read(tmp_path, (*BODY, "关闭沿河砂场5座，由县应急局负责。"), "copy.txt")
    assert "砂场5座" in plan.tasks[-1].text


def test_numbered_tasks_at_the_end_are_no_lines_of_the_site(tmp_path: Path) -> None:
    tasks = ("一、办好网站", "1.完成ICP备案和网站标识码管理", "2.新建网站地图")
    plan = read(tmp_path, (*BODY, "网站建设任务如下。", *tasks), "copy.txt")
    assert [task.title for task in plan.tasks][-2:] == ["完成ICP备案和网站标识码管理", "新建网站地图"]


def test_fields_below_the_line_of_copyright_are_those_of_the_site(tmp_path: Path) -> None:
    foot = ("Copyright © 2027 砚湖县水利局", "主办单位：砚湖县水利局", "联系电话：0000-0000000")
    plan = read(tmp_path, (*BODY, *foot), "copy.txt")
    assert [duty.name for duty in plan.responsibilities] == ["县水利局", "县财政局", "县水利局"]


def test_a_file_below_a_label_of_attachments_is_no_task(tmp_path: Path) -> None:
    plan = read(tmp_path, (*BODY, "附件：", "1.水库清单.xlsx"), "page.html")
    assert [task.title for task in plan.tasks] == ["清理岸线", "巡查水库"]
    assert [element.value for element in plan.notice.attachments] == ["水库清单"]


def test_titles_of_other_pages_beside_a_plan_say_nothing_of_it(tmp_path: Path) -> None:
    head, *rest = BODY
    links = (
        "<h3>热点</h3><ul><li><a href='1'>关于节水的通知</a></li><li><a href='2'>关于表彰先进集体的决定</a></li></ul>"
    )
    body = f"<h1>{head}</h1>" + "".join(f"<p>{line}</p>" for line in rest)
    path = tmp_path / "page.html"
    path.write_text(
        f"<html><body><table><tr><td>{body}</td><td>{links}</td></tr></table></body></html>", encoding="utf-8"
    )
    ((plan, _),) = extract(path)
    assert [task.title for task in plan.tasks] == ["清理岸线", "巡查水库"]
    assert plan.findings == ()
