"""The words of heads and tails in lexicon/notice.yml: every example is a line of its kind."""

import pytest

from extractors.lexicon import any_of, entries, words_of
from extractors.notice.explanations import assigns_nothing
from extractors.notice.issued_titles import issued_titles
from extractors.notice.issuer_names import names_side_by_side
from extractors.notice.lines import is_addressees, kind_of, line_of
from extractors.notice.odd_titles import run_in_title
from extractors.notice.page_foot import lines_of_site
from extractors.readers.web.error_pages import error_page
from schemas import Block

KIND_OF_LINE = {"field": "meta", "contact": "contact", "web": "web", "draft": "status"}
ENTRIES = entries("notice")
IDS = [f"{entry['kind']} {entry['words'][0]}" for entry in ENTRIES]


@pytest.mark.parametrize("entry", ENTRIES, ids=IDS)
def test_example(entry: dict) -> None:
    for example in entry["examples"]:
        text = example.replace(" ", "")
        if entry["kind"] in KIND_OF_LINE:
            assert kind_of(text) == KIND_OF_LINE[entry["kind"]]
        elif entry["kind"] == "carries":
            line = line_of(Block(id="b1", kind="paragraph", text=example))
            assert issued_titles([line])[0] == ("某某市行动计划",)
        elif entry["kind"] in ("site", "related"):
            assert lines_of_site(["line"], [text]) == {0}
        elif entry["kind"] == "site_field":
            assert lines_of_site(["line", "line"], [text, "某ICP备00000000号"]) == {0, 1}
        elif entry["kind"] == "national":
            assert "".join(text[slice(*span)] for span in names_side_by_side(text)) == text
        elif entry["kind"] == "error_page":
            assert [*error_page("", (Block(id="b1", kind="paragraph", text=example),))]
        elif entry["kind"] in ("explains", "pictured"):
            assert assigns_nothing("", (), [Block(id="b1", kind="paragraph", text=example)])
        elif entry["kind"] in ("published", "offered", "feedback", "decided"):
            assert assigns_nothing("", (example,), [])
        elif entry["kind"] == "purpose":
            found = run_in_title([line_of(Block(id="b1", kind="paragraph", text=example))])
            assert found is not None
            assert found.text == "某某县河道管护实施方案"
        else:
            assert is_addressees(text) == (entry["kind"] != "no_addressee")


@pytest.mark.parametrize("text", ["牵头单位：", "承办：", "责任单位、配合单位：", "完成单位：", "单位："])
def test_a_role_label_is_no_list_of_addressees(text: str) -> None:
    assert not is_addressees(text)


def test_longer_words_come_first_and_unknown_kinds_are_errors() -> None:
    words = any_of("notice", "contact").split("|")
    assert [len(word) for word in words] == sorted(map(len, words), reverse=True)
    with pytest.raises(ValueError, match="no words of kind"):
        words_of("notice", "nothing")
    with pytest.raises(ValueError, match="no words of kind"):
        any_of("notice", "nothing")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("白塔县教育局白塔县财政局白塔县科技局", ["白塔县教育局", "白塔县财政局", "白塔县科技局"]),
        ("中共白塔县委白塔县人民政府", ["中共白塔县委", "白塔县人民政府"]),
        ("教育部科技部", ["教育部", "科技部"]),
        ("白塔县人民政府办公室", []),
        ("国家税务总局白塔县税务局", []),
        ("工业和信息化部办公厅", []),
        ("白塔县白塔县城管理委员会", []),
    ],
)
def test_bodies_side_by_side(text: str, names: list[str]) -> None:
    assert [text[slice(*span)] for span in names_side_by_side(text)] == names
