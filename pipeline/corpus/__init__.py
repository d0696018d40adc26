"""What a person keeps: manifest, authority file, corrections."""
