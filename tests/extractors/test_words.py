"""Plans whose only marks are 一是 … 二是 …."""

from pathlib import Path

import pytest

from extractors import extract

TITLE = "关于做好2024年冬季安全工作的通知"
OPENING = "为守牢冬季安全底线，切实保障群众生命财产安全，经研究，现将有关工作通知如下："
WORDS = (
    "一是加强消防检查。对商场、学校、养老机构逐户检查，发现隐患立即整改，整改情况逐项销号。",
    "二是规范用气用电。组织燃气公司入户安检，更换老化软管，劝阻电动自行车上楼充电。",
    "三是强化道路巡查。在急弯陡坡路段增设警示标志，雪后两小时内完成主干道除冰除雪。",
    "四是落实值班值守。实行领导带班制度，遇有突发情况第一时间到场，按规定时限报告。",
)
TITLES = ["加强消防检查", "规范用气用电", "强化道路巡查", "落实值班值守"]


def read(tmp_path: Path, text: str) -> tuple[str | None, list[tuple[str | None, str]]]:
    file = tmp_path / "notice.txt"
    file.write_text(text, encoding="utf-8")
    ((found, _),) = extract(file)
    return found.plan.title, [(task.marker, task.title) for task in found.tasks]


@pytest.mark.parametrize("between", ["", "\n"], ids=["one string", "a paragraph each"])
def test_a_plan_begins_directly_with_the_words(tmp_path: Path, between: str) -> None:
    title, tasks = read(tmp_path, between.join((TITLE, "各镇人民政府，各有关单位：", OPENING, *WORDS)))
    assert title == TITLE
    assert tasks == list(zip(("一是", "二是", "三是", "四是"), TITLES, strict=True))


def test_words_that_tell_what_was_are_no_items_beside_other_marks(tmp_path: Path) -> None:
    text = "\n".join(
        (
            TITLE,
            "去年成效有三：一是检查更细。二是整改更快。三是宣传更广。",
            "一、加强检查",
            "二、加快整改",
            "三、扩大宣传",
        )
    )
    assert not {"一是", "二是"} & {marker for marker, _ in read(tmp_path, text)[1]}


def test_one_word_alone_counts_nothing(tmp_path: Path) -> None:
    assert read(tmp_path, f"{TITLE}\n{OPENING}\n{WORDS[0]}\n")[1] == []
