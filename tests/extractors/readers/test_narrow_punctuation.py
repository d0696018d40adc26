"""Text whose Chinese punctuation is in half width, as copies of web pages and databases often are: it is read the same."""

from pathlib import Path

import pytest

from extractors import extract
from extractors.language.full_width import with_wide_punctuation
from tests.support.text_plans import plan_of

NARROW = str.maketrans("，；：（）", ",;:()")

ITEMS = "".join(
    f"（{mark}）{title}。健全机制，{work}；加强宣传。1．{work}，抓好落实。（县水利局牵头，县财政局、县教育局负责）2．开展检查，建立台账。（县应急局负责）"
    for mark, title, work in (
        ("一", "加强河道管护", "疏浚河道"),
        ("二", "加强水库管护", "检查水库"),
        ("三", "加强泵站管护", "改造泵站"),
        ("四", "加强水质监测", "建设站点"),
    )
)
UNBROKEN = f"青岚县水利工作方案为做好工作，制定本方案。一、重点任务{ITEMS}"

ROWS = "".join(
    f"{number}\n{work}，{more}；健全机制，抓好落\n实。\n{lead}\n{others}\n"
    for number, work, more, lead, others in (
        (1, "推进电子证照共享", "拓展应用", "县市场监管局", "县政务服务办、县公安局、\n县司法局"),
        (2, "优化企业注销平台", "加强互通", "县市场监管局", "县人社局、县税务局"),
        (3, "试行无纸化管理", "做好衔接", "县规划局", "县政务服务办"),
        (4, "提升系统效能", "开展培训", "县政务服务办", "县大数据局、县住建局"),
    )
)
TABLE = f"青岚县营商环境任务清单\n序号\n任务内容\n牵头单位\n责任单位\n{ROWS}"

GOALS = (
    "青岚县工作要点\n一、总体目标\n2027年主要预期目标是：生产总值增长8%左右；工业增加值增长9%以上；一般预算收入增长8%左右；"
    "固定资产投资增长16%左右；零售总额增长11%左右；居民收入稳步增长；价格指数控制在103.5以内；失业率控制在4.5%以内。\n"
)


def facts(folder: Path, text: str) -> tuple[list[tuple[str, ...]], ...]:
    plan = plan_of(folder, text)
    titles = {entry.id: entry.title for entry in (*plan.tasks, *plan.headings)}
    found = (
        [(titles[row.subject], row.role, row.name) for row in plan.responsibilities],
        [(task.marker or "", task.title) for task in plan.tasks],
        [(promise.what, str(promise.value), str(promise.year)) for promise in plan.commitments],
    )
    return tuple([tuple(part.translate(NARROW) for part in fact) for fact in facts] for facts in found)


@pytest.mark.parametrize("text", [UNBROKEN, TABLE, GOALS])
def test_narrow_punctuation_changes_no_fact(tmp_path: Path, text: str) -> None:
    wide = facts(tmp_path, text)
    assert sum(map(len, wide)) >= 7
    assert facts(tmp_path, text.translate(NARROW)) == wide


def test_signs_of_numbers_and_foreign_words_stay(tmp_path: Path) -> None:
    assert (
        with_wide_punctuation("投资1,200万元(下同),10:30开会,见A,B(C)") == "投资1,200万元（下同），10:30开会，见A,B(C)"
    )
    assert with_wide_punctuation("各县(市),各区:办理", brackets=False) == "各县(市)，各区：办理"


def test_quotes_are_printed_as_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    text = TABLE.translate(NARROW)
    path.write_text(text, encoding="utf-8")
    plan, document = extract(path)[0]
    for block in document.blocks:
        for at, length, raw in block.segments:
            assert block.text[at : at + length] == text[raw : raw + length]
    assert "，" not in "".join(task.text for task in plan.tasks)
