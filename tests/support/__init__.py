"""What several tests share: sample plans, drawn PDF files, a served corpus."""
