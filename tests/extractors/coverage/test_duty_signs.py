"""Bodies that a sentence says have to do something: what no responsibility quotes is listed as unread."""

from pathlib import Path

import pytest

from extractors.coverage.duties.role_signs import unread_duties
from schemas import Block
from tests.support.text_plans import plan_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("压实责任。市水利局要加强调度，市气象局、市应急局要滚动会商。", ["市水利局要", "市气象局、市应急局要"]),
        ("市财政局会同市审计局建立监督机制，定期通报。", ["市财政局会同市审计局建立监督机制"]),
        ("东站街道应当做好解释工作。", ["东站街道应当"]),
        ("教育行政部门须加强检查。", ["教育行政部门须"]),
        ("各街道办事处配合做好宣传。市网信办对工作群进行清理。", ["各街道办事处配合", "市网信办对"]),
        ("市人社局负责认定，市银监分局等依法实施惩戒。", ["市人社局负责", "市银监分局等依法"]),
        ("由市能源局任组长单位，市燃气集团为成员单位。", ["市能源局任", "市燃气集团为"]),
        ("各区政府要加强领导。三级公立医院要加强管理。", []),
        ("市教育局要求各校自查。市规划馆应急演练。", []),
        ("本办法由市教育局负责解释。", []),
    ],
)
def test_who_has_to_do_something(text: str, expected: list[str]) -> None:
    block = Block(id="b1", kind="paragraph", text=text)
    assert [text[found.start : found.end] for found in unread_duties(block, ())] == expected


def test_who_is_read_is_not_listed(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "青岚市防汛工作方案\n一、主要任务\n1.市水务局负责加固堤防，排查险段。\n2.压实责任。市气象局要滚动发布预警。\n",
    )
    assert [row.name for row in plan.responsibilities] == ["市水务局"]
    assert [(found.kind, found.evidence.quote) for found in plan.coverage.passages] == [
        ("body with a duty", "市气象局要")
    ]
