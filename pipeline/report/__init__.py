"""The report: static pages that open from the file system, built from plan.json and document.json alone."""

from pipeline.report.build import build

__all__ = ["build"]
