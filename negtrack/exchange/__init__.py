"""What comes in from elsewhere and goes out: one file per format."""
