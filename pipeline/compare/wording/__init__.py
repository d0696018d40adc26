"""The texts of tasks: split into words, likened, and compared word by word."""
