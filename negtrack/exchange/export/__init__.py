"""Export: one file per format, chosen by the table in `formats`.

formats    the formats and the contents of an export
selection  the selected part of a negotiation
dossier    a negotiation as a document, independent of its format
"""
