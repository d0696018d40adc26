"""Jinja with two of its steps shortened that every expression of a page takes: escaping a value, and calling a macro."""

from collections.abc import Callable, MutableMapping
from functools import lru_cache
from types import CodeType
from typing import Any

from jinja2 import Environment, Template
from jinja2.runtime import Context
from markupsafe import Markup, escape

SHORT = 100
"""Characters: labels, names, ids and addresses, of which pages repeat most. Longer texts are not worth keeping."""

_NUMBERS = (int, float)


@lru_cache(50_000)
def _escape_short(text: str) -> str:
    return str(escape(text))


def escape_known(value: Any) -> str:
    """Return a value as `markupsafe.escape` does, which is asked once for the same short text.

    What is markup already stays as it is, and numbers have nothing to escape.
    """
    kind = type(value)
    if kind is str:
        return _escape_short(value) if len(value) < SHORT else escape(value)
    if kind in _NUMBERS:
        return str(value)
    return value if kind is Markup else escape(value)


class QuickTemplate(Template):
    """A template that escapes with ``escape_known``."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """Return the template of compiled code, in whose namespace the functions it calls have their names."""
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__["escape"] = escape_known
        return template


class QuickContext(Context):
    """A context that calls a function as it is: no function of ours asks for the context or the environment."""

    def call(
        self,
        obj: Callable[..., Any],
        /,
        *args: Any,
        _loop_vars: object = None,
        _block_vars: object = None,
        **kwargs: Any,
    ) -> Any:
        """Call the function. The variables of loops and blocks are for functions that ask for the context."""
        return obj(*args, **kwargs)
