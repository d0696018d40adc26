"""Text dumps: broken lines become paragraphs."""
