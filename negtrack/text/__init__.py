"""The texts of sources: what a file says, as paragraphs in one spelling, and where words stand in it.

A text is normalised once, when it is taken in; its paragraphs are its lines, counted from 1. Places are counted in code
points of the normalised text, from 0, and ranges exclude the end. Nothing here knows of records.
"""
