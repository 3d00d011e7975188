"""A throw-away cache of large negotiations, in the user's cache folder; the files are the truth.

folder  the files of a cache: written whole, read only where every byte is right
book    what is kept of the entries of one file, and a negotiation that reads its positions from books when asked
load    a negotiation from its cache, as its files are now
check   a check of a cached negotiation

Only a negotiation whose files have no errors is kept. A cache that is damaged, foreign or of another version is ignored
and built again.
"""
