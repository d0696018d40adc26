"""What every reader needs: limits, encodings, archives, lines, the table block."""
