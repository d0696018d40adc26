"""Rows that only the texts of cells show: lines are parted where whole cells end."""
