"""A throw-away cache of large negotiations, in the user's cache folder; the files are the truth.

kept    what is kept of each file, and as bytes
folder  the files of a cache: written whole, read only where every byte is right
book    from entries to what is kept of their file, and from that to a negotiation that reads its positions when asked
open    a negotiation from its cache, as its files are now
load    what is kept of files, brought up to date
check   a check of a cached negotiation

Only a negotiation without errors is kept. A cache that is damaged, or of another version, is ignored and built again.
"""
