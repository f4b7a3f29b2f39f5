"""Charts as Vega-Lite specifications: one for each, drawn alike in HTML, PDF, DOCX and the README."""
