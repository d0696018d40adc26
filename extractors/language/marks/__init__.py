"""List marks: their styles, and which one a text begins with."""
