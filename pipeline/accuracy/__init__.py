"""How accurate the facts are: a random sample for people to judge, and precision and recall from their judgements."""
