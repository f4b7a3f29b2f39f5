"""Vendors' price lists in spreadsheets and CSV: read with suspicion, and copied into catalogs by a mapping."""
