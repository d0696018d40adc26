"""The report without a browser: weaving of passages, file names, labels, escaping, the same bytes twice."""

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.report import build
from pipeline.report.source.nested_marks import MarkedSpan, MarkToken, nest_marks
from pipeline.report.views.indicator_view import indicator_tables
from pipeline.store.results import Result
from pipeline.views.indexed_plan import UnitDirectory, index_plan
from pipeline.views.labels import catalogue
from pipeline.views.links import anchor, passage, slug
from pipeline.views.marked_passages import marked_passages
from schemas import Evidence, Notice
from schemas.finding import Severity, Verdict
from schemas.indicator import Bound, ValueKind
from schemas.responsibility import Relation
from schemas.unit import Level, UnitKind
from tests.support import plans as report_fixture

pytestmark = pytest.mark.slow

DOCUMENT = report_fixture.document()
RESULT = Result(report_fixture.plan(DOCUMENT), DOCUMENT)
TEXT = "甲乙丙丁戊己庚辛"
PLACES = (
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(sorted).filter(lambda pair: pair[0] < pair[1])
)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return report_fixture.write_outputs(tmp_path_factory.mktemp("outputs"))


@given(st.lists(PLACES, max_size=8), PLACES)
def test_weaving_nests_and_loses_nothing(places: list[tuple[int, int]], window: tuple[int, int]) -> None:
    spans = [MarkedSpan(start, end, f"p{number}", "task") for number, (start, end) in enumerate(places)]
    seen: set[str] = set()
    start, end = window
    tokens = nest_marks(TEXT, start, end, spans, seen)
    assert "".join(token.text for token in tokens) == TEXT[start:end]
    assert balanced(tokens)
    marked = covered(tokens, start)
    for span in spans:
        assert marked.get(span.id, set()) == set(range(max(span.start, start), min(span.end, end)))
        assert sum(token.id == span.id and token.first for token in tokens) == (span.id in seen)


def balanced(tokens: tuple[MarkToken, ...]) -> bool:
    depth = 0
    for token in tokens:
        depth += (token.do == "open") - (token.do == "close")
        if depth < 0:
            return False
    return depth == 0


def covered(tokens: tuple[MarkToken, ...], start: int) -> dict[str, set[int]]:
    """Return which characters stand inside which mark."""
    stack: list[str] = []
    found: dict[str, set[int]] = {}
    at = start
    for token in tokens:
        if token.do == "open":
            stack.append(token.id)
        elif token.do == "close":
            stack.pop()
        for id in stack:
            found.setdefault(id, set()).update(range(at, at + len(token.text)))
        at += len(token.text)
    return found


@pytest.mark.parametrize(
    ("id", "name"),
    [("minhang-2023", "minhang-2023"), ("yunxi/keji", "yunxi+keji"), ("a--2", "a--2")],
)
def test_plain_ids_are_file_names(id: str, name: str) -> None:
    assert slug(id) == name


@pytest.mark.parametrize("id", ["区科委", "Plan A", "../up", "CON.", ".hidden", "a" * 200, "a+b", "Abc"])
def test_other_ids_become_digests(id: str) -> None:
    assert slug(id).isalnum()
    assert len(slug(id)) == 12
    assert slug(id) != slug(id.lower() + "x")


def test_anchors() -> None:
    assert anchor("yunxi-2024/annex/1 2", "yunxi-2024") == "annex-1_2"
    assert passage(Evidence(block="b12", start=34, end=56, quote="")) == "b12-34-56"


@pytest.mark.parametrize(
    ("group", "names"),
    [
        ("relation", get_args(Relation)),
        ("bound", set(get_args(Bound)) - {"exact"}),
        ("value", get_args(ValueKind)),
        ("severity", get_args(Severity)),
        ("verdict", get_args(Verdict)),
        ("unit_kind", get_args(UnitKind)),
        ("level", get_args(Level)),
        ("notice", Notice.model_fields),
    ],
)
def test_every_value_of_the_model_has_a_label(group: str, names: object) -> None:
    assert {f"{group}.{name}" for name in names} <= set(catalogue())  # type: ignore[attr-defined]


def test_labels_say_something_in_both_languages_with_the_same_blanks() -> None:
    for key, text in catalogue().items():
        assert text.zh and text.en, key
        assert ("{n}" in text.zh) == ("{n}" in text.en), key


def test_every_passage_of_a_fact_is_marked_in_the_source(outputs: Path, tmp_path: Path) -> None:
    start = build(outputs, tmp_path / "report")
    source = (start.parent / "plans/yunxi-2024/source.html").read_text(encoding="utf-8")
    for fact in marked_passages(index_plan(RESULT)):
        assert f'id="{passage(fact.evidence)}"' in source, fact


def test_source_text_is_escaped(outputs: Path, tmp_path: Path) -> None:
    start = build(outputs, tmp_path / "report")
    for name in ("index", "source"):
        page = (start.parent / f"plans/yunxi-2024/{name}.html").read_text(encoding="utf-8")
        assert "&lt;及时&gt;" in page
        assert "<及时>" not in page


def test_two_builds_are_equal_byte_for_byte(outputs: Path, tmp_path: Path) -> None:
    trees = [build(outputs, tmp_path / name).parent for name in ("a", "b")]
    files = [sorted(path.relative_to(tree) for path in tree.rglob("*") if path.is_file()) for tree in trees]
    assert files[0] == files[1]
    assert all((trees[0] / path).read_bytes() == (trees[1] / path).read_bytes() for path in files[0])


def test_a_second_build_drops_pages_of_plans_that_are_gone(outputs: Path, tmp_path: Path) -> None:
    build(outputs, tmp_path / "report")
    (tmp_path / "none").mkdir()
    build(tmp_path / "none", tmp_path / "report")
    assert not (tmp_path / "report" / "plans").exists()


def test_a_folder_with_other_files_is_left_alone(outputs: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="not part of a report"):
        build(outputs, tmp_path)
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_trajectories_need_two_numbers() -> None:
    (table,) = indicator_tables(index_plan(RESULT), UnitDirectory({}))
    circles = [[s for s in row.drawing.shapes if s.tag == "circle"] if row.drawing else None for row in table.rows]
    assert [found and [shape.tip.zh[:4] for shape in found] for found in circles] == [
        ["2023", "2024", "2026"],
        ["2023", "2024", "2026"],
        None,
    ]
    first = circles[0]
    assert first is not None
    assert [shape.css for shape in first] == ["known s0", "aim s0", "aim s0"]
    heights = [float(shape.geometry["cy"]) for shape in first]
    assert heights == sorted(heights, reverse=True)
