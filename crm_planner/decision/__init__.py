"""The decision: which candidate, why, what stops it, what is not known, and what would have to be true for another."""
