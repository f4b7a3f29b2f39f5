"""The client's wishes: how many users, for how long, which candidates, options and answers."""
