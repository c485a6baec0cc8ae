"""Pages of pacts: what everyone reads, comments and signs, and the desk on which they are made."""
