"""Shared by the commands that write.

write_options  their options, in groups
fields         the fields of a record as options, with names resolved to ids
prompts        prompts for missing values
records        records from options
positions      positions from options
desk           what the reading desk writes, undoes and defines
desk_loop      the reading desk from its first key to its last
provenance     who said it, when and where
import_rows    JSON Lines on stdin as records
import_changes what an import would make current
import_report  what an import did, in lines
destination    the negotiation that an import writes to
write          write the records and print their ids
"""
