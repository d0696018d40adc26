"""Read and write outputs/: complete files or none, and a record of the inputs they were built from."""
