"""Process one document so that even a bug affects this document only."""

import errno
import traceback
from collections.abc import Callable
from typing import NamedTuple, ParamSpec, TypeVar

from extractors.errors import UnreadableError, sentence
from pipeline.errors import InputError, OutputError, StoppedError

NO_WRITING = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG)
"""Error numbers of a disk that cannot be written to: full, over quota, read-only, file too large."""
IN_THE_WAY = (errno.EACCES, errno.EPERM, errno.EEXIST, errno.ENOTDIR, errno.EISDIR)
"""Error numbers of a place that a user made read-only or filled with something else."""

P = ParamSpec("P")
T = TypeVar("T")


class Failure(NamedTuple):
    """Why a document failed: a sentence for the user, and the traceback if the cause is a bug."""

    sentence: str
    trace: str | None
    output: bool = False
    """True if the output folder cannot be written: every other document would fail in the same way."""


def attempt(file: str, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | Failure:
    """Call ``work`` and return its result, or the Failure if it raises. ``file`` names the document in the sentence.

    KeyboardInterrupt and SystemExit pass through: Ctrl-C ends the command, whatever it is doing.
    """
    try:
        return work(*args, **kwargs)
    except (UnreadableError, InputError) as error:
        trace = error.trace if isinstance(error, StoppedError) else None
        return Failure(str(error), trace, isinstance(error, OutputError))
    # Anything else is a bug, here or in a library that met an unusual file. It is reported with its traceback, and the
    # other documents are still processed.
    except Exception as error:  # noqa: BLE001
        if isinstance(error, OSError) and error.errno in NO_WRITING:
            return Failure(str(OutputError.of(file, error)), None, True)
        if isinstance(error, OSError) and error.errno in IN_THE_WAY and error.filename:
            return Failure(str(OutputError.of(str(error.filename), error)), None, True)
        reason = f"the program met an unexpected case ({type(error).__name__}: {error})"
        trace = "".join(traceback.format_exception(error))
        return Failure(sentence(file, reason, "please report it with the file"), trace)
