"""What needs the width of a terminal: the bar of progress and tables with folded cells."""
