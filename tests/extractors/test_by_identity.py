"""Results kept by the identity of their objects: one computation each, and never the result of another object."""

from extractors.by_identity import kept_by_identity


def test_a_result_is_computed_once_for_an_object_and_anew_for_its_equal() -> None:
    asked: list[list[int]] = []

    @kept_by_identity(2)
    def total(numbers: list[int]) -> int:
        asked.append(numbers)
        return sum(numbers)

    first, equal, third = [1, 2], [1, 2], [4]
    assert [total(first), total(first), total(equal), total(first)] == [3, 3, 3, 3]
    assert len(asked) == 2
    assert total(third) == 4  # one more than are kept: the others are given up
    assert total(first) == 3
    assert len(asked) == 4


def test_objects_of_short_life_are_not_taken_for_each_other() -> None:
    @kept_by_identity(3)
    def own(numbers: list[int], more: int = 0) -> int:
        return numbers[0] + more

    assert [own([at]) for at in range(50)] == list(range(50))
    assert [own([at], more=1) for at in range(50)] == list(range(1, 51))
