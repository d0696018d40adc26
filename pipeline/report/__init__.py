"""The report: static pages that open from the file system, built from plan.json and document.json alone."""
