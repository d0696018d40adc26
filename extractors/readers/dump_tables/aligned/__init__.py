"""Tables whose columns a dump lines up with blanks, one printed line a line of text."""
