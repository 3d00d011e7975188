"""Full-screen pages in a terminal, drawn from a model: a state and a key give the next state, a state gives rows.

cells     how wide a text is, and where its lines end
rows      marked pieces of text in rows, and two panes side by side
pager     a long text through a window, with a range that stays in sight
menu      choices that a key takes, with pages and a filter
entry     one line that is typed
keys      names of keys, and what they do
terminal  the only module that knows curses

Nothing here knows what the pages are about.
"""
