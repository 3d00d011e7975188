"""The command line. Only `cli` knows the whole path from files to text.

app         the commands, and the one border where errors become messages and exit codes
session     the start and end of every command: load a negotiation, print an answer
options     the options that commands share
targets     SIDE arguments as parties and proposals
commands    one file per command
recording   shared by the commands that write
output      printing to stdout and stderr
completion  shell completion
"""
