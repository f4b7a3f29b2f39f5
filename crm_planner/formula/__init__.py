"""A cost model as a graph of named cells, checked once and rendered to several targets.

Read in this order: units, expression (the twelve nodes), cell, model, then the targets: exact, function (the same,
compiled for many evaluations), words, and vector (arrays; over ranges, figures and vector_nodes). bounds says which
target can hold a model. Nothing here knows of CRM.
A further target (a workbook, a web page) is one more module with a table of the twelve nodes; nothing that stands here
changes.
"""
