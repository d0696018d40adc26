"""Read and write outputs/: complete files or none, with a record of what they were built from."""
