"""The command line: one file per command, all options in `options`, and the one border where errors become words."""
