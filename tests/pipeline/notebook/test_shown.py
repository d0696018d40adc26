"""What a notebook shows of a plan, a task, a comparison and an answer."""

import json
from pathlib import Path

import pytest
from lxml import etree

from pipeline.notebook.library import load_plans
from pipeline.report import build
from pipeline.report.figures.drawing import text_width
from tests.support import plans as fixture


def test_values_are_shown_with_what_a_reader_looks_for(tmp_path: Path) -> None:
    library = load_plans(fixture.write_outputs(tmp_path))
    plan = library["yunxi-2024"]
    shown = plan._repr_html_()
    assert f"<caption>{plan.plan.title}" in shown and f"<td>tasks</td><td>{len(plan.tasks)}</td>" in shown
    task = plan.tasks[0]
    assert task.title in task._repr_html_() and task.evidence.quote.split()[0] in task._repr_html_()
    (comparison,) = library.comparisons
    assert " → " in comparison._repr_html_() and "not_seen" in comparison._repr_html_()
    found = library.answer("leads")
    assert found._repr_html_().count("<tr>") == 1 + min(20, len(found)) and "区科技局" in found._repr_html_()


def test_an_answer_has_links_and_a_chart(tmp_path: Path) -> None:
    outputs = fixture.write_outputs(tmp_path)
    library = load_plans(outputs)
    assert "<a " not in library.answer("leads")._repr_html_(), "there is no report to lead to"
    build(outputs, outputs / "report")
    shown = library.answer("leads")
    links = etree.HTML(shown._repr_html_()).xpath("//td//a/@href")
    assert links and all(Path(link.partition("#")[0]).exists() for link in links)
    assert len(shown) == len(shown.frame) == len(library.answers["leads"])
    assert library.answer("pairs").chart() is None
    with pytest.raises(KeyError, match="near: due"):
        library.answer("dew")


def test_a_chart_is_saved_with_legend_caption_and_source(tmp_path: Path) -> None:
    library = load_plans(fixture.write_outputs(tmp_path))
    charts = [library.answer(name).chart() for name in ("leads", "leads_by_plan", "due")]
    charts.append(library.chart("高新技术企业（个）"))
    for chart in charts:
        assert chart is not None
        picture = etree.parse(chart.save(tmp_path / "chart.svg")).getroot()
        texts = ["".join(node.itertext()) for node in picture.iter("{*}text")]
        assert picture.tag == "{http://www.w3.org/2000/svg}svg" and any(text.startswith("来源：《") for text in texts)
        right = float(picture.get("viewBox").split()[2])
        assert all(text_width(text) <= right for text in texts[-3:])
        drawn = {css for node in picture.iter("{*}rect", "{*}circle") for css in (node.get("class") or "").split()}
        style = "".join(picture.xpath("//*[local-name()='style']/text()"))
        assert all(f".{css}" in style for css in drawn - {"known"}) and "var(--sans)" in style
    assert charts[0]._repr_svg_() == charts[0].svg()
    bundle = charts[0]._repr_mimebundle_()
    assert bundle["image/svg+xml"] == charts[0].svg()
    assert bundle["application/vnd.vegalite.v5+json"] == charts[0].to_dict()
    written = json.loads(charts[0].save(tmp_path / "chart.vl.json").read_text("utf-8"))
    assert written == charts[0].to_dict() and "href" not in written["datasets"]["load"][0]
    assert charts[0].to_dict("en")["title"]["subtitle"].startswith("Source: 《")
    with pytest.raises(KeyError, match="near: 高新技术企业（个）"):
        library.chart("高新技术企业")
