"""Print a table whose long cells are folded to the width of the terminal."""

from rich.console import Console
from rich.table import Table


def print_folded(title: str, names: list[str], rows: list[list[str]], numeric: list[bool], width: int) -> None:
    """Print a table in so many columns of text; numbers and the first column are not folded."""
    table = Table(title=title or None, title_justify="left", box=None, pad_edge=False)
    for index, name in enumerate(names):
        no_wrap = numeric[index] or not index
        table.add_column(name, justify="right" if numeric[index] else "left", overflow="fold", no_wrap=no_wrap)
    for row in rows:
        table.add_row(*row)
    Console(width=width, highlight=False, markup=False, emoji=False).print(table)
