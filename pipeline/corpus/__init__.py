"""The files of the corpus that people edit: manifest, authority file, corrections."""
