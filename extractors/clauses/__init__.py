"""The grammar of responsibility clauses: role words, lists, deadlines, rules that a document states."""
