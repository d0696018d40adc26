"""Charts and the network of units as coordinates."""
