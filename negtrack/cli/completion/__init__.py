"""Shell completion, without importing typer or the modules that load records.

complete  the words that fit at the cursor
shells    the scripts for bash, zsh and fish
"""
