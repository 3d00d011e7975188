"""Scripts for bash, zsh and fish that ask negtrack for the words that fit at the cursor.

The shell passes the words of the line up to the cursor as arguments, and its own name in `_NEGTRACK_COMPLETE`; it gets
one word a line, with a description where the shell shows one. The shell never evaluates the output.
"""

from __future__ import annotations

from typing import Literal

Shell = Literal["bash", "zsh", "fish"]
"""The supported shells."""

SCRIPTS = {
    "bash": """\
_negtrack_complete() {
    local word
    COMPREPLY=()
    while IFS= read -r word; do
        COMPREPLY+=("$word")
    done < <(_NEGTRACK_COMPLETE=bash "$1" "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    if [[ ${COMPREPLY[0]} == *[=@] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -o default -F _negtrack_complete negtrack
""",
    "zsh": """\
#compdef negtrack
_negtrack() {
    local -a found ending
    found=("${(@f)$(_NEGTRACK_COMPLETE=zsh $words[1] "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ -z $found[1] ]]; then
        _files
        return
    fi
    if [[ ${found[1]%%:*} == *[=@] ]]; then
        ending=(-S '')
    fi
    _describe -V 'negtrack' found "${(@)ending}"
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _negtrack "$@"
else
    compdef _negtrack negtrack
fi
""",
    "fish": """\
function __negtrack_complete
    set -l words (commandline -opc)
    set -l found (_NEGTRACK_COMPLETE=fish $words[1] $words[2..] (commandline -ct) 2>/dev/null)
    if set -q found[1]
        printf '%s\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c negtrack -f -a '(__negtrack_complete)'
""",
}
"""Shell -> completion script."""
