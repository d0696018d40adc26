"""From one Document to its plans: what is the notice and what is the plan."""
