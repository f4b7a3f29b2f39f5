"""The live workbook: the cost model as sheets of formulas, with the inputs a reader may change."""
