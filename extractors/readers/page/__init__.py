"""A page as ink: lines, grids, tables over pages, paragraphs. Shared by PDF, OFD and scans."""
