"""One file per command; its function `command` is what typer runs. Commands never import each other."""
