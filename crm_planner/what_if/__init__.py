"""A project with something changed: where its answer turns, and how much each figure moves it."""
