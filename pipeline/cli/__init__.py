"""The command line. Each group of commands is a module."""

from pipeline.cli.command import app

__all__ = ["app"]
