"""Whether a task goes on: the evidence for a pair, trades of units, closing sections, and what is said of the chances."""

import numpy as np
import pytest

from extractors import extract
from pipeline.compare import compare
from pipeline.compare.links.features import PairEvidence, candidates
from pipeline.compare.links.model import link_model
from pipeline.compare.trades import trade
from pipeline.compare.wording.ngrams import TEXT, ngram_keys
from pipeline.compare.wording.texts import texts
from pipeline.compare.wording.worded import worded
from pipeline.store.results import Result
from tests.support.compare import result

BRIDGE = "改造东河大桥。完成桥面铺装和照明更新，打通青石路断头路。"
SCHOOL = "扩建第三小学。新增教学楼一栋，配齐科学实验室。"
HARBOUR = "整治南港码头。清理沉船，疏浚航道，设置岸电设施。"


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("区财政局", "财政"),
        ("云溪市财政局", "财政"),
        ("市发展和改革委员会", "发展改革"),
        ("区发展改革委", "发展改革"),
        ("市市场监管局", "市场监管"),
        ("市城市管理委", "城市管理"),
        ("市委组织部", "组织"),
        ("区委网信办", "网信"),
        ("市场监管总局", "市场监管"),
        ("市容管理局", "市容管理"),
        ("市市容管理局", "市容管理"),
        ("市政府金融办", "金融"),
        ("区公安分局", "公安"),
        ("云河港务公司", "云河港务公司"),
    ],
)
def test_the_trade_of_a_unit(name, field):
    assert trade(name) == field


def test_the_evidence_is_the_same_the_other_way_round():
    old = texts(result("old", (BRIDGE, SCHOOL, HARBOUR), ((1, "市交通局", "lead"),)).plan)
    new = texts(result("new", (HARBOUR + SCHOOL, BRIDGE[:-6] + "。"), ((2, "区交通局", "lead"),)).plan)
    there, back = candidates(worded(old), worded(new)), candidates(worded(new), worded(old))
    order = np.lexsort((back.old, back.new))
    assert there.old.tolist() == back.new[order].tolist() and there.new.tolist() == back.old[order].tolist()
    assert there.features.units[(there.old == 0) & (there.new == 1)].tolist() == [0.5]
    for one, other in zip(there.features, back.features, strict=True):
        assert one == pytest.approx(other[order], abs=1e-6)


def test_a_plan_without_tasks_has_no_candidates():
    some = worded(texts(result("old", (BRIDGE, SCHOOL)).plan))
    for found in (candidates(some, worded([])), candidates(worded([]), some)):
        assert not len(found.old) and not any(len(feature) for feature in found.features)


def test_more_evidence_is_never_a_smaller_chance():
    model = link_model()
    some = PairEvidence(likeness=0.3, lead=0.1, lag=0.0, units=0.1, headings=0.0, title=0.1, kind=0.0, names=0.0)

    def chance(features):
        return model.chances(PairEvidence(*(np.array([number]) for number in features)))[0]

    for name in ("likeness", "lead", "lag", "units", "headings", "title", "names"):
        assert chance(some._replace(**{name: 0.5})) > chance(some)
    assert chance(some._replace(kind=1.0)) < chance(some)
    assert 0 < model.possible < model.firm < 1


def test_ngrams_are_equal_where_their_letters_are():
    keys = ngram_keys(["清理沉船，疏浚", "理沉", "船疏"], (2,))
    codes, numbers = (keys >> TEXT).tolist(), (keys & np.uint64(0xFFFFFFFF)).tolist()
    assert numbers == [0, 0, 0, 0, 1, 2]
    assert codes[1] == codes[4] and codes[5] not in codes[:4]  # 船，疏: no n-gram reaches over the comma


PLAN = """云溪区{year}年水务工作要点

一、重点任务

1.疏浚东河航道。（区水务局负责）

2.更新城北泵站。（区城管局负责）

二、{title}

{text}
"""
PROSE = "各镇要建立河长巡查台账，配齐巡查人员。加强水质月度通报，将通报结果纳入年度考核，接受群众监督。"
LISTED = "1.建立河长巡查台账。各镇配齐巡查人员。（各镇负责）\n\n2.加强水质月度通报。通报结果纳入年度考核。（各镇负责）"


def plan(tmp_path, year, title, text):
    path = tmp_path / f"water-{year}.txt"
    path.write_text(PLAN.format(year=year, title=title, text=text), encoding="utf-8")
    ((found, document),) = extract(path, path.stem)
    return Result(found, document)


def test_what_a_closing_section_of_prose_says_is_not_new(tmp_path):
    old, new = plan(tmp_path, 2023, "工作要求", PROSE), plan(tmp_path, 2024, "组织保障", LISTED)
    rows = [row for row in compare(old, new).tasks if row.plan == "water-2024" and row.kind == "safeguard"]
    assert [row.state for row in rows] == ["related", "related"]
    assert all(row.section.quote in old.document.block(row.section.block).text for row in rows)
    back = [row.state for row in compare(new, old).tasks if row.kind == "safeguard"]
    assert back == ["related", "related"]


def test_a_sentence_on_coming_into_force_links_nothing():
    force = "本方案自2024年3月1日起施行，有效期至2026年12月31日。"
    old, new = result("old", (BRIDGE, SCHOOL + force)), result("new", (BRIDGE, HARBOUR + force))
    assert [row.state for row in compare(old, new).tasks] == ["continued", "not_seen", "continued", "new"]


def test_a_loose_partner_is_a_candidate_and_no_partner():
    found = compare(result("old", (BRIDGE, SCHOOL)), result("new", (HARBOUR, SCHOOL)))
    for row in found.tasks:
        firm = {link.new if link.old == row.id else link.old for link in found.links if link.grade != "loose"}
        assert set(row.partners) <= firm and not set(row.candidates) & firm


def test_a_part_of_a_divided_item_is_not_new_if_another_part_continues(tmp_path):
    head = "云溪市人民政府办公室关于印发《云溪市{}》的通知\n\n云溪市{}\n\n一、重点任务\n\n"
    whole = (
        "（一）发展专业服务。支持检测认证企业建设公共实验室，引导会计审计机构开拓周边市场。（责任单位：市商务局）\n\n"
    )
    parts = (
        "（一）发展专业服务\n\n支持检测认证企业建设公共实验室，引导会计审计机构开拓周边市场。（责任单位：市商务局）\n\n"
        "打造青年律师会客厅，每年举办仲裁周。（责任单位：市司法局）\n\n"
        "设立猎头机构孵化园，延长夜间窗口。（责任单位：市人力资源社会保障局）\n\n"
    )
    rest = "（二）整治南港码头。清理沉船，疏浚航道，设置岸电设施。（责任单位：市交通局）\n"
    added = "（三）修缮古塔。加固塔基，修补砖雕。（责任单位：市文化局）\n"
    results = []
    for name, body in (("服务计划", whole + rest), ("服务工作方案", parts + rest + added)):
        path = tmp_path / f"{name}.txt"
        path.write_text(head.format(name, name) + body, encoding="utf-8")
        results.append(Result(*next(iter(extract(path, name)))))
    rows = {row.title: row for row in compare(*results).tasks if row.plan == "服务工作方案"}
    states = {title[:4]: row.state for title, row in rows.items()}
    assert states == {
        "支持检测": "continued",
        "打造青年": "related",
        "设立猎头": "related",
        "整治南港": "continued",
        "修缮古塔": "new",
    }
    assert {rows[title].candidates for title in rows if title[:2] in ("打造", "设立")} == {("服务计划/task/1",)}
