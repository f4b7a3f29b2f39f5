"""Reading and writing files: YAML with places, and the folders that come with the product."""
