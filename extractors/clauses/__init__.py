"""The grammar of responsibility clauses: role words, lists, deadlines, and rules that a document states."""
