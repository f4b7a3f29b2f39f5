"""Candidates side by side: the table, who ranks where and why."""
