"""The main job: documents, then what is made of all plans."""
