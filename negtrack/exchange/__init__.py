"""Import and export of other formats.

import_    files to rows, rows to items
export     a negotiation as a file: one file per format
git        called by git: merge driver, text conversion
rows       items as flat rows, the shape that imports and exports share
cells      rows as cells of a spreadsheet, and back
delimited  csv and tsv
extras     optional libraries
"""
