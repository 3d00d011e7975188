"""The reading desk: a source's text on one side, the positions that are read out of it on the other, key by key.

article    the text in sentences, and where it names parties and issues
cues       words that make a stance or a voice doubtful
speakers   who may speak in a sentence
spans      the words that are quoted, grown and shrunk
known      what is on record from the source, and who spoke in it
draft      a position that is not recorded yet
desk       the whole state, and how one question follows another
stances    the stance beside what the words say
voices     whose word it may be
questions  what is asked for a position, with its choices, hint and check
finding    words that are looked for
actions    keys and what they do
page       the state as rows of a page
first_page the text alone, before anything else is loaded
spoken     the state as plain lines, with the same questions

Pure: a key gives the next state, and `wants` names what the command is to do: write, undo, define, quit.
"""
