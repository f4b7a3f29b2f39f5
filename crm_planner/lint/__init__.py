"""Checks of price lists: what is allowed and yet wrong, doubtful or unknown, each rule with its page and its test."""
