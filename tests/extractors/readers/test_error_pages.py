"""Pages that a server sends in place of a document are told, and what a reader could not read is told in its language."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from extractors.readers import read_document
from extractors.readers.page.unread_reasons import reason_in_chinese
from tests.support.plan_files import ofd_file, ofd_text

PLAN = "<p>一、重点任务</p><p>1.修缮古桥。平台开通前请先登录县政务网，登记桥梁信息。（牵头单位：县文旅局）</p>" + (
    "<p>2.巡查古桥。每月巡查两次，做好记录，发现问题及时上报。（牵头单位：县交通局；配合单位：县文旅局、各镇人民政府）</p>"
    * 6
)


def codes(folder: Path, page: str) -> list[str]:
    path = folder / "plan.html"
    path.write_text(page, encoding="utf-8")
    return [remark.code for remark in read_document(path).remarks]


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>404 Not Found</title></head><body><h1>404</h1><p>返回首页</p></body></html>",
        "<html><body><center><h1>502 Bad Gateway</h1></center><hr>nginx</body></html>",
        "<html><body><p>抱歉，您访问的页 面不存在，可能已经移走。</p><p>返回上一页</p></body></html>",
        "<html><body><div>该内容已被发布者删除</div><div>我知道了</div></body></html>",
        "<html><body><form><p>请先登录后查看全文</p><p>账号 <input></p></form></body></html>",
        "<html><body><p>当前环境异常，完成验证后即可继续访问。</p></body></html>",
    ],
)
def test_a_page_in_place_of_the_document_is_told(tmp_path: Path, page: str) -> None:
    assert codes(tmp_path, page) == ["part-not-read"]


@pytest.mark.parametrize(
    "page", [f"<html><body>{PLAN}</body></html>", "<html><body><p>全年修缮古桥404座。</p></body></html>"]
)
def test_a_document_that_speaks_of_such_things_is_none(tmp_path: Path, page: str) -> None:
    assert codes(tmp_path, page.replace("404座", "14座") if "404座" in page else page) == []


def test_why_a_page_of_an_ofd_file_is_missing_is_told_in_each_language(tmp_path: Path) -> None:
    whole = zipfile.ZipFile(
        io.BytesIO(ofd_file([ofd_text(20, 20, "一、修缮古桥")], [ofd_text(20, 20, "二、巡查古桥")]))
    )
    path = tmp_path / "plan.ofd"
    with zipfile.ZipFile(path, "w") as made:
        for name in whole.namelist():
            if "Page_1" not in name:
                made.writestr(name, whole.read(name))
    (remark,) = read_document(path).remarks
    assert remark.zh == "第2页未能读取：缺少部件Doc_0/Pages/Page_1/Content.xml。"
    assert remark.en == "Page 2 was not read: the part Doc_0/Pages/Page_1/Content.xml is missing."


def test_every_reason_why_a_page_is_not_read_has_its_chinese() -> None:
    source = Path(__file__).parents[3] / "extractors/readers"
    files = [source / "pdf/read.py", source / "pdf/ink.py", source / "ofd/read.py", source / "ofd/objects.py"]
    stated = [
        text
        for file in files
        for text in re.findall(r'(?:PageError\(f?|UnreadableError\("", f?)"([^"]+)"', file.read_text())
    ]
    assert len(stated) >= 8
    for text in stated:
        reason = re.sub(r"\{[^}]*\}", "1,234", text)
        if "picture" not in reason:  # its remark has words of its own
            assert re.search(r"[\u4e00-\u9fff]", reason_in_chinese(reason)), reason
    assert reason_in_chinese("nobody knows") == "nobody knows"
