"""What became of the last plan: successive plans side by side."""
