"""The files: which folder, text to records, and appending without losing anything."""
