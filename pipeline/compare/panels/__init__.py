"""Many plans on one theme: which tasks they share, and who took a theme up first."""
