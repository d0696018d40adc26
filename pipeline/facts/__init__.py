"""The facts store: the facts of all plans in one SQLite file, from which tables, answers, units and pages are made.

plan.json stays the contract: the store is filled from it plan by plan, only where a plan changed, and can be deleted.
"""
