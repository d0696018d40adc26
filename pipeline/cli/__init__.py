"""The command line. Each group of commands is a module."""

import gc
import os

# What a command allocates lives until it ends: with the default of 700 new objects the collector walks modules, patterns
# and facts again and again, for a sixth of the time of a small command.
gc.set_threshold(100_000, 20, 50)

# Plug-ins of pydantic that happen to be installed must not change what a model accepts; looking for them takes time too.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from pipeline.cli.command import app  # noqa: E402

__all__ = ["app"]
