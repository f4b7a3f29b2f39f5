"""Templates filled in: those shipped with the product, and those a consultant wrote, which nobody has to trust."""
