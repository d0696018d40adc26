"""Serve the report on this machine, with an edit mode for corrections: `gangmu serve`."""
