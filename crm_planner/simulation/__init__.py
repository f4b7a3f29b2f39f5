"""How sure the cost is: uncertain figures and detected risks drawn through the cost model, and what follows."""
