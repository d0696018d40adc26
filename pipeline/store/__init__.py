"""What stands in outputs/, written whole or not at all, and what it was made from."""
