"""While many objects are made, Python looks for garbage rarely; afterwards as before."""

import gc

import pytest

from pipeline.executors.garbage import HARDLY, RARELY, collected_rarely


@pytest.fixture(autouse=True)
def thresholds():
    before = gc.get_threshold()
    gc.set_threshold(500, 5, 5)
    yield
    gc.set_threshold(*before)


def test_garbage_is_collected_as_before_after_the_last_of_several():
    one, other = collected_rarely(), collected_rarely()
    one.__enter__()
    other.__enter__()
    assert gc.get_threshold() == HARDLY
    one.__exit__(None, None, None)
    assert gc.get_threshold() == HARDLY
    other.__exit__(None, None, None)
    assert gc.get_threshold() == (500, 5, 5)


def test_garbage_is_collected_as_before_after_an_error():
    with pytest.raises(ValueError, match="wrong"), collected_rarely():
        raise ValueError("wrong")
    assert gc.get_threshold() == (500, 5, 5)


@pytest.mark.parametrize(("number", "old"), [(RARELY[0] + 1000, True), (10, False)])
def test_many_objects_that_were_made_are_not_young_afterwards(number, old):
    gc.collect()
    with collected_rarely():
        made = [[] for _ in range(number)]
    assert any(one is made for one in gc.get_objects(generation=2)) == old


def test_what_a_process_inherited_is_still_not_looked_through():
    gc.freeze()
    try:
        with collected_rarely():
            made = [[] for _ in range(RARELY[0] + 1000)]
        assert gc.get_freeze_count() and made
    finally:
        gc.unfreeze()
