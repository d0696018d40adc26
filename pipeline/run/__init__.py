"""The main job: process documents, then build the products made from all plans."""
