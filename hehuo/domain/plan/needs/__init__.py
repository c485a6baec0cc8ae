"""What residents say (voices) and what it adds up to (needs): sorted, joined, published, answered."""
