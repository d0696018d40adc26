"""The plans of outputs/ for notebooks."""
