"""Charts in the terminal and on pages; all have their scales from one module.

scale       places and labels on a line, in whole cells or pixels
cells       intervals and distances in text cells
issue_svg   one issue through time
track_svg   what one party held
score_svg   who moved how far
text_width  widths of texts in pixels, estimated
"""
