"""Numbers that a list leaves out, titles that hold an attachment, units after a role word: announced with their passage."""

import pytest

from extractors.coverage.notice_signs import unread_signatures
from extractors.coverage.outline_signs import (
    long_titles,
    missing_numbers,
    printed_marks,
    refused_units,
    skipped_levels,
)
from extractors.coverage.prose_signs import unread_numbers
from extractors.coverage.quantity_signs import unread_quantities
from schemas import Block, Element
from tests.extractors.coverage.test_touching_cells import run_together


def paragraphs(*texts: str) -> list[Block]:
    return [Block(id=f"b{n}", kind="paragraph", text=text) for n, text in enumerate(texts, 1)]


def test_a_number_that_a_list_leaves_out_is_announced_where_the_list_goes_on() -> None:
    blocks = paragraphs("一、总体要求", "1.疏浚河道。", "2.改造泵站。", "4.修复湿地。", "二、保障措施", "1.加强领导。")
    assert [span.block.text for span in missing_numbers(blocks, printed_marks(blocks))] == ["4.修复湿地。"]


def test_a_list_that_begins_again_leaves_nothing_out() -> None:
    blocks = paragraphs(
        "一、河道", "1.疏浚。", "2.清淤。", "二、泵站", "1.改造。", "三、湿地", "（一）修复。", "（二）管护。"
    )
    assert not list(missing_numbers(blocks, printed_marks(blocks)))


def test_a_number_printed_without_its_dot_is_not_left_out() -> None:
    blocks = paragraphs("1.疏浚河道。", "2改造泵站。", "3.修复湿地。")
    assert not list(missing_numbers(blocks, printed_marks(blocks)))


@pytest.mark.parametrize(
    ("texts", "announced"),
    [
        (("一、河道", "2.清淤。", "3.疏浚。"), ["2.清淤。"]),
        (("一、河道", "1.清淤。", "二、泵站", "2.改造。", "3.新建。"), []),  # numbers run on over the headings
        (("一、河道", "（一）清淤", "二、泵站", "（三）改造"), ["（三）改造"]),
        (("二、任务", "（一）清淤", "二、护岸", "（三）疏浚"), []),  # （二） is printed as 二、
        (("（一）一是清淤河道。二是疏浚河道。", "（二）护岸", "三是修复护岸。"), []),
        (("3.清淤。", "4.疏浚。"), []),  # an excerpt
        (("一、河道", "1.清淤。", "2疏浚城区河道。", "3.护岸。"), []),  # the dot alone is missing
        (("一、河道", "附件：1.分工表", "2.进度表"), []),
    ],
)
def test_a_list_that_begins_inside_leaves_out_its_first_number(texts: tuple[str, ...], announced: list[str]) -> None:
    blocks = paragraphs(*texts)
    assert [span.block.text for span in missing_numbers(blocks, printed_marks(blocks))] == announced


def test_a_list_right_below_a_heading_that_has_another_level_elsewhere_is_announced() -> None:
    usual = ("一、河道", "（一）疏浚", "1.清淤。", "（二）护岸", "1.修复。", "二、泵站")
    cases = {
        (*usual, "1.改造。", "2.新建。"): ["1.改造。"],
        (*usual, "（一）改造", "1.新建。"): [],
        ("一、河道", "1.清淤。", "二、泵站", "1.改造。"): [],
    }
    for texts, announced in cases.items():
        blocks = paragraphs(*texts)
        assert [span.block.text for span in skipped_levels(blocks, printed_marks(blocks))] == announced


def test_a_signature_that_no_element_of_the_notice_quotes_is_announced() -> None:
    (block,) = paragraphs("附件：分工方案云溪市人民政府2027年3月5日附件")
    (span,) = unread_signatures(block, ())
    assert block.text[span.start : span.end].endswith("云溪市人民政府2027年3月5日")
    assert not list(unread_signatures(block, [(15, 24)]))
    assert not list(unread_signatures(*paragraphs("按照市水利局2027年3月5日印发的方案执行。"), facts=()))


def test_a_title_that_holds_the_attachment_is_announced() -> None:
    title = "重点任务分工表" + "疏浚城区河道市水利局" * 10
    (block,) = paragraphs(f"附件：{title}")
    whole = Element(value=title, evidence=block.evidence(3, len(block.text), "notice.attachment"))
    short = Element(value="分工表", evidence=block.evidence(3, 6, "notice.attachment"))
    assert [(span.start, span.end) for span in long_titles((whole, short), (block,))] == [(3, len(block.text))]


def test_units_of_a_role_word_in_a_sentence_are_announced_unless_a_fact_quotes_them() -> None:
    (block,) = paragraphs("疏浚城区河道，由市水利局牵头，每季度通报。")
    (span,) = refused_units(block, ())
    assert block.text[span.start : span.end] == "市水利局牵头"
    assert not list(refused_units(block, [(8, 12)]))
    assert list(refused_units(*paragraphs("由湿地保护专班负责管护。"), names=()))
    assert not list(refused_units(*paragraphs("由各部门负责公开。"), names=()))


def test_a_title_that_prints_the_role_of_a_unit_holds_the_unit() -> None:
    rows = [
        ["1", "疏浚河道", "市水利局（牵头）、市财政局"],
        ["2", "新建公园", "市园林局（牵头）、市教育局"],
        ["3", "改造桥梁市交通局（牵头）会同", "市住建局"],
    ]
    assert run_together([["序号", "工作任务", "责任单位"], *rows]).misplaced_rows() == {3}


def test_numbers_that_say_who_gets_something_or_report_the_past_are_no_quantities() -> None:
    texts = (
        "对年度投资达到2000万元以上的技术改造项目，按规定支持",
        "2021年建成泵站12座",
    )
    assert not [span for block in paragraphs(*texts) for span in unread_quantities(block, (), 2024)]
    assert list(unread_quantities(*paragraphs("建成泵站12座"), numbers=(), first_year=2024))


def test_the_name_of_a_linked_file_counts_nothing() -> None:
    assert not list(unread_numbers(*paragraphs("解读《河道疏浚方案》11个片.mp3"), numbers=()))
