"""The interactive report: one HTML file that carries the cost model itself in three languages."""
