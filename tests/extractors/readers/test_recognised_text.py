"""Recognised text: characters of the same look, and pages on which recognition found no words."""

from collections.abc import Mapping
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont

from extractors.lexicon import entries
from extractors.readers.page.margins import measure
from extractors.readers.page.model import CharSpan, Ink, PrintedLine
from extractors.readers.page.paragraphs import paragraphs
from extractors.readers.scan.agreement import settle_by_document
from extractors.readers.scan.corrections import settle_lines
from extractors.readers.scan.lookalikes import correct_text
from extractors.readers.scan.plausible import weigh_recognition
from schemas import Block
from schemas.document import Run


def recognised(text: str, confidence: float) -> Ink:
    edges = tuple(float(n) for n in range(len(text) + 1))
    span = CharSpan(text, edges, 0.0, 10.0, 10.0, confidence)
    return Ink(3, 600.0, 800.0, (span,), (), (), (), len(text), (), "ocr")


def test_a_page_of_characters_that_are_no_words_is_doubtful() -> None:
    text = "到2026年，全县河道水质明显改善，建成乡村污水处理站，完善河湖巡查制度，群众对水环境的满意度持续提高，形成共建共治的格局。"
    assert weigh_recognition(recognised(text, 0.9)) == (recognised(text, 0.9), [])
    ink, (remark,) = weigh_recognition(recognised("".join(sorted(text)), 0.9))
    assert (remark.code, remark.page) == ("page-doubtful", 3)
    assert ink.spans[0].confidence == 0.3
    assert weigh_recognition(recognised(text, 0.5))[1] != []
    assert weigh_recognition(recognised("".join(sorted(text[:30])), 0.9))[1] == []


@pytest.mark.parametrize("entry", entries("recognition"), ids=lambda entry: entry["seen"] + entry["printed"])
def test_characters_that_recognition_confuses(entry: Mapping[str, Any]) -> None:
    for seen, printed in entry["examples"]:
        assert correct_text(seen)[0] == printed


@pytest.mark.parametrize(
    "text", ["省内门户网站", "国内大循环", "采购人在不违反规定", "部分驾驶人信息", "引客入市", "校企两千家"]
)
def test_characters_that_words_confirm_stay(text: str) -> None:
    assert correct_text(text) == (text, ())


def test_a_corrected_character_is_named_with_its_page() -> None:
    ink, (remark,) = weigh_recognition(recognised("3.清理河道淤泥。（责任部內：县水利局）", 0.9))
    assert ink.spans[0].text == "3.清理河道淤泥。（责任部门：县水利局）"
    assert (remark.code, remark.page) == ("characters-corrected", 3)
    assert "“责任部內：县水”中的门" in remark.zh


@pytest.mark.parametrize("entry", entries("office_words"), ids=lambda entry: entry["words"][0])
def test_words_of_the_genre_settle_what_the_dictionary_does_not(entry: Mapping[str, Any]) -> None:
    for seen, printed in entry["examples"]:
        assert any(word in printed for word in entry["words"])
        assert correct_text(seen)[0] == printed and correct_text(printed) == (printed, ())


def block(id: str, text: str, page: int = 1, confidence: float | None = 0.95) -> Block:
    edges = tuple(float(n) for n in range(len(text) + 1))
    run = Run(start=0, page=page, top=0.0, bottom=10.0, edges=edges, confidence=confidence)
    return Block(id=id, kind="paragraph", text=text, page=page, runs=(run,))


def test_a_phrase_that_a_document_prints_better_elsewhere_settles_a_character() -> None:
    usual = [block(f"b{number}", "推进鼓楼末坊群的修缮和展示。") for number in (1, 2)]
    odd = block("b3", "完成鼓楼未坊群的修缮方案。", page=4)
    assert settle_by_document([*usual, odd]) == ((*usual, odd), []), "未 is not taken for 末, 末 is for 未"
    (first, second, third), (remark,) = settle_by_document([block("b1", odd.text), block("b2", odd.text), usual[0]])
    assert third.text == "推进鼓楼未坊群的修缮和展示。" and third.runs[0].confidence == 0.3
    assert (first.text, second.text) == (odd.text, odd.text) and first.runs[0].confidence == 0.95
    assert remark.page == 1 and "“进鼓楼末坊群的”中的未" in remark.zh and "按全文用语" in remark.zh


