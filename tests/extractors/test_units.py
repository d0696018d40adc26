"""Units of a plan: which printed names are one body, its kind, level and place."""

from itertools import permutations

import pytest
import yaml

from extractors.units.lists import split_units
from extractors.units.resolve import abbreviates, resolve
from schemas import Unit
from tests.support.paths import TESTS

CASES = yaml.safe_load((TESTS / "cases" / "units.yml").read_text(encoding="utf-8"))


def units_of(case: dict, order: slice = slice(None)) -> tuple[Unit, ...]:
    mentions = split_units(case["names"], 0, len(case["names"])).mentions
    return resolve([(m.name, m.full) for m in mentions][order], case.get("place"), case.get("text", ""))[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_case(case: dict) -> None:
    shown = [
        f"{' '.join(filter(None, (u.id, u.kind, u.level)))} | {' '.join(u.aliases)}".rstrip() for u in units_of(case)
    ]
    assert shown == [line.rstrip() for line in case["expect"]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_order_of_names_does_not_change_ids(case: dict) -> None:
    assert {u.id for u in units_of(case)} == {u.id for u in units_of(case, slice(None, None, -1))}


def test_every_printed_and_completed_name_has_an_id() -> None:
    names = [("区政务办", "区政务办"), ("经委", "区经委"), ("区经委", "区经委")]
    units, ids = resolve(names, "东山区", "")
    assert set(ids) >= {"区政务办", "经委", "区经委"}
    assert set(ids.values()) == {unit.id for unit in units}


def test_known_names_of_different_bodies_do_not_abbreviate_each_other_by_rule_alone() -> None:

    assert not [pair for pair in permutations(["区科委", "区经委", "区建委"], 2) if abbreviates(*pair)]


def test_part_of_a_body_names_its_parent() -> None:
    units, ids = resolve([("区公安分局", "区公安分局"), ("区公安分局交警支队", "区公安分局交警支队")], "东山区", "")
    assert units[1].parent == ids["区公安分局"]
