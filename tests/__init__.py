"""Tests: the folders mirror the code; ``whole`` holds what concerns all of it, ``support`` what tests share, ``bench`` benchmarks."""
