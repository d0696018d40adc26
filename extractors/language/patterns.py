"""Regular expressions that compile at their first use: a short document needs half of them."""

import re
from typing import Any, AnyStr, Generic, cast


class _LazyPattern(Generic[AnyStr]):
    """Compile ``pattern`` at the first attribute access, then act as the compiled expression at no cost per call."""

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self.pattern: AnyStr = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return self.__dict__[name]


_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


def lazy_pattern(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return an expression with the methods and ``pattern`` of ``re.compile(pattern, flags)``, compiled at its first use.

    Errors: ``re.error`` at the first use, not here.
    """
    return cast(re.Pattern[AnyStr], _LazyPattern(pattern, flags))
