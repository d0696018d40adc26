"""The steps of Jinja that the report takes in another way."""

import weakref

from markupsafe import Markup

from pipeline.report.pages.printing import environment
from pipeline.templates.quick import escape_known


def test_values_are_escaped_as_markupsafe_does() -> None:
    assert escape_known("<委>&\"'") == "&lt;委&gt;&amp;&#34;&#39;"
    assert escape_known("<" * 200) == "&lt;" * 200
    assert escape_known(Markup("<b>局</b>")) == "<b>局</b>"
    assert [escape_known(value) for value in (7, 0.5, True, None)] == ["7", "0.5", "True", "None"]


class View:
    """What a page shows."""

    title = "城市更新"


def test_a_page_lets_go_of_its_view_when_it_is_rendered() -> None:
    page = "{% import 'macros.html' as m with context %}{% macro again(n) %}{{ view.title }}{{ again(n - 1) if n }}{% endmacro %}{{ again(1) }}"
    view = View()
    gone = weakref.ref(view)
    assert environment().from_string(page).render(view=view, root="") == "城市更新城市更新"
    del view
    assert gone() is None
