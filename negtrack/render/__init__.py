"""Views to text: one file per format. Nothing here reads a file or decides what is true."""
