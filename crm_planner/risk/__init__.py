"""What can go wrong: answers and facts become likelihoods, gates, a register, and what is left after mitigations."""
