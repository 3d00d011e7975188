"""Import: files to rows, rows to items.

source      the bytes of a file or of stdin, and their format
delimited   csv and tsv to rows
objects     JSON Lines and JSON to rows
workbook    xlsx to rows
row         one row, and problems in it
columns     columns as fields
fields      cells as values of fields
names       names of parties, issues and sources as ids; creates missing ones where allowed
kinds       the kind of a created issue, inferred from its values
importer    rows to items, each error with its row and column
canonicalise values in canonical words
read_file   a file of any format to items
"""
