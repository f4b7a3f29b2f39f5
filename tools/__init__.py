"""What makes shipped files that are not written by hand; no part of the product."""
