"""Jinja with two of its steps shortened that every expression of a page takes, escaping a value and calling a macro; and
without what it leaves behind of a page.
"""

from collections.abc import Callable, Mapping, MutableMapping
from contextvars import ContextVar
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


_made: ContextVar[list[Context] | None] = ContextVar("contexts of the page that is being rendered", default=None)


class QuickTemplate(Template):
    """A template that escapes with ``escape_known``, and lets go of what it was given when it is rendered."""

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

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Return the text.

        The macros of a page refer to its contexts, which refer to them and to the whole view: it would be in memory
        until Python looks for such circles, which takes the longer the more there is.
        """
        made: list[Context] = []
        outer = _made.set(made)
        try:
            return super().render(*args, **kwargs)
        finally:
            _made.reset(outer)
            for context in made:
                context.vars.clear()
                context.parent.clear()

    def new_context(
        self, vars: dict[str, Any] | None = None, shared: bool = False, locals: Mapping[str, Any] | None = None
    ) -> Context:
        """Return a context; that of the page, and those which share its view, are emptied with it."""
        context = super().new_context(vars, shared, locals)
        made = _made.get()
        if made is not None and (shared or not made):
            made.append(context)
        return context


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
