"""Print the page of a panel, which stands alone: every passage is in the page itself."""

from pathlib import Path

from pipeline.compare.panels.model import Panel
from pipeline.report.pages.printing import Printer, copy_assets
from pipeline.views.labels import label

ASSETS = ("report.css", "theme.js", "report.js", "cite.js")
PAGE = "index.html"


def print_panel(panel: Panel, folder: Path) -> Path:
    """Write the matrix of themes and the tables beside it into a folder, and return the page's path."""
    copy_assets(folder / "assets", ASSETS)
    cells = {
        (theme.id, plan): [cell for cell in theme.cells if cell.plan == plan]
        for theme in panel.themes
        for plan in theme.plans
    }
    view = {
        "panel": panel,
        "shared": [theme for theme in panel.themes if theme.is_shared],
        "single": [theme for theme in panel.themes if not theme.is_shared],
        "cells": cells,
        "titles": {plan.id: plan.title for plan in panel.plans},
        # the ties that say most first: a page of eight plans has 28 pairs
        "flows": sorted(panel.flows, key=lambda flow: (not flow.cited, -flow.nearest, -flow.letters)),
    }
    Printer(folder, "").page(PAGE, "panel.html", label("panel.title"), **view)
    return folder / PAGE
