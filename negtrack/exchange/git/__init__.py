"""What git calls: the record-wise merge driver, and party files as one line a field for `git diff`."""
