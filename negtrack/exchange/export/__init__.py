"""What goes out: one file per format, chosen by the table in `formats`.

formats    the formats, and what an export is made of
selection  the part of a negotiation that was asked for
dossier    a negotiation as a document, before any format
"""
