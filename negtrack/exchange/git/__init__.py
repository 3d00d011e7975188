"""Called by git: the record-wise merge driver, and party files with one line per field for `git diff`."""
