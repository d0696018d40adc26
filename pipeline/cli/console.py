"""Console output of the commands: results to standard output, messages and progress to standard error."""

import json
import os
import re
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from glob import has_magic
from pathlib import Path
from typing import Any, TypeVar
from unicodedata import combining, east_asian_width

import typer

from extractors.errors import UnreadableError
from pipeline.cli.language.catalogue import translate
from pipeline.errors import InputError, StoppedError

Item = TypeVar("Item")

WIDE = 200
"""Width in columns of a table in a file or pipe: enough for whole titles. On a terminal its own width is used."""

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What a terminal obeys instead of printing it: a title or the name of a file may contain it."""

EVERY = 60
"""Seconds between two progress lines in a log."""


def say(text: str) -> None:
    """Print a line of result."""
    typer.echo(CONTROL.sub("?", translate(text)))


def warn(text: str) -> None:
    """Print a message to standard error."""
    typer.echo(CONTROL.sub("?", translate(text)), err=True)


def percent(share: float | None) -> str:
    """Return a share as a percentage; "" if it was not measured."""
    return "" if share is None else f"{share:.2%}"


def emit(value: Any) -> None:
    """Print a value as JSON."""
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    typer.echo(CONTROL.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text))


def show(title: str, columns: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Print a table; columns of numbers are right-aligned."""
    names = [CONTROL.sub("?", name) for name in columns]
    filled = [[CONTROL.sub("?", str(cell)) for cell in row] for row in rows]
    numeric = [
        all(row[at].replace(".", "").rstrip(" %").isdigit() or not row[at] for row in filled)
        for at in range(len(names))
    ]
    lines = [translate(title)] if title else []
    lines += _aligned([names, *filled], numeric)
    room = shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDE
    if any("\n" in line or _width(line) > room for line in lines):
        # rich folds long cells. It takes longer to import than a short document takes to read.
        from pipeline.cli.terminal.folded_table import print_folded

        print_folded(translate(title), names, filled, numeric, room)
    else:
        typer.echo("\n".join(lines))


def _aligned(rows: list[list[str]], numeric: list[bool]) -> list[str]:
    """Return the rows as lines with columns of equal width, two blanks between them."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        gaps = [" " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)]
        cells = (gap + cell if right else cell + gap for cell, gap, right in zip(row, gaps, numeric, strict=True))
        lines.append("  ".join(cells).rstrip())
    return lines


def _width(text: str) -> int:
    """Return the columns of a terminal that a text takes: two for each Chinese character."""
    if text.isascii():
        return len(text)
    return sum((east_asian_width(sign) in "WF") + 1 for sign in text if not combining(sign))


@contextmanager
def one_sentence() -> Iterator[None]:
    """Report errors that the user can fix in one sentence, and exit with code 1 (a document) or 2 (usage)."""
    try:
        yield
    except UnreadableError as error:
        warn(str(error))
        raise typer.Exit(1) from error
    except InputError as error:
        warn(str(error))
        if isinstance(error, StoppedError) and error.trace:
            warn(error.trace)
        raise typer.Exit(error.exit_code) from error
    except BrokenPipeError as error:
        # The reader of our output, such as `head`, has ended, which is no error. Standard output is redirected, because
        # Python would otherwise report the broken pipe again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        raise typer.Exit(0) from error


def files_in(files: Iterable[Path]) -> list[Path]:
    """Return the files, those in folders, and those that a pattern names; hidden files in folders are left out.
    An empty folder is returned itself, so that it is named as what cannot be read.

    Shells on Windows pass on patterns such as *.pdf as they are.
    """
    found: list[Path] = []
    for file in files:
        is_pattern = has_magic(file.name) and not file.exists()
        matched = sorted(file.parent.glob(file.name)) if is_pattern else []
        for path in matched or [file]:
            inside = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
            shown = [one for one in inside if one == path or not any(part.startswith(".") for part in one.parts)]
            found += shown or [path]
    return list(dict.fromkeys(found))


def track(items: Iterable[Item], total: int, doing: str) -> Iterator[Item]:
    """Yield the items and show progress: a bar on a terminal, one line a minute in a log."""
    if not sys.stderr.isatty():
        yield from _log_progress(items, total, doing)
        return
    from pipeline.cli.terminal.progress_bar import bar

    yield from bar(items, total, translate(doing))


def _log_progress(items: Iterable[Item], total: int, doing: str) -> Iterator[Item]:
    """Yield the items and print a progress line every EVERY seconds."""
    start = last = time.monotonic()
    for number, item in enumerate(items, 1):
        yield item
        now = time.monotonic()
        if now - last >= EVERY and number < total:
            last = now
            rate = number / max(now - start, 1e-6)
            warn(f"{doing}: {number} of {total}, {rate:.1f}/s, {(total - number) / rate / 60:.0f} min left")
