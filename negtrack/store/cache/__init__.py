"""A throw-away cache of large negotiations, in the user's cache folder; the files are the truth.

marks        whether a file is still what it was when it was read
rows         items as plain values, and back
folder       the files of a cache: written whole, read only where every byte is right
book         what is kept of one party's file: what stands, and the past
state        what is kept of the files together, and whether they still are what they were
update       from the files to the state of them
parallel     work for several processes
negotiation  a negotiation whose entries are read when they are asked for
load         a negotiation from its cache, as its files are now
check        a check of a cached negotiation

Only a negotiation whose files have no errors is kept. What a cached negotiation answers is what the files say, as what
is not read yet is read when it is asked for. A cache that is damaged, foreign or of another version is ignored and
built again.
"""
