"""The command line. Each group of commands is a module."""

import atexit
import gc
import os
import signal
import sys
from _thread import interrupt_main
from threading import Timer, current_thread, main_thread
from typing import Any

# What a command allocates lives until it ends: with the default of 700 new objects the collector walks modules, patterns
# and facts again and again, for a sixth of the time of a small command.
gc.set_threshold(100_000, 20, 50)
# When the program ends, the collector would walk all of that once more, for an eighth of the time of a small command.
atexit.register(gc.freeze)

# Plug-ins of pydantic that happen to be installed must not change what a model accepts; looking for them takes time too.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

# Ctrl-C before the command begins would print where the imports have got to: until then it ends the process in silence.
_IS_MAIN = current_thread() is main_thread() and signal.getsignal(signal.SIGINT) is signal.default_int_handler
if _IS_MAIN:
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from pipeline.cli.command import app  # noqa: E402

_SOON = 0.01
"""Seconds."""


def _report_unraisable(raised: Any) -> None:
    """Interrupt again where Ctrl-C came in a callback of the garbage collector: Python prints it there and goes on."""
    if issubclass(raised.exc_type, KeyboardInterrupt):
        Timer(_SOON, interrupt_main).start()  # here and now it would be raised in this callback
    else:
        sys.__unraisablehook__(raised)


if _IS_MAIN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.unraisablehook = _report_unraisable

__all__ = ["app"]
