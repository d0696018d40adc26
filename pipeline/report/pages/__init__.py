"""Print the pages: one module for the pages of a plan, of a unit, of a comparison, of the corpus."""
