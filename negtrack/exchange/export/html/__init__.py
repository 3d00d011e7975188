"""Self-contained HTML pages: the report, with a chart and a table for each issue, and the matrix.

frame   a page with its policy
page    the whole report
turned  the table of an issue of many parties
matrix  the matrix of parties, with the tree of their clusters
issues  the issues: at a glance, then one by one
parts   what changed, events, proposals, rounds, the scorecard and the sources
words   texts of people, and the numbers of their sources
page.css the style sheet; matrix.css what the matrix has besides
"""
