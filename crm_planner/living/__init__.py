"""A project as one graph that holds for everything its reader may move: people, years, discounts, rates, weights."""
