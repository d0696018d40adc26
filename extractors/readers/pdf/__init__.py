"""PDF files."""

import logging

logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns about every unusual font and object
