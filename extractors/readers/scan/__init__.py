"""Recognition of page images."""
