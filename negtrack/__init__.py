"""negtrack: plain-text accounting for negotiations. Who stands where, on whose word, and how far apart they are."""

__version__ = "0.1.0"
