"""Compiled regular expressions kept beside the bytecode, because compiling those of a short text takes longer than
reading it.

Python saves the bytecode of modules but compiles every expression again in every process: a third of the time of a
command on a short text, and of the start of each process of a run. The file is in ``__pycache__`` and follows the
rules of bytecode: another Python version ignores and replaces it, ``PYTHONDONTWRITEBYTECODE`` and
``PYTHONPYCACHEPREFIX`` apply, a folder that cannot be written to is no error, and deleting the file only costs time.
"""

import _sre  # type: ignore[import-not-found]
import atexit
import marshal
import os
import re
import sys
from array import array
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from re import _compiler, _parser  # type: ignore[attr-defined]
from typing import Any, AnyStr
from zlib import crc32

# More than the package has. It bounds the file if an expression is ever made from the words of a document.
_MOST = 2_000


class PatternFile:
    """The compiled expressions of one file, by pattern and flags; ``save`` writes those that were added."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._arguments: dict[tuple[str | bytes, int], tuple[Any, ...]] = {}
        self._added = False
        # A damaged file is replaced. The checksum guards against code that is valid but matches something else.
        with suppress(OSError, EOFError, ValueError, TypeError):
            content = path.read_bytes()
            if crc32(content[4:]).to_bytes(4) == content[:4]:
                version, arguments = marshal.loads(content[4:])
                self._arguments = arguments if version == sys.version else {}

    def compile(self, pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
        """Return what ``re.compile(pattern, flags)`` returns; ``re.error`` as there."""
        key = pattern, int(flags)
        if key not in self._arguments:
            if len(self._arguments) >= _MOST:
                return re.compile(pattern, flags)
            self._arguments[key] = _compile_arguments(*key)
            self._added = True
        options, code, *groups = self._arguments[key]
        compiled: re.Pattern[AnyStr] = _sre.compile(pattern, options, list(memoryview(code).cast("I")), *groups)
        return compiled

    def save(self) -> None:
        """Write the file if an expression was added. Of two processes that add some the later wins; it evens out."""
        if not self._added or sys.dont_write_bytecode:
            return
        content = marshal.dumps((sys.version, self._arguments))
        draft = self.path.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(crc32(content).to_bytes(4) + content)
            draft.replace(self.path)
        self._added = False


def _compile_arguments(pattern: str | bytes, flags: int) -> tuple[Any, ...]:
    """Return what ``_sre.compile`` takes after the pattern, the code as bytes: flags, code, group count and names."""
    parsed = _parser.parse(pattern, flags)
    state = parsed.state
    names: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        names[number] = name
    code = array("I", _compiler._code(parsed, flags)).tobytes()
    return int(flags | state.flags), code, state.groups - 1, state.groupdict, tuple(names)


saved_patterns = PatternFile(Path(cache_from_source(__file__)).with_suffix(".patterns"))
atexit.register(saved_patterns.save)
