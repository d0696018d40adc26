"""Recognised text: characters of the same look, and pages on which recognition found no words."""

from collections.abc import Mapping
from typing import Any

import pytest

from extractors.lexicon import entries
from extractors.readers.page.model import CharSpan, Ink
from extractors.readers.scan.lookalikes import correct_text
from extractors.readers.scan.plausible import weigh_recognition


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
