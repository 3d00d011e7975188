"""The report: one self-contained HTML page, with a chart and a table for each issue.

page    the whole page and its policy
issues  the issues: at a glance, then one by one
parts   what changed, events, proposals, rounds, the scorecard and the sources
words   texts of people, and the numbers of their sources
page.css the style sheet
"""
