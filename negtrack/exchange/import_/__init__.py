"""What comes in: files to rows, rows to items.

source      the bytes of a file or of stdin, and their format
delimited   csv and tsv to rows
objects     JSON Lines and JSON to rows
workbook    xlsx to rows
columns     which column is which field
fields      a cell as what its field holds
names       what people call parties, issues and sources, as ids; with leave, made where there are none
kinds       the kind of an issue that was made, from the values given on it
importer    rows to items, each fault with its row and column
"""
