"""Own codes of researchers: codebook, coding by several people, agreement, adjudication, and exchange with other programs."""
