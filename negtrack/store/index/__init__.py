"""A throw-away index of large negotiations, in the user's cache folder; the files are the truth.

marks      whether a file is still what it was when it was read
database   the file of the index: where it is, what it looks like, and that it is ours
fill       what files hold, into the tables
read       what the tables hold, out of them
stand      which entries stand, decided anew where a change touches them
shared     work for two processes
build      an index built anew
refresh    the index of a folder, as its files are now: extended, mended file by file, or built anew
around     what adding something needs
indexed    a negotiation of which only what is asked for is read
parts      one file at a time, with what bears on it
verdict    what a check found
checking   a check, file by file

An index holds only a negotiation without faults. Whatever goes wrong with it costs time and nothing else: the files are
then read, as they are where there is no index.
"""
