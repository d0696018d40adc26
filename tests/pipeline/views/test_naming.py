"""Names of indicators: the lexicon's own examples, and what two names share."""

import pytest
import yaml

from pipeline.views.indicator_names import core, same_measure, shared_part, telling, words_pattern
from tests.support.paths import ROOT

ROWS = {
    row["kind"]: row
    for row in yaml.safe_load((ROOT / "pipeline" / "views" / "indicator_names.yml").read_text(encoding="utf-8"))
}


@pytest.mark.parametrize(("name", "left"), ROWS["before"]["examples"] + ROWS["after"]["examples"])
def test_words_that_a_name_may_carry_or_not(name, left):
    assert core(name) == left


@pytest.mark.parametrize(("name", "part"), ROWS["generic"]["examples"])
def test_generic_words_tell_nothing(name, part):
    assert not telling(part)
    assert not telling(name)


@pytest.mark.parametrize(("name", "part"), ROWS["scope"]["examples"])
def test_a_word_of_scope_makes_another_indicator(name, part):
    scope = words_pattern("scope")
    assert scope.sub("", name) == part
    assert scope.findall(name) != scope.findall(part)


@pytest.mark.parametrize(
    ("one", "other", "part"),
    [
        ("金融联盟基金", "集聚基金", "基金"),
        ("载体空间", "北区载体", "载体"),
        ("新型研发机构", "投融资服务机构", ""),
        ("茶园面积", "果园面积", ""),
        ("海外高层次人才", "高端领军人才", "人才"),
    ],
)
def test_what_two_names_share(one, other, part):
    assert shared_part(one, other) == part == shared_part(other, one)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("家", "个", True),
        ("万m²", "万平方米", True),
        ("万方", "万平方米", True),
        (None, "家", True),
        ("人", "亿元", False),
    ],
)
def test_measures_that_mean_one(one, other, same):
    assert same_measure(one, other) is same


def test_a_bracket_is_no_part_of_the_core():
    assert core("生命健康（生物医药+养老科技）") == core("生命健康")
