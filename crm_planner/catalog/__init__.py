"""The vendor's knowledge: editions, licence terms, prices and where each was printed."""
