"""Numbers are found by name among those that can be one with it, and none of these is left out."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.compare.names import letter_likeness, plain_name, relation, same_scope, word_likeness
from pipeline.compare.verdicts.names import SAME_WORDS, QuantitiesByName
from pipeline.compare.verdicts.quantities import Quantity
from pipeline.views.indicator_names import shared_part
from schemas import Evidence

HERE = Evidence(block="b0", start=0, end=0, quote="")
NAMES = st.lists(
    st.sampled_from(
        ["生态", "茶园", "面积", "冷链", "冷藏", "库容", "市级", "龙头", "企业", "游船", "接待", "内", "人次"]
    ),
    min_size=1,
    max_size=6,
).map("".join)


def quantity(number: int, name: str) -> Quantity:
    measure, kind = "个", "target"
    return Quantity(str(number), name, name, False, False, True, measure, 1.0, 1.0, "exact", kind, 2025, "1", HERE)


@given(st.lists(NAMES, max_size=30), NAMES)
def test_every_number_of_one_name_is_found(names: list[str], name: str) -> None:
    numbers = [quantity(number, plain_name(other)) for number, other in enumerate(names)]
    own = plain_name(name)
    expected = tuple(
        one
        for one in numbers
        if relation(own, one.name) in ("equal", "variant")
        or (same_scope(own, one.name) and word_likeness(own, one.name) >= SAME_WORDS)
    )
    assert QuantitiesByName(numbers).of_one_name(own) == expected


@given(st.lists(st.text("冷链藏库", max_size=6), max_size=30), st.text("冷链藏库", max_size=6))
def test_every_variant_is_found(names: list[str], name: str) -> None:
    numbers = [quantity(number, other) for number, other in enumerate(names)]
    variants = {one.id for one in numbers if relation(name, one.name) in ("equal", "variant")}
    assert variants <= {one.id for one in QuantitiesByName(numbers).of_one_name(name)}


@given(st.lists(NAMES, max_size=30), NAMES)
def test_every_number_with_a_name_like_this_one_is_found(names: list[str], name: str) -> None:
    numbers = [quantity(number, other) for number, other in enumerate(names)]
    expected = [(letter_likeness(name, one.name), one) for one in numbers if shared_part(name, one.name)]
    found = QuantitiesByName(numbers).of_like_letters(name, 0.45)
    assert [pair for pair in expected if pair[0] >= 0.45] == [pair for pair in found if shared_part(name, pair[1].name)]
