"""Duties that a sentence states: who is charged with the work by 由 or 请, who goes on after them."""

from pathlib import Path

import pytest

from extractors.clauses.find import clauses
from extractors.lexicon import entries
from tests.support.text_plans import plan_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对违规加层的，由县自然资源局、县住建局按职责依法查处。", "responsible:县自然资源局 responsible:县住建局"),
        ("请市公安局交警支队会同市城管局，做好交通疏导。", "responsible:市公安局交警支队 support:市城管局"),
        ("由县自然资源局会同县农业农村局建立田长制。", "responsible:县自然资源局 support:县农业农村局"),
        ("对失职的，由市纪委监委机关会同市委组织部依规依纪问责。", "responsible:市纪委监委机关 support:市委组织部"),
        ("安全指标由区应急局会同区消防救援大队负责考核。", "responsible:区应急局 support:区消防救援大队"),
        ("市人社局负责认定名单，市发展改革委负责归集公示。", "responsible:市人社局 responsible:市发展改革委"),
        ("市教育局负责统筹协调，各县（市、区）教育局负责组织初审。", "responsible:市教育局 responsible:各县（市、区）教育局"),
        ("培训护理员，市人社局、市民政局按职责分工负责。加强宣传。", "responsible:市人社局 responsible:市民政局"),
        ("落实休假制度，区委组织部、区人社局按照各自职责抓好落实。完善档案。", "responsible:区委组织部 responsible:区人社局"),
        ("加强巡查，各部门负责。做好记录。", ""),
        ("由县公安局、县城管局联合执法。", "responsible:县公安局 responsible:县城管局"),
        ("由市卫健委履行业主职责。", "responsible:市卫健委"),
        ("强化监督。市审计局负责开展专项审计。", "responsible:市审计局"),
        ("完善制度，市审计局负责开展专项审计。", ""),
        ("教育部门牵头，会同公安机关、人民法院建立处置机制。", "lead:教育部门 support:公安机关 support:人民法院"),
        ("第35号建议，由市公安局主办，市教育局、市交通运输局会办。", "lead:市公安局 support:市教育局 support:市交通运输局"),
        ("市治欠办公室（设在市人社局）负责日常协调工作。", "responsible:市治欠办公室（设在市人社局）"),
        ("由县教育局推荐、市教育局审核、市政府批准。", "responsible:县教育局 responsible:市教育局 responsible:市政府"),
        ("由企业申报、区科技局推荐、市科技局评审。", "responsible:区科技局 responsible:市科技局"),
        ("会议议定：由市财政局安排资金，市住建局于6月底前组织招标。", "responsible:市财政局 responsible:市住建局"),
        ("由县市场监管局每周抽检水产品。", "responsible:县市场监管局"),
        ("由所在乡镇人民政府牵头，县水利局配合，开展清淤。", "lead:所在乡镇人民政府 support:县水利局"),
        ("由各镇街牵头，县水利局配合，开展清淤。", ""),
        # whose name stands there for another reason
        ("组长由县人民政府主要领导担任。", ""),
        ("实现由政府监管向社会共治的转变。", ""),
        ("收留由民政部门依法监护的儿童。", ""),
        ("推广由市数据局组织实施的试点。", ""),
        ("方案经市生态环境局会同有关部门评审后实施。", ""),
        ("本意见由市教育局负责解释。", ""),
        ("由企业根据实际自行确定价格。", ""),
        ("由区机要局（区密码局）、区数据局共同负责，年底完成。", "responsible:区机要局（区密码局） responsible:区数据局"),
        ("医疗保障：县医保局负责参保资助，县民政局负责临时救助。", "responsible:县医保局 responsible:县民政局"),
        ("由市教育局、市人社局组成联合工作组。", ""),
        ("建立由市政府牵头、部门参与的机制。", ""),
        ("区教育局对全区学校负责。", ""),
        ("市教育局负责学校、市民政局负责养老机构安全。", "responsible:市教育局 responsible:市民政局"),
    ],
)  # fmt: skip
def test_who_is_charged(text: str, expected: str) -> None:
    parts = [part for clause in clauses(text) for part in clause.parts]
    assert " ".join(f"{part.role}:{unit.name}" for part in parts for unit in part.units.mentions) == expected


EXAMPLES = [
    example for entry in entries("phrases") if entry["kind"] in ("charge", "manner") for example in entry["examples"]
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_words_on_what_they_do(example: str) -> None:
    assert [unit.name for clause in clauses(f"{example}。") for unit in clause.parts[0].units.mentions] == [
        example[1:5]
    ]


def test_such_a_sentence_makes_no_item_and_governs_nothing_below(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "青岚市试点工作方案\n一、工作步骤\n由市数据局统筹协调试点工作。\n（一）组织申报。印发通知。\n（二）开展评审。公布名单。\n"
        "二、主要任务\n1.建设平台。（市工信局牵头）\n",
    )
    titles = {entry.id: entry.title for entry in (*plan.headings, *plan.tasks)}
    assert [(titles[row.subject], row.name) for row in plan.responsibilities] == [
        ("工作步骤", "市数据局"), ("建设平台", "市工信局"),
    ]  # fmt: skip


def test_a_charge_adds_nothing_to_the_role_that_a_label_gives(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "青岚市清理方案\n一、主要任务\n1.清理清单。由市审改办组织有关部门梳理清单，由市司法局审核文书。\n牵头部门：市审改办\n2.公布目录。\n牵头部门：市数据局\n",
    )
    assert [(row.name, row.role) for row in plan.responsibilities] == [
        ("市司法局", "responsible"), ("市审改办", "lead"), ("市数据局", "lead"),
    ]  # fmt: skip
