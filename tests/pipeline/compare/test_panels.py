"""Many plans side by side: themes, who was first, what they share, and the files of a panel."""

import csv
import re

import networkx as nx
import pytest

from pipeline.compare.panels.panel import build_panel
from pipeline.export.panel_files import write_panel_files
from pipeline.report.pages.panel_page import print_panel
from schemas import Reference
from tests.support.compare import result

NURSERY = "扩大托育服务供给。新建普惠托育园二十所，每个街道至少设一处社区托育点，规范从业人员培训。"
CANTEEN = "开办社区长者食堂。改造闲置门面，为高龄独居老人送餐上门，建立餐饮质量抽检制度。"
LIFT = "推进老楼加装电梯。简化审批环节，发放加梯补助，组织业主协商费用分摊。"
MARKET = "改造城东集贸市场。更换老化线路，增设冷藏摊位，整治占道经营。"


def plan(id, tasks, issued_on, place, cites=None):
    found = result(id, tasks)
    header = found.plan.plan.model_copy(update={"issued_on": issued_on, "place": place})
    evidence = found.document.blocks[0].evidence(0, 1, "fixture")
    references = (Reference(id=f"{id}/reference/1", kind="basis", title=cites, evidence=evidence),) if cites else ()
    return found._replace(plan=found.plan.model_copy(update={"plan": header, "references": references}))


@pytest.fixture(scope="module")
def panel():
    return build_panel(
        [
            plan("hill", (MARKET, CANTEEN.replace("改造", "利用"), NURSERY), "2024-09-01", "云山区"),
            plan("lake", (NURSERY, CANTEEN), "2023-03-01", "云湖区"),
            plan("port", (LIFT, NURSERY.replace("二十", "八")), "2024-02-01", "云港区", cites="云溪区lake计划"),
        ]
    )


def test_plans_are_in_order_of_issue_and_counted(panel):
    assert [(p.id, p.tasks, p.themes, p.first) for p in panel.plans] == [
        ("lake", 2, 2, 2),
        ("port", 2, 1, 0),
        ("hill", 3, 2, 0),
    ]


def test_tasks_of_one_theme_are_together_and_every_task_is_somewhere(panel):
    found = [(theme.plans, [cell.task for cell in theme.cells]) for theme in panel.themes]
    assert found == [
        (("lake", "port", "hill"), ["lake/task/1", "port/task/2", "hill/task/3"]),
        (("lake", "hill"), ["lake/task/2", "hill/task/2"]),
        (("port",), ["port/task/1"]),
        (("hill",), ["hill/task/1"]),
    ]
    assert [theme.first for theme in panel.themes] == ["lake", "lake", None, None]
    assert panel.themes[1].cells[0].evidence.quote == CANTEEN


def test_who_follows_whom(panel):
    flows = {(flow.old_plan, flow.new_plan): flow for flow in panel.flows}
    assert {pair: (flow.themes, flow.nearest, flow.cited) for pair, flow in flows.items()} == {
        ("lake", "port"): (1, 1, True),
        ("lake", "hill"): (2, 2, False),  # the whole sentence on nurseries is lake's, port changed its number
        ("port", "hill"): (1, 0, False),
    }
    link = next(link for link in panel.links if (link.old, link.new) == ("lake/task/1", "port/task/2"))
    assert {passage.text for passage in link.shared} >= {"每个街道至少设一处社区托育点"}


def test_nobody_is_first_without_dates(panel):
    twins = [plan("a", (NURSERY,), "2024-01-01", "甲区"), plan("b", (NURSERY,), "2024-01-01", "乙区")]
    undated = [plan("a", (NURSERY,), "2024-01-01", "甲区"), plan("b", (NURSERY,), None, "乙区")]
    for plans in (twins, undated):
        (theme,), (flow,) = build_panel(plans).themes, build_panel(plans).flows
        assert flow.letters > 0 and flow.nearest == 0  # alike, but nobody knows who was before whom
        assert theme.plans == ("a", "b") and theme.first is None


def test_the_files_of_a_panel(panel, tmp_path):
    write_panel_files(panel, tmp_path)
    with (tmp_path / "themes.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["task"] for row in rows] == [cell.task for theme in panel.themes for cell in theme.cells]
    assert rows[0]["first"] == "True" and rows[0]["quote"] == NURSERY
    graph = nx.read_graphml(tmp_path / "graph.graphml")
    assert graph.edges["lake", "port"]["cited"] and graph.nodes["theme/1"]["kind"] == "theme"


def test_the_page_has_the_passage_behind_each_cell(panel, tmp_path):
    page = print_panel(panel, tmp_path).read_text(encoding="utf-8")
    for theme in panel.themes:
        for cell in theme.cells:
            assert f'<blockquote lang="zh-CN">{cell.evidence.quote}</blockquote>' in page
    files = re.findall(r'(?:href|src)="(assets/[^"]+)"', page)
    assert len(files) == 4 and all((tmp_path / file).is_file() for file in files)
    assert 'href="index.html"' not in page
