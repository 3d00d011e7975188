"""Answers of the commands as values, with texts for the reader; no code here prints."""
