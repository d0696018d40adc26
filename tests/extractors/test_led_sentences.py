"""Who leads and who helps, said at the beginning of a sentence before the work; duties that paragraphs without marks open with."""

from pathlib import Path

import pytest

from extractors.clauses.find import clauses
from extractors.coverage.outline_signs import refused_units
from extractors.lexicon import entries
from schemas import Block, Plan
from tests.support.text_plans import plan_of


def duties(plan: Plan) -> list[tuple[str, str, str]]:
    titles = {entry.id: entry.title for entry in (*plan.tasks, *plan.headings)}
    return [(titles[row.subject], row.role, row.name) for row in plan.responsibilities if not row.inherited]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "由市商务局承办，市农业局、市公安局协办。目标：检测站全部建成。",
            [("responsible", ["市商务局"]), ("support", ["市农业局", "市公安局"])],
        ),
        (
            "市财政局负责，市教育局配合，加快建设食堂，改善伙食。",
            [("responsible", ["市财政局"]), ("support", ["市教育局"])],
        ),
        ("建设食堂。市水务局、市林业局负责，市财政局配合，修复湿地。", [("responsible", ["市水务局", "市林业局"]), ("support", ["市财政局"])]),
        ("完善制度。由省财政厅牵头，会同省司法厅，研究起草办法。", [("lead", ["省财政厅"]), ("support", ["省司法厅"])]),
        (
            "目前县教育局负责，县财政局配合，改造校舍。",
            [("responsible", ["县教育局"]), ("support", ["县财政局"])],
        ),
        (
            "草原由县林业局负责，县畜牧局配合，落实管护。",
            [("responsible", ["县林业局"]), ("support", ["县畜牧局"])],
        ),
        ("若县水利局负责，县财政局配合，则可先行。", []),
        (
            "县城管局负责,各街道办事处(镇)、县水利局配合,疏通管网。",
            [("responsible", ["县城管局"]), ("support", ["各街道办事处(镇)", "县水利局"])],
        ),
        ("救助工作原由县民政局负责，县财政局配合，已移交完毕。", []),
        ("坚持政府主导、部门配合，社会参与，形成合力。", []),
        ("由专人负责，定期检查，做好记录。", []),
        ("各部门牵头，各单位配合，加强宣传。", []),
    ],
)  # fmt: skip
def test_clauses_before_the_work(text: str, expected: list[tuple[str, list[str]]]) -> None:
    found = [(part.role, [m.name for m in part.units.mentions]) for clause in clauses(text) for part in clause.parts]
    assert found == expected


FORMER = [(entry, example) for entry in entries("roles") if entry["kind"] == "former" for example in entry["examples"]]


@pytest.mark.parametrize(("entry", "example"), FORMER, ids=[example for _, example in FORMER])
def test_what_units_do_no_longer_is_announced(entry: dict, example: str) -> None:
    assert any(f"{word}由" in example for word in entry["words"])
    assert clauses(example) == ()
    (announced,) = refused_units(Block(id="b1", kind="paragraph", text=example), ())
    assert example[announced.start :].startswith("市财政局")


def test_the_title_is_the_work(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "青岚县食品安全工作方案\n一、整治水产品\n由县水产局承办，县工商局协办。目标：抽检合格率达95%以上。主要措施：\n"
        "（一）由县水产局负责，县农业局、县工商局配合，加快无公害基地建设。确定一批示范点，做好培训。\n"
        "（二）由县质监局负责，建设检测站。\n",
    )
    assert [task.title for task in plan.tasks] == ["加快无公害基地建设", "建设检测站"]
    assert duties(plan) == [
        ("整治水产品", "responsible", "县水产局"), ("整治水产品", "support", "县工商局"),
        ("加快无公害基地建设", "responsible", "县水产局"), ("加快无公害基地建设", "support", "县农业局"),
        ("加快无公害基地建设", "support", "县工商局"), ("建设检测站", "responsible", "县质监局"),
    ]  # fmt: skip


def test_what_stands_before_who_leads_is_part_of_the_title(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "青岚县体育工作方案\n一、重点任务\n（一）开展活动。\n1.比赛由县体育局主办、县文旅局承办，面向学生开放。\n2.由县体育局主办，举办讲座。\n3.由县发改局牵头，县财政局、县住建局配合，推进项目建设，落实用地。\n",
    )
    assert [task.title for task in plan.tasks][-3:] == [
        "比赛由县体育局主办、县文旅局承办，面向学生开放",
        "举办讲座",
        "推进项目建设，落实用地",
    ]


def test_paragraphs_that_open_with_who_is_responsible(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "青岚区村庄整治职责分工\n现将各单位任务明确如下：\n区住建局负责村庄整治总协调，指导督查污水处理设施建设。\n"
        "区财政局负责专项经费的落实，监督资金的使用。\n区水利局负责督查河道沟塘的疏浚。\n",
    )
    assert [name for _, _, name in duties(plan)] == ["区住建局", "区财政局", "区水利局"]


def test_a_line_of_units_and_what_they_do_ends_no_line_before(tmp_path: Path) -> None:
    long = "面向有就业意愿的离校未就业毕业生普遍联系，为每人免费提供一次职业指导、三次岗位推荐、一次职业培训或者就业见习机会，并做好后续跟踪服务工作和统计"
    plan = plan_of(
        tmp_path,
        f"青岚市就业工作方案\n一、拓宽渠道\n1.落实实名服务\n{long}\n市人社局牵头，市教育局等按职责分工负责\n2.优化手续\n{long}\n市公安局、市教育局按职责分工负责\n",
    )
    assert duties(plan) == [
        ("落实实名服务", "lead", "市人社局"), ("落实实名服务", "responsible", "市教育局"),
        ("优化手续", "responsible", "市公安局"), ("优化手续", "responsible", "市教育局"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对2020年已达标的街镇提档升级，提档升级比例达到50%以上。", [("提档升级比例", 50.0, None)]),
        ("对投资2亿元以上的招商项目，当年度到位5000万元，给予人才指标1名，最多不超过10名。", []),
        ("猪、牛、羊定点屠宰率均达85%以上。", [("猪、牛、羊定点屠宰率", 85.0, None)]),
        ("根据《关于加强建设的意见》（青办發〔2017〕49號）精神执行。", []),
    ],
)
def test_numbers_that_are_no_targets_of_that_year(
    tmp_path: Path, text: str, expected: list[tuple[str, float, int | None]]
) -> None:
    plan = plan_of(tmp_path, f"青岚县工作方案\n一、主要任务\n1.加强管理。{text}\n2.加强宣传。\n")
    assert [(found.what, found.value, found.year) for found in plan.commitments] == expected


def test_a_sentence_of_duty_among_units_with_colons_is_an_entry_of_its_own(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "青溪县整治方案\n一、职责分工\n县农业农村局：负责农村人居环境整治，指导各乡镇清理沟塘和残垣断壁。\n县水利局：负责河道清理。\n"
        "县教育局、县卫健局分别负责校园、医院周边整治。\n各乡镇人民政府：落实属地责任，配备保洁员。\n",
    )
    assert [[name for title, _, name in duties(plan) if title == task.title] for task in plan.tasks] == [
        ["县农业农村局"],
        ["县水利局"],
        ["县教育局", "县卫健局"],
        ["各乡镇人民政府"],
    ]
