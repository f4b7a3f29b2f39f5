"""Results as a reader gets them: on a terminal, in a pipe, as JSON, CSV, Markdown and HTML, in three languages."""
