"""Pages to read: causes, reports, details, help."""
