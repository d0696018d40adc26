"""What the template of each page renders, as plain data: one module a page."""
