"""The command line. `cli` alone knows the whole line from files to text.

app         the commands, and the one border where errors become messages and exit codes
session     what every command begins with and ends in
options     the options that commands share
targets     what SIDE means
commands    one file per command
recording   what the commands that write share
output      where text leaves the program
completion  shell completion
"""
