"""Characters, numerals, marks, dates, measures and header words of official Chinese; knows no Document."""
