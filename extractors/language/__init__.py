"""Characters, numerals, marks, dates, units of measure and header words of official Chinese; does not know Document."""
