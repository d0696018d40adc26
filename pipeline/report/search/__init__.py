"""The search index, cut into scripts that the browser loads as needed."""
