"""What an Office file is made of, a workbook or a Word document: an archive, and the XML in it."""