LISTED = block("b2", "县教育局、县委组织部、县人社局、县水利局、县财政局，由3家公司负责")


@pytest.mark.parametrize("stroke", ["1", "l", "I", "|", "丶", "\n1\n"])
def test_a_stroke_between_two_names_of_units_is_a_comma(stroke: str) -> None:
    text = f"责任单位：县委组织部{stroke}县人社局，县财政局"
    ((settled, _), (remark,)) = settle_by_document([block("b1", text), LISTED])
    assert (
        settled.text.replace("\n", "") == "责任单位：县委组织部、县人社局，县财政局"
        and settled.runs[0].confidence == 0.3
    )
    assert f"部{stroke.strip()}县人" in remark.zh


@pytest.mark.parametrize(
    "text", ["由县教育局1名副局长负责", "县财政局1县", "县水利局1号楼", "1县水利局", "县水利局1家公司"]
)
def test_a_stroke_that_counts_something_stays(text: str) -> None:
    assert settle_by_document([block("b1", text), LISTED]) == ((block("b1", text), LISTED), [])


def test_text_that_was_not_recognised_is_not_settled() -> None:
    blocks = (block("b1", "县委组织部1县人社局", confidence=None),)
    assert settle_by_document(blocks) == (blocks, [])


def test_names_that_no_other_place_prints_are_not_separated() -> None:
    blocks = (block("b1", "县委组织部1县人社局"),)
    assert settle_by_document(blocks) == (blocks, [])


@pytest.mark.parametrize("size", [16, 30, 45])
@pytest.mark.parametrize("turned", [-1.5, 0, 1.5])
def test_a_lone_slash_is_told_from_a_figure(size: int, turned: float) -> None:
    pytest.importorskip("cv2")
    np = pytest.importorskip("numpy")
    from extractors.readers.scan.strokes import is_slash

    def drawn(char: str) -> Any:
        picture = Image.new("L", (3 * size, 3 * size), 255)
        ImageDraw.Draw(picture).text((size, size), char, font=ImageFont.load_default(size), fill=0)
        return np.asarray(picture.rotate(turned, Image.Resampling.BICUBIC, fillcolor=255))

    assert [is_slash(drawn(char)) for char in "/1l—八"] == [True, False, False, False, False]
    assert not is_slash(np.full((20, 20), 255, np.uint8))


def test_a_lone_low_line_is_the_dash_of_an_empty_cell() -> None:
    assert settle_lines(["_", "＿", "a_b"]) == ["—", "—", "a_b"]


def test_a_page_with_ink_is_turned_though_hardly_anything_was_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    np = pytest.importorskip("numpy")
    from extractors.readers.scan import turned

    right = [CharSpan("为改善全县水环境质量保障群众用水安全结合本县实际制定本方案", (0.0, 1.0), 0, 1, 1, 0.9)] * 3
    asked: list[int] = []

    def recognise(image: Any, scale: float) -> tuple[list[CharSpan], list[object], list[object]]:
        asked.append(len(asked))
        return (right if len(asked) == 4 else [], [], [])

    monkeypatch.setattr(turned, "recognise", recognise)
    page = np.full((100, 80, 3), 255, np.uint8)
    assert turned.recognise_upright(page, 1.0).turn == 0 and len(asked) == 1, "an empty page is read once"
    asked.clear()
    page[10:20, 10:20] = 0
    assert turned.recognise_upright(page, 1.0).turn == 270


def test_a_per_mille_sign_is_recognised_in_two_parts() -> None:
    assert settle_lines(["死亡率控制在5%o以下", "20%of"]) == ["死亡率控制在5‰以下", "20%of"]


def test_recognised_lines_go_on_whatever_height_their_boxes_have() -> None:
    first, second = "到2026年，新建渠道更换支渠闸门并修复", "120座闸门。"

    def line(text: str, top: float, size: float, confidence: float | None) -> PrintedLine:
        edges = tuple(60.0 + 25 * place for place in range(len(text) + 1))
        return PrintedLine(text, edges, top, top + size, size, 1, confidence)

    for confidence, joined in ((0.99, True), (None, False)):
        lines = [line(first, 90, 10.5, confidence), line(second, 115, 12.4, confidence)]
        assert (len(paragraphs(lines, measure(lines, {1: 595.0}))) == 1) is joined
