"""Cells that have a line each: closed by bars, or several lines of a cell that are one unit each."""

from pathlib import Path

from extractors.readers import read_bytes
from extractors.readers.base.limits import Limits
from schemas import Plan
from tests.support.text_plans import plan_of

CELLS = ("序号", "重点工作", "责任单位", "完成时限", "1", "改造泵站3座。", "县水利局", "6月底前")
MORE = ("2", "修缮古桥2座。", "县文旅局、各镇", "全年", "3", "新建书屋5间。", "县教育局", "年底前")


def rows(plan: Plan) -> list[tuple[str, str | None, list[str]]]:
    return [
        (task.title, task.deadline and task.deadline.text, [r.name for r in plan.responsibilities if r.subject == task.id])
        for task in plan.tasks
    ]  # fmt: skip


def test_a_bar_that_closes_each_cell_is_no_part_of_it(tmp_path: Path) -> None:
    text = "青岚县重点工作清单\n" + "".join(f"{cell} |\n" for cell in (*CELLS, *MORE)) + "|||\n"
    assert rows(plan_of(tmp_path, text)) == [
        ("改造泵站3座", "6月底前", ["县水利局"]),
        ("修缮古桥2座", "全年", ["县文旅局", "各镇"]),
        ("新建书屋5间", "年底前", ["县教育局"]),
    ]
    document = read_bytes(Path("plan.txt"), text.encode(), Limits())
    for block in document.blocks:
        for at, length, raw in block.segments:
            assert block.text[at : at + length] == text[raw : raw + length]


def test_a_bar_here_and_there_is_kept(tmp_path: Path) -> None:
    document = read_bytes(Path("plan.txt"), "青岚县工作方案\n字号：大 |\n1.修桥。\n".encode(), Limits())
    assert any("|" in block.text for block in document.blocks)


def test_units_below_each_other_in_one_cell(tmp_path: Path) -> None:
    text = "青岚县民生实事任务分解表\n\n" + "\n\n".join(
        (
            *("序号", "民生实事", "责任单位", "完成时限"),
            *("1", "启动河道治理工程和湿地公园建设。", "县水务局", "县住建局", "县防汛指挥部", "12月底前"),
            *("2", "新建2座人行天桥。", "县住建局", "9月投入使用"),
            *("3", "启动图书馆新馆建设。", "县文广新局", "县代建中心", "12月底前"),
            *("4", "建成残疾人服务中心。", "县残联", "5月底前动工"),
        )
    )
    assert rows(plan_of(tmp_path, text)) == [
        ("启动河道治理工程和湿地公园建设", "12月底前", ["县水务局", "县住建局", "县防汛指挥部"]),
        ("新建2座人行天桥", "9月投入使用", ["县住建局"]),
        ("启动图书馆新馆建设", "12月底前", ["县文广新局", "县代建中心"]),
        ("建成残疾人服务中心", "5月底前动工", ["县残联"]),
    ]


def test_the_second_of_two_units_is_no_part_of_the_date_below_it(tmp_path: Path) -> None:
    cells = (
        *("序号", "工作任务", "责任单位", "完成时限"),
        *("1", "推广电子证照", "县大数据局", "县教育局", "2026年12月"),
        *("2", "改造图书馆", "县文旅局", "2026年6月"),
        *("3", "建设换乘站", "县住建局", "2027年6月"),
    )
    assert rows(plan_of(tmp_path, "青岚县任务清单\n" + "\n".join(cells) + "\n")) == [
        ("推广电子证照", "2026年12月", ["县大数据局", "县教育局"]),
        ("改造图书馆", "2026年6月", ["县文旅局"]),
        ("建设换乘站", "2027年6月", ["县住建局"]),
    ]
