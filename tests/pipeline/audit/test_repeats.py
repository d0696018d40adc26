"""Sentences that two tasks share, and what there is and what lacks against the aim."""

from pathlib import Path

import pytest

from extractors import extract
from pipeline.audit import audit

LONG = "完善河道巡查制度，扩大巡查河段，统一记录格式和上报时限，按季度形成河道巡查报告并向社会公开"


def findings(tmp_path: Path, *lines: str) -> list[tuple[str, str, str]]:
    path = tmp_path / "plan.txt"
    text = ["云溪市河道治理行动方案（2026—2028年）", "一、重点任务", *lines, "二、保障措施", "加强领导，落实经费。"]
    path.write_text("\n\n".join(text), encoding="utf-8")
    ((plan, document),) = extract(path, "plan")
    return [(f.code, f.verdict, f.message.zh) for f in audit(plan, document)]


def test_two_tasks_with_one_sentence_are_named(tmp_path: Path) -> None:
    found = findings(
        tmp_path,
        f"（一）巡查河道。{LONG}。（责任单位：市水利局）",
        "（二）疏浚河道。清理淤泥。（责任单位：市水利局）",
        f"（三）治理湖泊。{LONG}。（责任单位：市园林局）",
    )
    (message,) = [message for code, _, message in found if code == "passage-repeated"]
    assert message.startswith("“巡查河道”与“治理湖泊”有同一段文字：“完善河道巡查制度，")


def test_a_short_phrase_may_be_in_many_tasks(tmp_path: Path) -> None:
    found = findings(
        tmp_path,
        "（一）巡查河道。按职责分工抓好落实。（责任单位：市水利局）",
        "（二）治理湖泊。按职责分工抓好落实。（责任单位：市园林局）",
    )
    assert "passage-repeated" not in {code for code, _, _ in found}


@pytest.mark.parametrize(("aim", "verdict"), [("1500", "unexplained"), ("1400", "agrees")])
def test_what_there_is_and_what_lacks_make_the_aim(tmp_path: Path, aim: str, verdict: str) -> None:
    line = f"目前全市共有泵站600座，按照规划缺口800座。到2028年，全市泵站总数达到{aim}座。"
    found = findings(tmp_path, f"（一）新建泵站。{line}（责任单位：市水利局）")
    assert [said for code, said, _ in found if code == "shortfall-sum"] == [verdict]
