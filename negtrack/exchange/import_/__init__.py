"""Import: files to rows, rows to items.

source      the bytes of a file or of stdin, and their format
delimited   csv and tsv to cells
workbook    xlsx to cells; sheet_layout: merged and hidden ones
word_tables docx to cells; word_text: the text of one
objects     JSON Lines and JSON to rows
grid        cells to rows: a record a row
wide        cells to rows: issues down, parties across; wide_head, heads: its columns, sections: its groups
cell_parts  cells that say more than a value
row         one row, and problems in it
columns     columns as fields
fields      cells as values of fields
changed_cells the cells that were changed on the first sheet of an export
names       names of parties, issues and sources as ids; creates missing ones where allowed
kinds       the kind of a created issue, inferred from its values
importer    rows to items, each error with its row and column
canonicalise values in canonical words
read_file   a file of any format to items
"""
