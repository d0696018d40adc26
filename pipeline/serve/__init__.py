"""The report on this machine, with a mode in which a person corrects what was extracted: `gangmu serve`."""
