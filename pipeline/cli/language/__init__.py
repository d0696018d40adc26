"""Chinese and English on the command line: the catalogue of texts, and help in the language of the user."""
