"""How probable it is that a task of one plan goes on in a task of another."""
