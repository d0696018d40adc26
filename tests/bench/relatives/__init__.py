"""Tables that the training generator does not draw, in layouts that it does not print, with the facts that they state."""
