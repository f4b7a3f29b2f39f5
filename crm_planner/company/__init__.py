"""The company that makes proposals: who it is in law, where its money goes, who signs, and its usual terms."""
