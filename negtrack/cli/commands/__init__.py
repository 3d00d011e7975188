"""One file per command; typer runs its function `command`. Commands never import each other."""
