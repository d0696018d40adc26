"""List marks become a tree; its entries become headings and tasks with ids."""
