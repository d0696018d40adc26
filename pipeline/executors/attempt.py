"""Do one document's work so that even a defect of the program stays with that document."""

import errno
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, ParamSpec, TypeVar

from extractors.errors import UnreadableError, sentence
from pipeline.errors import InputError, OutputError, StoppedError

NO_WRITING = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG)
"""What the system says where nothing can be written: whoever wrote, the sentence is the same."""

P = ParamSpec("P")
T = TypeVar("T")


class Failure(NamedTuple):
    """Why a document failed: the sentence for the person, and the traceback where the program itself is at fault."""

    sentence: str
    trace: str | None
    output: bool = False
    """The fault is that of the place to write to: all other documents would meet it too."""


def attempt(file: str, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | Failure:
    """Return what the work returns, or the failure that ended it.

    The work runs in a thread of its own, whose future keeps any error whole; interrupts reach the main thread as ever.
    """
    with ThreadPoolExecutor(max_workers=1) as pool:
        future = pool.submit(work, *args, **kwargs)
        error = future.exception()
    if error is None:
        return future.result()
    if isinstance(error, UnreadableError | InputError):
        trace = error.trace if isinstance(error, StoppedError) else None
        return Failure(str(error), trace, isinstance(error, OutputError))
    if isinstance(error, OSError) and error.errno in NO_WRITING:
        return Failure(str(OutputError.of(file, error)), None, True)
    reason = f"the program met a case that it does not know ({type(error).__name__}: {error})"
    return Failure(sentence(file, reason, "please report it with the file"), "".join(traceback.format_exception(error)))
