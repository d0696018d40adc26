"""The pages of the report one by one, when a reader asks for them, from the store and the two files of a plan."""
