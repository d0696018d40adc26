"""Tables whose columns are not ruled: from clear space, alignment, shading and single rules."""
