"""Compare successive plans, with the evidence of both."""

from pipeline.compare.two_plans import compare

__all__ = ["compare"]
