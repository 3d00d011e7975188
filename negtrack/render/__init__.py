"""Views to text: one file per format. No code here reads a file or evaluates a position."""
