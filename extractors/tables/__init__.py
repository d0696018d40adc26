"""Tables that assign tasks or state indicators, row by row."""
