"""Tables that a text dump has flattened."""
