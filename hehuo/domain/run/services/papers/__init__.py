"""Papers that partners hand in, read by meaning: price lists."""
