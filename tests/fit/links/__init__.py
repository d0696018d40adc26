"""Fit the links of the comparison: pairs read by hand, pairs made, the logistic model, and how well it does."""
