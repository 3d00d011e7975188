"""What the commands that write share.

write_options  their options, in groups
fields         the fields of a record as options, with the names in them found
prompts        questions for what is missing
records        options into records
provenance     who said it, when, where
import_rows    JSON Lines on stdin as records
destination    the negotiation that an import writes to
write          append the records and print their ids
"""
