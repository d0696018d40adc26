"""Word and Excel files, old ones through LibreOffice."""
