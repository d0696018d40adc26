"""The command line. Each group of commands is a module."""

import os

# Plug-ins of pydantic that happen to be installed must not change what a model accepts; looking for them takes time too.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from pipeline.cli.command import app

__all__ = ["app"]
