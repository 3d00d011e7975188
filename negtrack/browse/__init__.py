"""The browser: pages of a negotiation in a terminal, from the overview to the words in their source.

asked      what was asked for: parties, issues, the two clocks
places     the pages there are, each with the command that prints it
talks      what the browser asks of the negotiation's files
answers    the answer of a page: the view of its command
layout     the elements of a printed page as rows, each with what it opens
sheet      a page laid out: its rows, and a key for each thing that it opens
sources    the words of a record in the text of its source
browser    the state: the pages that lead here, and what is typed
changes    the days on which a page changes
walk       from one of these days to the next
actions    what each key does to the state
page       the state as rows of a window

A key gives the next state, a state gives rows. Nothing here decides who stands where: every page is the view of a
command, laid out as that command prints it.
"""
