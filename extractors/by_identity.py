"""Results kept for the objects that they were made from, where comparing or hashing these would cost more than it saves."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def kept_by_identity(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep the results of a function for the last objects it was given, at most so many; all are given up when one more comes.

    The objects are kept with their result, so that no other object can have the identity of one of them.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        known: dict[tuple[object, ...], tuple[object, R]] = {}

        @wraps(function)
        def kept(*args: P.args, **named: P.kwargs) -> R:
            given = (*args, *named.values())
            key = (*named, *map(id, given))
            held = known.get(key)
            if held is None:
                if len(known) >= most:
                    known.clear()
                held = known[key] = (given, function(*args, **named))
            return held[1]

        return kept

    return decorate
