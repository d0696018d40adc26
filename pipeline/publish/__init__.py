"""A folder that a journal or archive takes: report, tables, graph, methods, citation, checksums."""
