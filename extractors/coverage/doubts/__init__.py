"""Which facts are believed: those that cut a number, a name or a cell are refused or doubtful."""
