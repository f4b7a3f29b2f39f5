"""The model as the page's scripts call it: every cell from the controls' values, and how each came about."""

