"""Shell completion, without typer and without what reads records.

complete    the words that fit where the cursor stands
signatures  what the commands take, read from their source
shells      the scripts for bash, zsh and fish
"""
