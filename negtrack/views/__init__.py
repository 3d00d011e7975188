"""Answers as values: what each command found, worded and ready to be rendered; nothing here prints."""
