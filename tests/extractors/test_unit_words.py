"""Words that names of units are made of, in lexicon/unit_words.yml: every example is read so."""

import pytest

from extractors.lexicon import entries
from extractors.notice.titles import place
from extractors.units.fields import is_of_field
from extractors.units.lists import split_units
from extractors.units.names import is_office, kind_of, opens, parse
from extractors.units.persons import end_before_person
from extractors.units.places import level_and_place
from extractors.units.resolve import resolve

ENTRIES = entries("unit_words")
EXAMPLES = [(entry, example) for entry in ENTRIES for example in entry["examples"]]


@pytest.mark.parametrize(("entry", "example"), EXAMPLES, ids=[f"{e['kind']} {x}" for e, x in EXAMPLES])
def test_example(entry: dict, example: str) -> None:
    kind = entry["kind"]
    if kind in ("level", "no_level"):
        parsed = parse(example)
        assert parsed is not None
        assert (parsed.prefix in entry["words"]) == (kind == "level")
        assert bool(parsed.prefix) == (kind == "level")
    elif kind in ("collective_opening", "collective", "paired_level"):
        assert kind_of(example) == "collective"
    elif kind == "no_office":
        assert not is_office(example)
    elif kind == "state_owned":
        ((unit,), _) = resolve([(example, example)], "某市", "")
        assert unit.kind == "state_enterprise"
    elif kind == "regulator":
        ((unit,), _) = resolve([(example, example)], "某市", "")
        assert unit.kind == "regulator"
    elif kind == "ministry":
        assert level_and_place(example, "某市").level == "national"
    elif kind == "own_name":
        assert opens(example)
    elif kind == "brand" or kind == "zone":
        assert level_and_place(example, "某市").jurisdiction is None
    elif kind == "no_district":
        assert level_and_place(example, "别市").jurisdiction == "某某市"
    elif kind == "no_person":
        assert end_before_person(example, 0, len(example), labelled=True) is None
    elif kind in ("field", "field_of_organ"):
        assert is_of_field(example)
    else:
        assert kind == "no_county"
        assert place((), example) == "某某市"


def test_a_word_of_a_level_may_begin_what_follows_it() -> None:
    trade, office = parse("市政管理局"), parse("市政府办公室")
    assert trade is not None
    assert office is not None
    assert (trade.prefix, office.prefix) == ("", "市")


def test_levels_printed_side_by_side_are_one_actor() -> None:
    text = "各市州、区县人民政府"
    assert [mention.name for mention in split_units(text, 0, len(text)).mentions] == [text]


@pytest.mark.parametrize(
    ("name", "place_of_plan", "expected"),
    [
        ("云川市江北区财政局", "江北区", ("区财政局", "county", "江北区")),
        ("云川市江北区财政局", "云川市", ("江北区财政局", "county", "江北区")),
        ("云川市江北区财政局", None, ("云川市江北区财政局", "county", "江北区")),
        ("某某省云川市江北县水利局", "江北县", ("县水利局", "county", "江北县")),
        ("云川市公安局江北区分局", "云川市", ("市公安局江北区分局", "city", "云川市")),
        ("云川市市场监管局", "云川市", ("市市场监管局", "city", "云川市")),
    ],
)
def test_a_body_of_a_place_within_another_is_of_the_lower_one(
    name: str, place_of_plan: str | None, expected: tuple[str, str, str]
) -> None:
    assert tuple(level_and_place(name, place_of_plan)) == expected


@pytest.mark.parametrize("city", ["徐州", "兰州", "杭州", "达州"])
def test_a_district_of_a_city_whose_name_ends_in_the_word_of_another_level(city: str) -> None:
    assert place((f"{city}市江北区人民政府办公室",), "") == "江北区"
    assert place((f"{city}市人民政府",), "") == f"{city}市"
