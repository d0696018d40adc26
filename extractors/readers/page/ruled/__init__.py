"""Tables inside rules: rules to grids, grids to cells."""
