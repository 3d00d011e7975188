"""Tests of the store: files read, files written, and what happens when the machine fails in between."""
