"""A cost model as a graph of named cells, checked once and rendered to several targets.

Read in this order: units, expression (the twelve nodes), cell, model, then the targets: exact, bounds, words.
Nothing here knows of CRM. A further target (arrays, a workbook, a web page) is one more module with a table of
the twelve nodes; nothing that stands here changes.
"""
