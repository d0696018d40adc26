"""Process a corpus into tables, graph, report and exports. In a notebook: ``from pipeline import load_plans``."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.export.spans import to_doc
    from pipeline.notebook.library import Library, load_plans

__all__ = ["Library", "load_plans", "to_doc"]


def __getattr__(name: str) -> object:
    """Import pandas and spaCy on first use, so that `gangmu --help` does not load them."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name == "to_doc":
        from pipeline.export import spans

        return spans.to_doc
    from pipeline.notebook import library

    return getattr(library, name)
