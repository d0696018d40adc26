"""What the newer plan says of each number that the older one commits to."""
