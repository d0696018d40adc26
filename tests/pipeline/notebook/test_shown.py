"""What a notebook shows of a plan, a task, a comparison and an answer."""

from pathlib import Path

from pipeline.answers.ask import answers
from pipeline.notebook.library import load_plans
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
    found = answers(tmp_path)["leads"]
    assert found._repr_html_().count("<tr>") == 1 + min(20, found.total) and "区科技局" in found._repr_html_()
