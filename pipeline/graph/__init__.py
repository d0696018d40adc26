"""The corpus as a graph, and its file formats."""
