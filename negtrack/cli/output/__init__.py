"""Output of the program.

printing  data on stdout, messages on stderr
paging    long answers through a pager
progress  a progress line for long work
"""
