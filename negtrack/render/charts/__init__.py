"""Charts in the terminal and on pages; all have their scales from one module.

scale   places and labels on a line, in whole cells or pixels
cells   intervals and distances in text cells
"""
