"""The proposal as a document: its words and figures as plain data, and the formats made of them."""
