"""Export: one file per format, chosen by the table in `formats`.

formats    the formats and the contents of an export
selection  the selected part of a negotiation
document   what a document consists of
dossier    a negotiation as a document, independent of its format
archive    zip archives that are the same every time

Every other module writes the format that it is called after; `objects` writes JSON and JSON Lines, `sheets` TOML.
"""
