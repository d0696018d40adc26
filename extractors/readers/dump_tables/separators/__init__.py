"""Tables whose cells a sign separates: a tab, a comma, a semicolon, or one blank."""
