"""The proposal: what one company offers one client, as one value that every document prints."""
