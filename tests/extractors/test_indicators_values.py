"""One value cell, one printed name, and the lexicons behind them."""

import pytest
import yaml

from extractors.language.measures import caption_measure, kind_of, measure_of, parse_indicator_name
from extractors.language.numerals import chinese_number
from extractors.language.values import read_value
from extractors.lexicon import entries
from tests.support.paths import TESTS

CASES = TESTS / "cases"


def cases(name):
    rows = yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))
    return [pytest.param(row["text"], row["expect"], id=f"{row['why']}: {row['text']!r}") for row in rows]


@pytest.mark.parametrize(("text", "expect"), cases("values"))
def test_value(text, expect):
    got = read_value(text)
    if expect is None:
        assert got is None
        return
    assert got is not None
    want = {"bound": "exact", "cumulative": False, "measure": None, "raw": "".join(text.split())} | expect
    assert got._asdict() == want


@pytest.mark.parametrize(("text", "expect"), cases("indicator_names"))
def test_name(text, expect):
    assert list(parse_indicator_name(text)) == expect


@pytest.mark.parametrize("entry", entries("bounds"), ids=lambda entry: entry["word"])
def test_bounds_examples(entry):
    for example in entry["examples"]:
        got = read_value(example)
        assert got is not None and got.value is not None
        assert got.bound == entry["bound"]


@pytest.mark.parametrize("entry", entries("measures"), ids=lambda entry: entry["name"])
def test_measures_examples(entry):
    for example in entry["examples"]:
        if entry["kind"] == "per":
            assert measure_of(example) == example
            continue
        got = read_value(example)
        assert got is not None and got.value is not None and got.measure
        assert got.measure.translate(str.maketrans("％", "%")).endswith(entry["name"].replace("％", "%"))
        assert kind_of(got.measure) == entry["kind"]


@pytest.mark.parametrize(
    ("caption", "measure"),
    [
        ("表2 产业规模（单位：亿元）", "亿元"),
        ("单位：万人", "万人"),
        ("（单位：亿元、家）", None),
        ("表1 主要指标", None),
        (None, None),
    ],
)
def test_caption_measure(caption, measure):
    assert caption_measure(caption) == measure


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十", 10),
        ("二十一", 21),
        ("一百零五", 105),
        ("两千", 2000),
        ("三万五千", 35000),
        ("二〇三五", 2035),
        ("家", None),
    ],
)
def test_chinese_number(text, number):
    assert chinese_number(text) == number
