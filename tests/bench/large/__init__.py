"""A hundred thousand plans: made from templates, and every product of them measured in a process of its own."""
